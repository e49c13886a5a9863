import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { Card } from "~/components/ui/page";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { Money, Subscription } from "~/lib/contract";
import { dateTime, money } from "~/lib/format";
import { BillingProblem } from "./billing-problem";
import { CancelDialog } from "./cancel-dialog";
import { guaranteeQuery, useGuarantee } from "./changes-api";

/** The ways out, as easy to find as the way in. */
export function Leaving({ subscription }: { subscription: Subscription }) {
  const { account } = useMe();
  const guarantee = useQuery(guaranteeQuery(account.id));
  const [open, setOpen] = useState<"cancel" | "money-back">();
  const back = guarantee.data?.eligible === true ? guarantee.data : undefined;
  const close = () => setOpen(undefined);
  return (
    <Card title="Leaving">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        {subscription.cancel_at === null ? <Button onClick={() => setOpen("cancel")}>Cancel the plan</Button> : null}
        {back?.amount ? <Button onClick={() => setOpen("money-back")}>Money back</Button> : null}
        <p className="basis-full text-ink-2">
          {back?.amount && back.until
            ? `Not what you need? Until ${dateTime(back.until, "UTC")} you get ${money(back.amount)} back, all of it.`
            : "A canceled plan works until the period that was paid for ends."}
        </p>
      </div>
      {open === "cancel" ? <CancelDialog onClose={close} subscription={subscription} /> : null}
      {open === "money-back" && back?.amount ? <MoneyBackDialog amount={back.amount} onClose={close} /> : null}
    </Card>
  );
}

function MoneyBackDialog({ amount, onClose }: { amount: Money; onClose: () => void }) {
  const { account } = useMe();
  const claiming = useGuarantee(account.id);
  const claim = () =>
    claiming.mutate(undefined, {
      onSuccess: ({ status }) => {
        toast(status === "done" ? `${money(amount)} are on their way back` : "The refund is on its way to Stripe");
        onClose();
      },
    });
  return (
    <Dialog
      description={`The plan ends now and ${money(amount)} go back to the card that paid. Banks take five to ten days. The guarantee is given once.`}
      onClose={onClose}
      open
      title="Money back"
    >
      {claiming.isError ? <BillingProblem error={claiming.error} /> : null}
      <DialogActions>
        <Button onClick={onClose}>Keep the plan</Button>
        <Button busy={claiming.isPending} look="danger" onClick={claim}>
          End the plan, give {money(amount)} back
        </Button>
      </DialogActions>
    </Dialog>
  );
}
