import { type FormEvent, useState } from "react";
import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { TextField } from "~/components/ui/field";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { ApiKey } from "~/lib/contract";
import { explain } from "~/lib/problem";
import { keyName } from "./key-form";
import { useRenameKey } from "./keys-api";

export default function RenameDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { account } = useMe();
  const renaming = useRenameKey(account.id);
  const [name, setName] = useState(apiKey.name);
  const [wrong, setWrong] = useState<string>();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const judged = keyName.safeParse(name);
    setWrong(judged.error?.issues[0]?.message);
    if (judged.success && !renaming.isPending) {
      renaming.mutate(
        { id: apiKey.id, name: judged.data },
        {
          onSuccess: () => {
            toast(`Renamed to ${judged.data}`);
            onClose();
          },
        },
      );
    }
  };

  return (
    <Dialog onClose={onClose} open title={`Rename ${apiKey.name}`}>
      <form className="grid gap-5" noValidate onSubmit={submit}>
        <TextField
          autoComplete="off"
          error={wrong ?? (renaming.isError ? explain(renaming.error).detail : undefined)}
          label="Name"
          onChange={(event) => setName(event.target.value)}
          value={name}
        />
        <DialogActions>
          <Button onClick={onClose}>Cancel</Button>
          <Button busy={renaming.isPending} look="primary" type="submit">
            Rename
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
