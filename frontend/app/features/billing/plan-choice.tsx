import type { ReactNode } from "react";
import { useSearchParams } from "react-router";
import { Choice } from "~/components/ui/choice";
import { Card } from "~/components/ui/page";
import type { Interval, Money, Plan } from "~/lib/contract";
import { count, price } from "~/lib/format";

const intervals = [
  { value: "month", label: "Monthly" },
  { value: "year", label: "Annual" },
] as const;

export interface Offer {
  plan: Plan;
  interval: Interval;
  cost: Money;
}

interface Props {
  title: string;
  plans: Plan[];
  /** What is chosen while the address says nothing. */
  preset?: { plan: string; interval: Interval };
  children: (offer: Offer) => ReactNode;
}

/** Plan and interval stand in the address, where the pricing page and sign-up put them. */
export function PlanChoice({ title, plans, preset, children }: Props) {
  const [search, setSearch] = useSearchParams();
  const interval: Interval = (search.get("interval") ?? preset?.interval) === "year" ? "year" : "month";
  const offered = plans.filter(({ contract, prices }) => !contract && prices.length > 0);
  const wanted = search.get("plan") ?? preset?.plan;
  const chosen = offered.find(({ id }) => id === wanted) ?? offered[0];
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
      title={title}
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
      <div className="mt-4 grid gap-3">{chosen && cost ? children({ plan: chosen, interval, cost }) : null}</div>
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

function priceOf(plan: Plan, interval: Interval) {
  return plan.prices.find((offer) => offer.interval === interval)?.price;
}
