import type { UseQueryResult } from "@tanstack/react-query";
import { Link } from "react-router";
import { CallList } from "~/components/call-list";
import { linkClass } from "~/components/ui/link";
import { Loaded } from "~/components/ui/loaded";
import { Card } from "~/components/ui/page";
import { Skeleton } from "~/components/ui/skeleton";
import { Spinner } from "~/components/ui/spinner";
import type { UsageRecord } from "~/lib/contract";

interface Props {
  query: UseQueryResult<UsageRecord[]>;
  usage: string;
}

export function LatestCalls({ query, usage }: Props) {
  const all = (
    <Link className={linkClass} to={usage}>
      All calls
    </Link>
  );
  return (
    <Card actions={query.data?.length ? all : null} flush title="Latest calls">
      <Loaded query={query} skeleton={<Skeleton className="m-4 h-12" />} what="your latest calls">
        {(calls) => (
          <div aria-live="polite">
            {calls.length === 0 ? <Waiting /> : <CallList calls={calls} caption="Latest calls" />}
          </div>
        )}
      </Loaded>
    </Card>
  );
}

function Waiting() {
  return (
    <p className="flex min-h-12 items-center p-4 gap-3 text-ink-2">
      <Spinner />
      Waiting for your first call… It shows here by itself.
    </p>
  );
}
