import { buttonClass } from "~/components/ui/button";
import { Notice } from "~/components/ui/notice";
import type { Plan, Subscription } from "~/lib/contract";
import { date, dateTime } from "~/lib/format";
import { PortalButton } from "./portal-button";
import { ResumeButton } from "./resume-button";

const words: Partial<Record<Subscription["status"], string>> = {
  past_due: "The last payment failed. It is tried again with the default card; pay it at Stripe to end this.",
  unpaid: "The last invoice is unpaid and is not tried again. Pay it at Stripe and the plan is back.",
  incomplete: "The first payment is not complete yet: your bank may ask you to confirm it. Finish it at Stripe.",
  incomplete_expired: "The first payment was not completed in time, so the plan did not start. Choose it again below.",
  paused: "The subscription is paused. Resume it in the portal.",
};

interface Props {
  plans: Plan[];
  subscription: Subscription;
  mayPay: boolean;
}

export function BillingTrouble({ plans, subscription, mayPay }: Props) {
  if (subscription.waiting !== null) {
    return <Waiting plans={plans} waiting={subscription.waiting} />;
  }
  if (subscription.suspension !== null) {
    return <Suspended cause={subscription.suspension} />;
  }
  if (subscription.parked_since !== null) {
    return (
      <Notice tone="warn">
        Something is wrong with this subscription on our side. Your plan stays as it is, nothing is billed, and nothing
        can be bought until we have put it in order. We have been told and are looking at it: there is nothing to do.
      </Notice>
    );
  }
  if (subscription.payment?.needs === "address") {
    return <NoAddress until={subscription.payment.until} />;
  }
  const trouble = words[subscription.status];
  if (trouble !== undefined) {
    const wayOut = mayPay && subscription.status !== "incomplete_expired";
    const { payment } = subscription;
    return (
      <Notice action={wayOut ? <WayOut url={payment?.url ?? null} /> : null} tone="bad">
        {trouble}
        {payment?.until ? ` ${until(subscription.status)} ${dateTime(payment.until, "UTC")}.` : ""}
      </Notice>
    );
  }
  const { cancel_at: end, pending_change: change } = subscription;
  if (change !== null) {
    const name = plans.find(({ id }) => id === change.plan)?.name ?? change.plan;
    return <PendingChange change={change} mayPay={mayPay} name={name} />;
  }
  return end === null ? null : (
    <Notice action={mayPay ? <ResumeButton done="The plan goes on">Keep the plan</ResumeButton> : null} tone="warn">
      The plan is canceled and works until {date(end, "UTC")}, 00:00 UTC or later that day. Then the account is on Free.
    </Notice>
  );
}

function until(status: Subscription["status"]): string {
  return status === "incomplete" ? "It can be paid until" : "The plan stays as it is until";
}

/** Stripe's own page of what is owed takes another card and asks for 3-D Secure; without one there is the portal. */
function WayOut({ url }: { url: string | null }) {
  return url === null ? (
    <PortalButton look="primary">Open the portal</PortalButton>
  ) : (
    <a className={buttonClass({ look: "primary" })} href={url}>
      Pay at Stripe
    </a>
  );
}

/** Stripe Tax does not know where the customer is, so the renewal's invoice is still a draft. */
function NoAddress({ until }: { until: string | null }) {
  return (
    <Notice
      action={
        <a className={buttonClass({ look: "primary" })} href="#billing-details">
          Add the address
        </a>
      }
      tone="bad"
    >
      Your renewal could not be invoiced: the tax on it depends on your billing address, which is missing or unknown.
      {until === null ? "" : ` The plan stays as it is until ${dateTime(until, "UTC")}.`}
    </Notice>
  );
}

function Suspended({ cause }: { cause: NonNullable<Subscription["suspension"]> }) {
  const what = {
    dispute: "Your bank disputes a payment and has taken the money back",
    fraud_warning: "Your bank warns us that a payment may be fraud",
  };
  return (
    <Notice tone="bad">
      {what[cause.reason]} ({dateTime(cause.since, "UTC")}). Until that is settled the account has the limits of Free;
      keys, data and invoices stay. If it is a mistake, withdraw it at your bank: the plan then goes on by itself.
    </Notice>
  );
}

/** What was said while Stripe did not answer; a later word takes its place, so nothing is locked. */
function Waiting({ plans, waiting }: { plans: Plan[]; waiting: NonNullable<Subscription["waiting"]> }) {
  const deeds = {
    change: `The change to ${plans.find(({ id }) => id === waiting.plan)?.name ?? waiting.plan}`,
    cancel: "Your cancellation",
    resume: "That the plan goes on",
  };
  return (
    <Notice tone="warn">
      Stripe does not answer at the moment. {deeds[waiting.kind]} is noted since {dateTime(waiting.since, "UTC")} and is
      carried out by itself; we write to you then. Your plan and your keys go on working.
    </Notice>
  );
}

interface ChangeProps {
  change: NonNullable<Subscription["pending_change"]>;
  name: string;
  mayPay: boolean;
}

function PendingChange({ change, name, mayPay }: ChangeProps) {
  if (change.takes_effect_at !== null) {
    return (
      <Notice action={mayPay ? <ResumeButton done="Nothing changes">Take it back</ResumeButton> : null} tone="info">
        The plan changes to {name} per {change.interval} on {date(change.takes_effect_at, "UTC")}.
      </Notice>
    );
  }
  return (
    <Notice
      action={
        mayPay && change.pay_url ? (
          <a className={buttonClass({ look: "primary" })} href={change.pay_url}>
            Pay at Stripe
          </a>
        ) : null
      }
      tone="warn"
    >
      The change to {name} waits for its payment
      {change.expires_at === null ? "" : `, until ${dateTime(change.expires_at, "UTC")}`}. Nothing has changed yet.
    </Notice>
  );
}
