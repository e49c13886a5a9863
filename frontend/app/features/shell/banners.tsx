import { useMutation } from "@tanstack/react-query";
import { Button } from "~/components/ui/button";
import { Notice } from "~/components/ui/notice";
import { useMe } from "~/lib/account";
import { explain } from "~/lib/problem";
import { resendProof } from "./shell-api";

/** What every page says while it is so. */
export function Banners() {
  const { user } = useMe();
  return user !== null && user.email_proven_at === null ? <Unproven email={user.email} /> : null;
}

function Unproven({ email }: { email: string }) {
  const sending = useMutation({ mutationFn: resendProof });
  const button = (
    <Button busy={sending.isPending} onClick={() => sending.mutate()} size="sm">
      Send again
    </Button>
  );
  return (
    <Notice action={sending.isSuccess ? null : button} tone={sending.isError ? "bad" : "info"}>
      {sending.isSuccess
        ? `A new mail is on its way to ${email}.`
        : sending.isError
          ? explain(sending.error).detail
          : `Prove that ${email} is yours: open the link in our mail. Until then test keys have a small allowance.`}
    </Notice>
  );
}
