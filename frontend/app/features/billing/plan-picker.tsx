import { useSearchParams } from "react-router";
import { Button } from "~/components/ui/button";
import { Choice } from "~/components/ui/choice";
import { Notice } from "~/components/ui/notice";
import { Card } from "~/components/ui/page";
import { RequestId } from "~/components/ui/request-id";
import { useMe } from "~/lib/account";
import type { Interval, Plan } from "~/lib/contract";
import { count, price } from "~/lib/format";
import { explain } from "~/lib/problem";
import { useCheckout } from "./billing-api";

const intervals = [
  { value: "month", label: "Monthly" },
  { value: "year", label: "Annual" },
] as const;

/** Plan and interval stand in the address, where the pricing page and sign-up put them. */
export function PlanPicker({ plans }: { plans: Plan[] }) {
  const { account } = useMe();
  const [search, setSearch] = useSearchParams();
  const checkout = useCheckout(account.id);

  const interval: Interval = search.get("interval") === "year" ? "year" : "month";
  const offered = plans.filter(({ contract, prices }) => !contract && prices.length > 0);
  const chosen = offered.find(({ id }) => id === search.get("plan")) ?? offered[0];
  const cost = chosen && priceOf(chosen, interval);
  const set = (change: Record<string, string>) =>
    setSearch({ plan: chosen?.id ?? "", interval, ...change }, { replace: true, preventScrollReset: true });

  return (
    <Card
      actions={
        <Choice
          legend="Paid"
          name="interval"
          onChange={(value) => set({ interval: value })}
          options={intervals}
          value={interval}
        />
      }
      title="Choose a plan"
    >
      <fieldset className="grid gap-2">
        <legend className="sr-only">Plan</legend>
        {offered.map((plan) => (
          <PlanRow
            checked={plan === chosen}
            interval={interval}
            key={plan.id}
            onChoose={() => set({ plan: plan.id })}
            plan={plan}
          />
        ))}
      </fieldset>
      <div className="mt-4 grid gap-3">
        {checkout.isError ? <CheckoutProblem error={checkout.error} /> : null}
        {chosen && cost ? (
          <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <Button
              busy={checkout.isPending || checkout.isSuccess}
              look="primary"
              onClick={() => checkout.mutate({ plan: chosen.id, interval })}
            >
              Upgrade to {chosen.name}
            </Button>
            <p aria-live="polite" className="figures text-ink-2">
              {price(cost)} per {interval}, charged now and at the start of each period. Taxes, if any, are shown before
              you pay.
            </p>
          </div>
        ) : null}
      </div>
    </Card>
  );
}

interface RowProps {
  plan: Plan;
  interval: Interval;
  checked: boolean;
  onChoose: () => void;
}

function PlanRow({ plan, interval, checked, onChoose }: RowProps) {
  const cost = priceOf(plan, interval);
  return (
    <label className="flex cursor-pointer items-start gap-3 rounded-md border border-line-strong px-4 py-3 has-checked:border-petrol has-checked:bg-sunk has-focus-visible:outline-2 has-focus-visible:outline-petrol">
      <input
        checked={checked}
        className="mt-1 size-4 accent-petrol outline-none"
        name="plan"
        onChange={onChoose}
        type="radio"
        value={plan.id}
      />
      <span className="grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[1fr_auto]">
        <span className="font-semibold">{plan.name}</span>
        <span className="figures sm:text-end">
          {cost ? price(cost) : "–"} <span className="text-ink-3">/ {interval}</span>
        </span>
        <span className="text-ink-2">{plan.description}</span>
        <span className="figures text-ink-2 sm:text-end">
          {plan.calls_per_month === null ? null : `${count(plan.calls_per_month)} calls a month`}
        </span>
      </span>
    </label>
  );
}

function CheckoutProblem({ error }: { error: unknown }) {
  const { detail, requestId } = explain(error);
  return (
    <Notice tone="bad">
      {detail}
      <RequestId id={requestId} />
    </Notice>
  );
}

function priceOf(plan: Plan, interval: Interval) {
  return plan.prices.find((offer) => offer.interval === interval)?.price;
}
