import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router";
import { Empty } from "~/components/ui/empty";
import { linkClass } from "~/components/ui/link";
import { Loaded } from "~/components/ui/loaded";
import { Page } from "~/components/ui/page";
import { Skeleton } from "~/components/ui/skeleton";
import { useMe } from "~/lib/account";
import { hasCode } from "~/lib/problem";
import type { Route } from "./+types/request-page";
import { Decision } from "./decision";
import { FindRequest } from "./find-request";
import { requestQuery } from "./requests-api";

export default function RequestPage({ params }: Route.ComponentProps) {
  const { account } = useMe();
  const request = useQuery(requestQuery(account.id, params.request));
  return (
    <Page lead={<code className="font-mono text-sm break-all">{params.request}</code>} title="Request">
      <p>
        <Link className={linkClass} to={`/app/${account.id}/requests`}>
          All refused requests
        </Link>
      </p>
      {hasCode(request.error, "not_found") ? (
        <>
          <Empty title="This account has no such request">
            <p>
              Every charged request is known here, refused ones for 7 days and only the newest 1,000. A request whose
              key is not known belongs to no account, and what the dashboard itself asks is not kept: their answers
              explain themselves.
            </p>
          </Empty>
          <FindRequest />
        </>
      ) : (
        <Loaded query={request} skeleton={<Skeleton className="h-72 w-full" />} what="this request">
          {(data) => <Decision request={data} />}
        </Loaded>
      )}
    </Page>
  );
}
