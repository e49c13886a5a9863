import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "~/components/ui/button";
import { TextField } from "~/components/ui/field";
import { Loaded } from "~/components/ui/loaded";
import { Card } from "~/components/ui/page";
import { Skeleton } from "~/components/ui/skeleton";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { SpendCap, Subscription } from "~/lib/contract";
import { count, date, money } from "~/lib/format";
import { minorUnits } from "~/lib/money";
import { BillingProblem } from "./billing-problem";
import { spendCapQuery, useSpendCap } from "./spend-cap-api";

/** What happens after the plan's last call: nothing passes, or calls are paid one by one up to an amount. */
export default function SpendCapCard({ mayPay, subscription }: { mayPay: boolean; subscription: Subscription }) {
  const { account } = useMe();
  const cap = useQuery(spendCapQuery(account.id));
  if (cap.data?.micros_per_call === null) {
    return null;
  }
  return (
    <Card title="Calls beyond the plan">
      <Loaded query={cap} skeleton={<Skeleton className="h-16 w-full" />} what="your spending cap">
        {(data) => (
          <div className="grid gap-4">
            <Standing data={data} />
            {data.cap === null ? null : <Waits status={subscription.status} />}
            {mayPay ? <CapForm data={data} key={data.cap?.amount ?? 0} /> : null}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

/** A cap is kept while it pays for nothing yet. */
function Waits({ status }: { status: Subscription["status"] }) {
  if (status === "trialing") {
    return <p className="text-ink-2">In the trial calls stop at the plan's; the cap counts once it is paid for.</p>;
  }
  return status === "past_due" ? (
    <p className="text-ink-2">Calls stop at the plan's until the open invoice is paid.</p>
  ) : null;
}

function Standing({ data: { cap, calls, used, period, micros_per_call: micros } }: { data: SpendCap }) {
  const price = money(perThousand(micros ?? 0, used.amount.currency));
  const end = date(period.end, "UTC");
  return (
    <p aria-live="polite" className="figures">
      {cap === null
        ? `Off: when the plan's calls and prepaid ones are used, live calls stop until ${end}. More calls cost ${price} per 1,000.`
        : `On: up to ${money(cap)} a month, which pays for ${count(calls)} calls at ${price} per 1,000.`}
      {used.calls > 0
        ? ` ${count(used.calls)} calls were made beyond the plan in this month: ${money(used.amount)}, on the invoice after ${end}.`
        : null}
    </p>
  );
}

function CapForm({ data: { cap, used } }: { data: SpendCap }) {
  const { account } = useMe();
  const setting = useSpendCap(account.id);
  const currency = used.amount.currency;
  const [typed, setTyped] = useState(cap === null ? "" : String(cap.amount / 10 ** minorUnits.digits(currency)));
  const [wrong, setWrong] = useState<string>();

  const save = (amount: number | null, said: string) =>
    setting.isPending ? undefined : setting.mutate(amount, { onSuccess: () => toast(said) });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const amount = minorUnits.parse(typed, currency);
    setWrong(amount === null ? `Type an amount in ${currency.toUpperCase()}, such as 50.` : undefined);
    if (amount !== null) {
      save(amount, `Up to ${money({ amount, currency })} a month may be spent`);
    }
  };
  return (
    <form className="grid gap-4" noValidate onSubmit={submit}>
      {setting.isError ? <BillingProblem error={setting.error} /> : null}
      <div className="max-w-xs">
        <TextField
          autoComplete="off"
          error={wrong}
          hint="It is never passed. You can change it at any time."
          inputMode="decimal"
          label={`Spending cap per month, in ${currency.toUpperCase()}`}
          onChange={(event) => setTyped(event.target.value)}
          value={typed}
        />
      </div>
      <div className="flex flex-wrap gap-2">
        <Button busy={setting.isPending} type="submit">
          {cap === null ? "Let more calls pass" : "Change the cap"}
        </Button>
        {cap === null ? null : (
          <Button look="quiet" onClick={() => save(null, "Calls stop at the plan's")}>
            Turn it off
          </Button>
        )}
      </div>
    </form>
  );
}

const perThousand = (micros: number, currency: string) => ({
  amount: Math.round((micros * 10 ** minorUnits.digits(currency)) / 1_000),
  currency,
});
