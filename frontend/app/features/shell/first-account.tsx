import { useQuery } from "@tanstack/react-query";
import { Navigate } from "react-router";
import { ErrorPanel } from "~/components/ui/error-panel";
import { meQuery } from "~/lib/account";
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
  return (
    <main className="mx-auto max-w-xl p-6">
      <ErrorPanel error={me.error} onRetry={() => me.refetch()} retrying={me.isFetching} what="your account" />
    </main>
  );
}
