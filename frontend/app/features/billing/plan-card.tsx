import { Status } from "~/components/ui/badge";
import { Card } from "~/components/ui/page";
import { useMe } from "~/lib/account";
import type { Plan, Subscription } from "~/lib/contract";
import { count, date, money, price } from "~/lib/format";
import { PortalButton } from "./portal-button";
import { hasPortal } from "./subscription";

interface Props {
  plans: Plan[];
  subscription: Subscription;
  mayPay: boolean;
}

const states: Partial<Record<Subscription["status"], { tone: "good" | "warn" | "bad"; word: string }>> = {
  active: { tone: "good", word: "Active" },
  trialing: { tone: "good", word: "Trial" },
  past_due: { tone: "warn", word: "Payment failed" },
  unpaid: { tone: "bad", word: "Unpaid" },
  paused: { tone: "warn", word: "Paused" },
  incomplete: { tone: "warn", word: "Waiting for payment" },
  canceled: { tone: "warn", word: "Canceled" },
};

export function PlanCard({ plans, subscription, mayPay }: Props) {
  const { limits, quota } = useMe();
  const plan = plans.find(({ id }) => id === subscription.plan);
  const cost = plan?.prices.find(({ interval }) => interval === subscription.interval);
  const state =
    subscription.suspension === null ? states[subscription.status] : { tone: "bad" as const, word: "Suspended" };
  return (
    <Card
      actions={mayPay && hasPortal(subscription) ? <PortalButton>Manage in Stripe's portal</PortalButton> : null}
      title="Your plan"
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        <p className="text-2xl font-semibold tracking-tight">{plan?.name ?? subscription.plan}</p>
        {cost ? (
          <p className="figures text-ink-2">
            {price(cost.price)} per {cost.interval}
          </p>
        ) : null}
        {subscription.discounts.map((one) => (
          <p className="figures text-ink-2" key={one.name}>
            {discount(one)}
          </p>
        ))}
        {plan?.contract ? (
          <p className="text-ink-2">By contract, invoiced by mail{terms(subscription)}; it changes with us</p>
        ) : null}
        {state ? <Status tone={state.tone}>{state.word}</Status> : null}
      </div>
      <dl className="mt-4 grid gap-x-8 gap-y-3 sm:grid-cols-3">
        <Fact term="Live calls per month">{count(quota.included)}</Fact>
        <Fact term="Rate">
          {count(limits.per_minute)} a minute, {count(limits.capacity)} at once
        </Fact>
        <Fact term={nextTerm(subscription)}>{date(subscription.current_period.end, "UTC")} (UTC)</Fact>
      </dl>
    </Card>
  );
}

function terms({ contract, interval }: Subscription): string {
  return contract === null
    ? ""
    : `: ${price(contract.price)} per ${interval ?? "period"}, due ${contract.net_days} days after each invoice`;
}

function discount({
  name,
  code,
  percent_off,
  amount_off,
  duration,
  ends_at,
}: Subscription["discounts"][number]): string {
  const off = amount_off ? money(amount_off) : `${percent_off ?? 0}%`;
  const lasts = { once: " on the next invoice", repeating: ` until ${date(ends_at ?? "", "UTC")}`, forever: "" };
  return `${off} off${lasts[duration]} (${code ?? name})`;
}

function nextTerm({ status, cancel_at }: Subscription): string {
  if (status === "none") {
    return "Calls reset";
  }
  return cancel_at === null ? "Next period" : "Ends";
}

function Fact({ term, children }: { term: string; children: React.ReactNode }) {
  return (
    <div className="grid gap-0.5">
      <dt className="text-sm text-ink-3">{term}</dt>
      <dd className="figures">{children}</dd>
    </div>
  );
}
