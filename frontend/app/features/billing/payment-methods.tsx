import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { Loaded } from "~/components/ui/loaded";
import { Card } from "~/components/ui/page";
import { Skeleton } from "~/components/ui/skeleton";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { PaymentMethod } from "~/lib/contract";
import { BillingProblem } from "./billing-problem";
import { paymentMethodsQuery, useAddMethod, useMakeDefault, useRemoveMethod } from "./payment-methods-api";

/** What renewals are charged on. Cards are typed on Stripe's page, never here. */
export default function PaymentMethods({ mayPay }: { mayPay: boolean }) {
  const { account } = useMe();
  const [address] = useSearchParams();
  const methods = useQuery(paymentMethodsQuery(account.id, address.get("method") === "added"));
  const adding = useAddMethod(account.id);
  return (
    <Card
      actions={
        mayPay ? (
          <Button busy={adding.isPending || adding.isSuccess} onClick={() => adding.mutate()}>
            Add a card
          </Button>
        ) : null
      }
      title="Payment methods"
    >
      <div className="grid gap-4">
        {adding.isError ? <BillingProblem error={adding.error} /> : null}
        <Loaded query={methods} skeleton={<Skeleton className="h-12 w-full" />} what="your payment methods">
          {({ data }) =>
            data.length === 0 ? (
              <p className="text-ink-2">No card yet. The first one you add is charged for renewals.</p>
            ) : (
              <Methods mayPay={mayPay} methods={data} />
            )
          }
        </Loaded>
      </div>
    </Card>
  );
}

function Methods({ methods, mayPay }: { methods: PaymentMethod[]; mayPay: boolean }) {
  const { account } = useMe();
  const choosing = useMakeDefault(account.id);
  const [leaving, setLeaving] = useState<PaymentMethod>();
  const choose = (method: PaymentMethod) =>
    choosing.mutate(method.id, { onSuccess: () => toast(`Renewals are charged on ${name(method)}`) });
  return (
    <div className="grid gap-3">
      {choosing.isError ? <BillingProblem error={choosing.error} /> : null}
      <ul className="grid gap-3">
        {methods.map((method) => (
          <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2" key={method.id}>
            <span className="figures">
              {name(method)}
              <span className="text-ink-2">
                {expiry(method)}
                {method.is_default ? " · default" : ""}
              </span>
            </span>
            {mayPay ? (
              <span className="flex flex-wrap gap-2">
                {method.is_default ? null : (
                  <Button
                    aria-label={`Charge renewals on ${name(method)}`}
                    busy={choosing.isPending && choosing.variables === method.id}
                    onClick={() => choose(method)}
                  >
                    Make default
                  </Button>
                )}
                <Button aria-label={`Remove ${name(method)}`} look="quiet" onClick={() => setLeaving(method)}>
                  Remove
                </Button>
              </span>
            ) : null}
          </li>
        ))}
      </ul>
      {leaving ? <RemoveDialog method={leaving} onClose={() => setLeaving(undefined)} /> : null}
    </div>
  );
}

function RemoveDialog({ method, onClose }: { method: PaymentMethod; onClose: () => void }) {
  const { account } = useMe();
  const removing = useRemoveMethod(account.id);
  const remove = () =>
    removing.mutate(method.id, {
      onSuccess: () => {
        toast(`${name(method)} is removed`);
        onClose();
      },
    });
  return (
    <Dialog description="It is not charged again." onClose={onClose} open title={`Remove ${name(method)}?`}>
      {removing.isError ? <BillingProblem error={removing.error} /> : null}
      <DialogActions>
        <Button onClick={onClose}>Keep it</Button>
        <Button busy={removing.isPending} look="danger" onClick={remove}>
          Remove it
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function name({ type, brand, last4 }: PaymentMethod): string {
  const word = brand ?? type;
  return `${word.charAt(0).toUpperCase()}${word.slice(1)}${last4 === null ? "" : ` •••• ${last4}`}`;
}

/** A card is good until the end of the month on it. */
function expiry({ exp_month: month, exp_year: year }: PaymentMethod): string {
  if (month === null || year === null) {
    return "";
  }
  const on = `${String(month).padStart(2, "0")}/${year}`;
  return Date.now() < Date.UTC(year, month, 1) ? ` · expires ${on}` : ` · expired ${on}`;
}
