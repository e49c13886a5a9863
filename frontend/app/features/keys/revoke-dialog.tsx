import { type FormEvent, useState } from "react";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { TextField } from "~/components/ui/field";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { ApiKey } from "~/lib/contract";
import { relative } from "~/lib/format";
import { KeyRefused } from "./key-refused";
import { useRevokeKey } from "./keys-api";

/** There is no way back from this, so it asks for the name and says what will stop. */
export default function RevokeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { account } = useMe();
  const revoking = useRevokeKey(account.id);
  const [typed, setTyped] = useState("");
  const [wrong, setWrong] = useState<string>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim() !== apiKey.name) {
      setWrong(`Type ${apiKey.name} exactly.`);
      return;
    }
    if (!revoking.isPending) {
      revoking.mutate(apiKey.id, {
        onSuccess: () => {
          toast(`${apiKey.name} is revoked`);
          onClose();
        },
      });
    }
  };
  const used =
    apiKey.last_used_at === null ? "It was never used." : `It was last used ${relative(apiKey.last_used_at)}.`;

  return (
    <Dialog
      description={`Every program that uses ${apiKey.hint} is refused from then on. ${used} This cannot be undone.`}
      onClose={onClose}
      open
      title={`Revoke ${apiKey.name}`}
    >
      <form className="grid gap-5" noValidate onSubmit={submit}>
        {revoking.isError ? <KeyRefused accountId={account.id} error={revoking.error} /> : null}
        <TextField
          autoComplete="off"
          error={wrong}
          label={`Type the name of the key: ${apiKey.name}`}
          onChange={(event) => setTyped(event.target.value)}
          value={typed}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={revoking.isPending} look="danger" type="submit">
            Revoke key
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
