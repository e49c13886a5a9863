import { useQuery } from "@tanstack/react-query";
import { Navigate } from "react-router";
import { buttonClass } from "~/components/ui/button";
import { ErrorPanel } from "~/components/ui/error-panel";
import { meQuery } from "~/lib/account";
import { hasCode } from "~/lib/problem";
import { Opening } from "./opening";
import { isSignedOut, logInAddress } from "./shell-api";

/** /app is the account that the session names first. */
export default function FirstAccount() {
  const me = useQuery(meQuery());
  if (me.isSuccess) {
    return <Navigate replace to={`/app/${me.data.account.id}`} />;
  }
  if (me.isPending) {
    return <Opening />;
  }
  if (isSignedOut(me.error)) {
    return <Navigate replace to={logInAddress("/app")} />;
  }
  if (hasCode(me.error, "not_found")) {
    return <NoAccount />;
  }
  return (
    <main className="mx-auto max-w-xl p-6">
      <ErrorPanel error={me.error} onRetry={() => me.refetch()} retrying={me.isFetching} what="your account" />
    </main>
  );
}

/** Somebody who joined by an invitation and was removed has a log-in and nothing behind it. */
function NoAccount() {
  return (
    <main className="mx-auto grid min-h-dvh max-w-xl content-center justify-items-start gap-4 p-6">
      <title>No account · SOTA Tools</title>
      <h1 className="text-2xl font-semibold tracking-tight">You belong to no account</h1>
      <p className="text-ink-2">
        Your log-in works, but no account lets you in any more. Ask an owner for a new invitation, or sign up for an
        account of your own.
      </p>
      <a className={buttonClass({ look: "primary" })} href="/app/signup">
        Get an account
      </a>
    </main>
  );
}
