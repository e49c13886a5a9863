import { useMutation } from "@tanstack/react-query";
import { Link } from "react-router";
import { Button, buttonClass } from "~/components/ui/button";
import { Notice } from "~/components/ui/notice";
import { RequestId } from "~/components/ui/request-id";
import { explain, hasCode } from "~/lib/problem";
import { resendProof } from "./keys-api";

/** Why there is no key, and the way to one. */
export function KeyRefused({ error, accountId }: { error: unknown; accountId: string }) {
  const { detail, requestId } = explain(error);
  return (
    <Notice action={<NextStep accountId={accountId} error={error} />} tone="bad">
      {detail}
      <RequestId id={requestId} />
    </Notice>
  );
}

function NextStep({ error, accountId }: { error: unknown; accountId: string }) {
  if (hasCode(error, "email_not_proven")) {
    return <SendProof />;
  }
  return hasCode(error, "payment_required") ? (
    <Link className={buttonClass({ size: "sm" })} to={`/app/${accountId}/billing`}>
      Open billing
    </Link>
  ) : null;
}

function SendProof() {
  const sending = useMutation({ mutationFn: resendProof });
  return sending.isSuccess ? (
    <p role="status">A new mail is on its way. Open its link, then create the key.</p>
  ) : (
    <>
      <Button busy={sending.isPending} onClick={() => sending.mutate()} size="sm">
        Send the proof mail again
      </Button>
      {sending.isError ? <p role="alert">{explain(sending.error).detail}</p> : null}
    </>
  );
}
