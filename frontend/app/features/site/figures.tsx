import { count, price } from "~/lib/format";
import { currency, pack, planOf } from "./catalog";

// Rendered ahead, so for everybody: American English, like the rest of the site.
const locale = "en-US";

export function Price({ plan, interval }: { plan: string; interval: "month" | "year" }) {
  const amount = planOf(plan).prices?.[interval] ?? 0;
  return (
    <data data-price={`${plan}.${interval}`} value={amount}>
      {price({ amount, currency }, locale)}
    </data>
  );
}

export function CurrencyCode() {
  const code = currency.toUpperCase();
  return (
    <data data-currency="code" value={code}>
      {code}
    </data>
  );
}

export function StartsAt({ plan }: { plan: string }) {
  const amount = planOf(plan).starts_at ?? 0;
  return (
    <data data-starts-at={plan} value={amount}>
      {price({ amount, currency }, locale)}
    </data>
  );
}

export function Calls({ plan }: { plan: string }) {
  const calls = planOf(plan).calls_per_month ?? 0;
  return (
    <data data-calls={plan} value={calls}>
      {count(calls, locale)}
    </data>
  );
}

/** What a pack of prepaid calls is. */
export function Pack() {
  return (
    <>
      <data data-pack="calls" value={pack.calls}>
        {count(pack.calls, locale)}
      </data>{" "}
      for{" "}
      <data data-pack="price" value={pack.price}>
        {price({ amount: pack.price, currency }, locale)}
      </data>
      , good for{" "}
      <data data-pack="months" value={pack.months}>
        {count(pack.months, locale)}
      </data>{" "}
      months
    </>
  );
}

export function PerMinute({ plan }: { plan: string }) {
  const rate = planOf(plan).rate?.per_minute ?? 0;
  return (
    <data data-per-minute={plan} value={rate}>
      {count(rate, locale)}
    </data>
  );
}

export function AtOnce({ plan }: { plan: string }) {
  const capacity = planOf(plan).rate?.capacity ?? 0;
  return (
    <data data-capacity={plan} value={capacity}>
      {count(capacity, locale)}
    </data>
  );
}
