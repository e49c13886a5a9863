import { useQuery } from "@tanstack/react-query";
import { Page } from "~/components/ui/page";
import { useMe } from "~/lib/account";
import { FirstCall } from "./first-call";
import { latestCallsQuery } from "./home-api";
import { LatestCalls } from "./latest-calls";
import { QuotaCard } from "./quota-card";

export default function HomePage() {
  const { account, quota, plan } = useMe();
  const calls = useQuery(latestCallsQuery(account.id));
  return (
    <Page title="Home">
      <QuotaCard accountId={account.id} plan={plan} quota={quota} />
      <FirstCall accountId={account.id} onCalled={() => calls.refetch()} />
      <LatestCalls query={calls} usage={`/app/${account.id}/usage`} />
    </Page>
  );
}
