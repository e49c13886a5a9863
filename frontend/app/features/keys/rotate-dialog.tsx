import { type FormEvent, useState } from "react";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { SelectField } from "~/components/ui/field";
import { useMe } from "~/lib/account";
import type { ApiKey, IssuedKey } from "~/lib/contract";
import { KeyRefused } from "./key-refused";
import { useRotateKey } from "./keys-api";

const graces = [
  { seconds: 86_400, label: "24 hours" },
  { seconds: 21_600, label: "6 hours" },
  { seconds: 3_600, label: "1 hour" },
  { seconds: 900, label: "15 minutes" },
  { seconds: 0, label: "Not at all: the old secret stops now" },
];

interface Props {
  apiKey: ApiKey;
  onClose: () => void;
  onIssued: (key: IssuedKey) => void;
}

export default function RotateDialog({ apiKey, onClose, onIssued }: Props) {
  const { account } = useMe();
  const rotating = useRotateKey(account.id);
  const [grace, setGrace] = useState(86_400);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!rotating.isPending) {
      rotating.mutate({ id: apiKey.id, grace }, { onSuccess: onIssued });
    }
  };
  return (
    <Dialog
      description="You get a new secret now. Both work until the time below is over, then the old one is refused."
      onClose={onClose}
      open
      title={`Rotate ${apiKey.name}`}
    >
      <form className="grid gap-5" onSubmit={submit}>
        {rotating.isError ? <KeyRefused accountId={account.id} error={rotating.error} /> : null}
        <SelectField
          label="The old secret goes on for"
          onChange={(event) => setGrace(Number(event.target.value))}
          value={grace}
        >
          {graces.map(({ seconds, label }) => (
            <option key={seconds} value={seconds}>
              {label}
            </option>
          ))}
        </SelectField>
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={rotating.isPending} look="primary" type="submit">
            Rotate
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
