import { Link } from "react-router";
import { CallList } from "~/components/call-list";
import { Pager } from "~/components/pager";
import { buttonClass } from "~/components/ui/button";
import { Empty } from "~/components/ui/empty";
import { useMe } from "~/lib/account";
import type { Environment, UsageRecord } from "~/lib/contract";

interface Props {
  page: { data: UsageRecord[]; next_cursor: string | null };
  environment: Environment;
}

export function Records({ page, environment }: Props) {
  return (
    <div>
      {page.data.length === 0 ? (
        <NoCalls environment={environment} />
      ) : (
        <div className="rounded-lg border border-line bg-raised">
          <CallList calls={page.data} caption={`${environment} calls of the last 30 days`} />
        </div>
      )}
      <Pager next={page.next_cursor} />
    </div>
  );
}

function NoCalls({ environment }: { environment: Environment }) {
  const { account } = useMe();
  return (
    <Empty
      action={
        <Link className={buttonClass({ look: "primary" })} to={`/app/${account.id}`}>
          Make a call
        </Link>
      }
      title={`No ${environment} calls yet`}
    >
      Every call that was charged stands here, one row each. The rows add up to the chart above and to the bill.
    </Empty>
  );
}
