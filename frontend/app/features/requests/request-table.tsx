import { Link } from "react-router";
import { Tag } from "~/components/ui/badge";
import { linkClass } from "~/components/ui/link";
import { Time } from "~/components/ui/time";
import { useMe } from "~/lib/account";
import type { RequestDecision } from "~/lib/contract";
import { ruleName } from "./filter";
import { Outcome } from "./outcome";

const cell = "px-4 py-2.5";
const head = `${cell} text-start font-medium`;

export function RequestTable({ requests }: { requests: RequestDecision[] }) {
  const { account } = useMe();
  return (
    <div className="rounded-lg border border-line bg-raised">
      <table className="stack-table w-full">
        <caption className="sr-only">Refused and failed requests, newest first</caption>
        <thead className="text-sm text-ink-3">
          <tr className="border-b border-line">
            <th className={head} scope="col">
              Request
            </th>
            <th className={head} scope="col">
              Ended
            </th>
            <th className={head} scope="col">
              By
            </th>
            <th className={head} scope="col">
              Key
            </th>
            <th className={`${cell} text-end font-medium`} scope="col">
              When
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {requests.map((request) => (
            <tr key={request.request_id}>
              <td className={cell} data-label="Request">
                <Link
                  className={`${linkClass} inline-flex min-h-6 items-center font-mono text-sm break-all`}
                  to={`/app/${account.id}/requests/${request.request_id}`}
                >
                  {request.request_id}
                </Link>
              </td>
              <td className={cell} data-label="Ended">
                <Outcome request={request} />
              </td>
              <td className={cell} data-label="By">
                {request.rule === null ? null : ruleName(request.rule)}
              </td>
              <td className={cell} data-label="Key">
                <span className="flex min-w-0 flex-wrap items-center justify-end gap-2 md:justify-start">
                  <span className="min-w-0 break-words">{request.key?.name ?? "Removed"}</span>
                  <Tag>{request.environment}</Tag>
                </span>
              </td>
              <td className={`${cell} text-end`} data-label="When">
                <Time at={request.at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
