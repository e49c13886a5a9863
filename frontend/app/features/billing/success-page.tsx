import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useState } from "react";
import { Link, useSearchParams } from "react-router";
import { Button, buttonClass } from "~/components/ui/button";
import { ErrorPanel } from "~/components/ui/error-panel";
import { Page } from "~/components/ui/page";
import { Spinner } from "~/components/ui/spinner";
import { useMe } from "~/lib/account";
import { count, date } from "~/lib/format";
import { checkoutQuery, isWaiting, plansQuery } from "./billing-api";

export default function SuccessPage() {
  const { account } = useMe();
  const [search] = useSearchParams();
  const [began, setBegan] = useState(Date.now);
  const session = search.get("session_id") ?? "";
  const checkout = useQuery(checkoutQuery(account.id, session, began));
  const status = checkout.data?.status;
  useRefreshWhen(status === "complete");
  const billing = `/app/${account.id}/billing`;

  if (session === "" || status === "expired") {
    return (
      <Outcome title="Nothing was charged">
        <p>
          This checkout is {session === "" ? "not named in the address" : "no longer open"}. Choose the plan again to
          start a new one.
        </p>
        <Link className={buttonClass({ look: "primary" })} to={billing}>
          Open billing
        </Link>
      </Outcome>
    );
  }
  if (status === "complete") {
    return <Begun trialEnd={checkout.data?.subscription.trial_end_at ?? null} />;
  }
  if (checkout.isError && checkout.data === undefined) {
    return (
      <Page title="Payment is being confirmed">
        <ErrorPanel
          error={checkout.error}
          onRetry={() => checkout.refetch()}
          retrying={checkout.isFetching}
          what="the payment's state"
        />
      </Page>
    );
  }
  return (
    <Confirming
      billing={billing}
      onAgain={() => setBegan(Date.now())}
      since={began}
      waiting={isWaiting(status ?? "open")}
    />
  );
}

/** The plan, its limits and its first invoice are other ones now. */
function useRefreshWhen(done: boolean) {
  const cache = useQueryClient();
  useEffect(() => {
    if (done) {
      for (const part of ["me", "subscription", "invoices"]) {
        cache.invalidateQueries({ queryKey: [part] });
      }
    }
  }, [done, cache]);
}

/** @param trialEnd null when the first period was paid: nobody is thanked for money that did not come */
function Begun({ trialEnd }: { trialEnd: string | null }) {
  const { account, plan, quota } = useMe();
  const plans = useQuery(plansQuery);
  const name = plans.data?.plans.find(({ id }) => id === plan)?.name ?? plan;
  return (
    <Outcome title={trialEnd === null ? `Paid: you are on ${name}` : `Your trial of ${name} has begun`}>
      <p className="figures">
        {trialEnd === null
          ? `${count(quota.limit)} live calls a month from now on. The invoice is under billing.`
          : `${count(quota.limit)} live calls until ${date(trialEnd, "UTC")}. Nothing was charged.`}
      </p>
      <div className="flex flex-wrap gap-2">
        <Link className={buttonClass({ look: "primary" })} to={`/app/${account.id}/keys?create=live`}>
          Create a live key
        </Link>
        <Link className={buttonClass()} to={`/app/${account.id}/billing`}>
          Open billing
        </Link>
      </div>
    </Outcome>
  );
}

interface ConfirmingProps {
  billing: string;
  since: number;
  waiting: boolean;
  onAgain: () => void;
}

function Confirming({ billing, since, waiting, onAgain }: ConfirmingProps) {
  const tired = useAfter(60_000, since);
  if (waiting && !tired) {
    return (
      <Outcome title="Payment is being confirmed">
        <p className="flex items-center gap-3">
          <Spinner />
          Stripe tells us in a moment. This page changes by itself.
        </p>
      </Outcome>
    );
  }
  return (
    <Outcome title="Still waiting for Stripe">
      <p>
        The payment was not confirmed within a minute. If it went through, the plan starts by itself as soon as Stripe
        says so; you need not pay again.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button look="primary" onClick={onAgain}>
          Check again
        </Button>
        <Link className={buttonClass()} to={billing}>
          Open billing
        </Link>
      </div>
    </Outcome>
  );
}

function useAfter(milliseconds: number, since: number): boolean {
  const [passed, setPassed] = useState(false);
  useEffect(() => {
    setPassed(false);
    const timer = setTimeout(() => setPassed(true), Math.max(since + milliseconds - Date.now(), 0));
    return () => clearTimeout(timer);
  }, [milliseconds, since]);
  return passed;
}

function Outcome({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Page title={title}>
      <div className="grid max-w-prose justify-items-start gap-4 text-ink-2" role="status">
        {children}
      </div>
    </Page>
  );
}
