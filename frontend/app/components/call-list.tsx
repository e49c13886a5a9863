import { Link } from "react-router";
import { useMe } from "~/lib/account";
import type { UsageRecord } from "~/lib/contract";
import { count } from "~/lib/format";
import { Status, Tag } from "./ui/badge";
import { Time } from "./ui/time";

const cell = "px-4 py-2.5";

export function CallList({ calls, caption }: { calls: UsageRecord[]; caption: string }) {
  const { account } = useMe();
  return (
    <table className="stack-table w-full">
      <caption className="sr-only">{caption}</caption>
      <thead className="text-sm text-ink-3">
        <tr className="border-b border-line">
          <th className={`${cell} text-start font-medium`} scope="col">
            Request
          </th>
          <th className={`${cell} text-start font-medium`} scope="col">
            Product
          </th>
          <th className={`${cell} text-start font-medium`} scope="col">
            Environment
          </th>
          <th className={`${cell} text-start font-medium`} scope="col">
            Status
          </th>
          <th className={`${cell} text-end font-medium`} scope="col">
            Calls
          </th>
          <th className={`${cell} text-end font-medium`} scope="col">
            When
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {calls.map((call) => (
          <tr key={call.request_id}>
            <td className={cell} data-label="Request">
              <Link
                className="inline-flex min-h-6 items-center font-mono text-sm break-all underline decoration-line-strong underline-offset-4 hover:decoration-current"
                to={`/app/${account.id}/requests/${call.request_id}`}
              >
                {call.request_id}
              </Link>
            </td>
            <td className={cell} data-label="Product">
              {call.product}
            </td>
            <td className={cell} data-label="Environment">
              <Tag>{call.environment}</Tag>
            </td>
            {/* Only what was answered with a 2xx is charged, so a phone can do without the column. */}
            <td className={`${cell} max-md:hidden!`} data-label="Status">
              <Status tone={call.status < 300 ? "good" : "bad"}>{call.status}</Status>
            </td>
            <td className={`${cell} text-end`} data-label="Calls">
              {count(call.calls)}
            </td>
            <td className={`${cell} text-end`} data-label="When">
              <Time at={call.at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
