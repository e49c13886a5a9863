import { useState } from "react";
import { Button } from "~/components/ui/button";
import { Choice } from "~/components/ui/choice";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { SelectField } from "~/components/ui/field";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { Subscription } from "~/lib/contract";
import { date } from "~/lib/format";
import { BillingProblem } from "./billing-problem";
import { type Cancellation, cancelReasons, useCancel } from "./changes-api";
import { said } from "./subscription";

const moments = [
  { value: "period_end", label: "At the period's end" },
  { value: "now", label: "Now" },
] as const;

export function CancelDialog({ subscription, onClose }: { subscription: Subscription; onClose: () => void }) {
  const { account } = useMe();
  const canceling = useCancel(account.id);
  const [when, setWhen] = useState<Cancellation["when"]>("period_end");
  const [reason, setReason] = useState("");
  const end = date(subscription.current_period.end, "UTC");
  const chosen = cancelReasons.find(({ value }) => value === reason)?.value;

  const cancel = () =>
    canceling.mutate(chosen === undefined ? { when } : { when, reason: chosen }, {
      onSuccess: (after) => {
        toast(said(after, when === "now" ? "The plan has ended" : `The plan ends on ${end}`));
        onClose();
      },
    });
  return (
    <Dialog
      description="Keys, data and invoices stay; the account goes back to Free."
      onClose={onClose}
      open
      title="Cancel the plan"
    >
      {canceling.isError ? <BillingProblem error={canceling.error} /> : null}
      <div className="grid justify-items-start gap-2">
        <Choice legend="When" name="when" onChange={setWhen} options={moments} value={when} />
        <p aria-live="polite" className="text-ink-2">
          {when === "now"
            ? "The plan ends at once and nothing is given back."
            : `Everything works until ${end} (UTC), and until then you can change your mind.`}
        </p>
      </div>
      <SelectField
        hint="It helps us; you need not say."
        label="Why do you leave?"
        onChange={(event) => setReason(event.target.value)}
        value={reason}
      >
        <option value="">I would rather not say</option>
        {cancelReasons.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <DialogActions>
        <Button onClick={onClose}>Keep the plan</Button>
        <Button busy={canceling.isPending} look="danger" onClick={cancel}>
          {when === "now" ? "End the plan now" : "Cancel the plan"}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
