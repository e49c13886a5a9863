import { useQuery } from "@tanstack/react-query";
import { Link, useSearchParams } from "react-router";
import { Pager } from "~/components/pager";
import { Button } from "~/components/ui/button";
import { Empty } from "~/components/ui/empty";
import { SelectField } from "~/components/ui/field";
import { linkClass } from "~/components/ui/link";
import { Loaded } from "~/components/ui/loaded";
import { Card, Page } from "~/components/ui/page";
import { Skeleton, SkeletonRows } from "~/components/ui/skeleton";
import { useMe } from "~/lib/account";
import { lastDays } from "~/lib/days";
import { Endings } from "./endings";
import { filterOf, ruleChoices } from "./filter";
import { FindRequest } from "./find-request";
import { RequestTable } from "./request-table";
import { endingsQuery, requestsQuery } from "./requests-api";

export default function RequestsPage() {
  const { account } = useMe();
  const [search, setSearch] = useSearchParams();
  const filter = filterOf(search);
  const requests = useQuery(requestsQuery(account.id, filter, search.get("cursor") ?? undefined));
  const endings = useQuery(endingsQuery(account.id, lastDays(7, Date.now())));
  const narrow = (rule: string) => setSearch({ ...(filter.key ? { key: filter.key } : {}), ...(rule ? { rule } : {}) });

  return (
    <Page
      lead="Why a request was refused or failed: the rule, how things stood, and when it passes. Kept for 7 days, the newest 1,000."
      title="Requests"
    >
      <FindRequest />
      <section aria-labelledby="refused" className="grid grid-cols-1 gap-3">
        <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
          <h2 className="text-lg font-semibold tracking-tight" id="refused">
            Refused and failed, newest first
          </h2>
          <div className="flex flex-wrap items-end gap-3">
            {filter.key ? (
              <Button onClick={() => setSearch(filter.rule ? { rule: filter.rule } : {})}>Show every key</Button>
            ) : null}
            <SelectField label="Refused by" onChange={(event) => narrow(event.target.value)} value={filter.rule ?? ""}>
              <option value="">Every rule</option>
              {ruleChoices(filter.rule).map(([rule, name]) => (
                <option key={rule} value={rule}>
                  {name}
                </option>
              ))}
            </SelectField>
          </div>
        </div>
        <Loaded query={requests} skeleton={<SkeletonRows rows={5} />} what="your requests">
          {(page) => (
            <div>
              {page.data.length === 0 ? (
                <NoneRefused filtered={filter.rule !== undefined || filter.key !== undefined} />
              ) : (
                <RequestTable requests={page.data} />
              )}
              <Pager next={page.next_cursor} />
            </div>
          )}
        </Loaded>
      </section>
      <Card flush title="How requests ended, last 7 days">
        <Loaded query={endings} skeleton={<Skeleton className="m-4 h-24" />} what="the counts">
          {(rows) => <Endings rows={rows} />}
        </Loaded>
      </Card>
    </Page>
  );
}

function NoneRefused({ filtered }: { filtered: boolean }) {
  const { account } = useMe();
  return filtered ? (
    <Empty
      action={
        <Link className={linkClass} to={`/app/${account.id}/requests`}>
          Show all of them
        </Link>
      }
      title="No request like that"
    >
      No request of the last 7 days was refused by this rule or with this key.
    </Empty>
  ) : (
    <Empty
      action={
        <Link className={linkClass} to={`/app/${account.id}/usage`}>
          See the calls that passed
        </Link>
      }
      title="Nothing was refused"
    >
      Every request of the last 7 days that had a known key passed. One that is refused stands here with its reason. A
      request without a known key belongs to no account: its own answer explains it.
    </Empty>
  );
}
