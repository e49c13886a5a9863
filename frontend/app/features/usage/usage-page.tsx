import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { Choice } from "~/components/ui/choice";
import { Loaded } from "~/components/ui/loaded";
import { Page } from "~/components/ui/page";
import { SkeletonRows } from "~/components/ui/skeleton";
import { useMe } from "~/lib/account";
import type { Environment } from "~/lib/contract";
import { lastDays } from "~/lib/days";
import { ChartSkeleton } from "./chart-skeleton";
import { DailyCalls } from "./daily-calls";
import { Records } from "./records";
import { recordsQuery, usageQuery } from "./usage-api";

const environments = [
  { value: "live", label: "Live" },
  { value: "test", label: "Test" },
] as const;

export default function UsagePage() {
  const { account } = useMe();
  const [search, setSearch] = useSearchParams();
  const environment: Environment = search.get("environment") === "test" ? "test" : "live";
  const days = lastDays(30, Date.now());
  const usage = useQuery(usageQuery(account.id, environment, days));
  const records = useQuery(recordsQuery(account.id, environment, days, search.get("cursor") ?? undefined));

  return (
    <Page
      actions={
        <Choice
          legend="Environment"
          name="environment"
          onChange={(value) => setSearch(value === "live" ? {} : { environment: value })}
          options={environments}
          value={environment}
        />
      }
      lead="The last 30 days. Days begin at 00:00 UTC, as on the bill."
      title="Usage"
    >
      <Loaded query={usage} skeleton={<ChartSkeleton />} what="your usage">
        {(data) => <DailyCalls days={days} environment={environment} usage={data} />}
      </Loaded>
      <section aria-labelledby="records" className="grid gap-3">
        <h2 className="text-lg font-semibold tracking-tight" id="records">
          Calls, newest first
        </h2>
        <Loaded query={records} skeleton={<SkeletonRows rows={5} />} what="the calls">
          {(page) => <Records environment={environment} page={page} />}
        </Loaded>
      </section>
    </Page>
  );
}
