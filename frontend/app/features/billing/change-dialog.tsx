import { useQuery } from "@tanstack/react-query";
import { Button, buttonClass } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { Loaded } from "~/components/ui/loaded";
import { Notice } from "~/components/ui/notice";
import { Skeleton } from "~/components/ui/skeleton";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { PlanPreview } from "~/lib/contract";
import { count, date, money } from "~/lib/format";
import { hasCode } from "~/lib/problem";
import { BillingProblem } from "./billing-problem";
import { previewQuery, useChangePlan, type Wish } from "./changes-api";
import { said } from "./subscription";

interface Props {
  name: string;
  wish: Wish;
  trial: boolean;
  onClose: () => void;
}

export function ChangeDialog({ name, wish, trial, onClose }: Props) {
  const { account } = useMe();
  const preview = useQuery(previewQuery(account.id, wish));
  const changing = useChangePlan(account.id);
  const confirm = (shown: PlanPreview) =>
    changing.mutate(shown, {
      onSuccess: (after) => {
        toast(
          said(after, shown.kind === "now" ? `You are on ${name}` : `${name} begins on ${day(shown.takes_effect_at)}`),
        );
        onClose();
      },
      onError: (error) => {
        if (hasCode(error, "preview_outdated")) {
          preview.refetch();
        }
      },
    });
  return (
    <Dialog
      description={trial ? "The trial ends with this change." : undefined}
      onClose={onClose}
      open
      title={`Change to ${name}`}
    >
      <Loaded query={preview} skeleton={<Skeleton className="h-40 w-full" />} what="what it costs">
        {(shown) => (
          <>
            <Figures preview={shown} />
            {changing.isError ? <NotChanged error={changing.error} /> : null}
            <DialogActions>
              <Button onClick={onClose}>Keep what I have</Button>
              <Button busy={changing.isPending || preview.isFetching} look="primary" onClick={() => confirm(shown)}>
                {confirmation(shown)}
              </Button>
            </DialogActions>
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function confirmation({ kind, due, takes_effect_at }: PlanPreview): string {
  return kind === "now" ? `Pay ${money(due)} and change now` : `Change on ${day(takes_effect_at)}`;
}

function Figures({ preview }: { preview: PlanPreview }) {
  const {
    kind,
    price,
    credit,
    discount,
    tax,
    other,
    balance,
    due,
    calls,
    next_invoice: next,
    takes_effect_at,
  } = preview;
  return (
    <div className="grid gap-3">
      <p>
        {kind === "now"
          ? "It begins now with a full new period. What is left of the running one, by time or by calls, whichever is less, is taken off."
          : `It begins on ${day(takes_effect_at)} (UTC), when the period you paid for ends. You can take it back until then.`}
      </p>
      <dl className="figures grid gap-x-8 gap-y-1.5 rounded-md bg-sunk px-4 py-3">
        <Figure term={`Price per ${preview.interval}`} value={money(price)} />
        {credit.amount > 0 ? <Figure term="Left of the running period" value={`−${money(credit)}`} /> : null}
        {discount.amount > 0 ? <Figure term="Discount" value={`−${money(discount)}`} /> : null}
        {tax.amount > 0 ? <Figure term="Tax" value={money(tax)} /> : null}
        {other.amount > 0 ? <Figure term="Calls beyond the plan so far" value={money(other)} /> : null}
        {balance.amount > 0 ? <Figure term="From your balance" value={`−${money(balance)}`} /> : null}
        <Figure strong term="To pay now" value={money(due)} />
        <Figure term={`Next invoice, ${day(next.at)}`} value={money(next.amount)} />
        <Figure term="Live calls per month" value={count(calls)} />
      </dl>
      <p className="text-sm text-ink-3">These figures hold for ten minutes, to the cent.</p>
    </div>
  );
}

function Figure({ term, value, strong = false }: { term: string; value: string; strong?: boolean }) {
  return (
    <div className={`flex justify-between gap-4 ${strong ? "border-y border-line py-1.5 font-semibold" : ""}`}>
      <dt className={strong ? "" : "text-ink-2"}>{term}</dt>
      <dd>{value}</dd>
    </div>
  );
}

function NotChanged({ error }: { error: unknown }) {
  if (hasCode(error, "preview_outdated")) {
    return <Notice tone="warn">The figures had changed meanwhile. These are the new ones.</Notice>;
  }
  if (hasCode(error, "payment_required") && error.payUrl !== null) {
    return (
      <Notice
        action={
          <a className={buttonClass({ look: "primary" })} href={error.payUrl}>
            Pay at Stripe
          </a>
        }
        tone="warn"
      >
        {error.detail}
      </Notice>
    );
  }
  return <BillingProblem error={error} />;
}

const day = (instant: string) => date(instant, "UTC");
