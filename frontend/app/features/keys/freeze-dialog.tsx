import { Button } from "~/components/ui/button";
import { Dialog, DialogActions } from "~/components/ui/dialog";
import { toast } from "~/components/ui/toasts";
import { useMe } from "~/lib/account";
import type { ApiKey } from "~/lib/contract";
import { relative } from "~/lib/format";
import { KeyRefused } from "./key-refused";
import { useFreezeKey } from "./keys-api";

/** Freezes a key that works, unfreezes one that is frozen; each says first what that means. */
export default function FreezeDialog({ apiKey, onClose }: { apiKey: ApiKey; onClose: () => void }) {
  const { account } = useMe();
  const freezing = useFreezeKey(account.id);
  const frozen = apiKey.status === "frozen";
  const act = () =>
    freezing.mutate(
      { id: apiKey.id, frozen: !frozen },
      {
        onSuccess: () => {
          toast(frozen ? `${apiKey.name} works again` : `${apiKey.name} is frozen`);
          onClose();
        },
      },
    );

  return (
    <Dialog
      description={frozen ? `${whoFroze(apiKey)} Unfrozen, ${apiKey.hint} is accepted again at once.` : stops(apiKey)}
      onClose={onClose}
      open
      title={`${frozen ? "Unfreeze" : "Freeze"} ${apiKey.name}`}
    >
      {freezing.isError ? <KeyRefused accountId={account.id} error={freezing.error} /> : null}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button busy={freezing.isPending} look="primary" onClick={act}>
          {frozen ? "Unfreeze key" : "Freeze key"}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function stops({ hint, last_used_at }: ApiKey): string {
  const used = last_used_at === null ? "It was never used." : `It was last used ${relative(last_used_at)}.`;
  return `Every program that uses ${hint} is refused until somebody unfreezes it here. ${used}`;
}

function whoFroze({ frozen_at, frozen_by }: ApiKey): string {
  const since = frozen_at === null ? "" : ` ${relative(frozen_at)}`;
  return frozen_by === "abnormal_use"
    ? `We froze it${since}, because its use was not what is usual for it; the owners have a mail with the figures. If the use was not yours, rotate or revoke it instead.`
    : `A member of the account froze it${since}.`;
}
