import { count } from "~/lib/format";
import type { Ending } from "./requests-api";

const meanings = new Map([
  ["2xx", "Passed and charged, in calls"],
  ["400", "Could not be read"],
  ["401", "No valid key"],
  ["402", "Calls used up on a plan without more"],
  ["403", "Not allowed: scope, address or frozen key"],
  ["404", "Nothing at that address"],
  ["409", "In conflict with another request"],
  ["422", "A field was not valid"],
  ["429", "Over a limit"],
  ["499", "The caller left before the answer"],
  ["500", "Failed on our side"],
  ["502", "The service behind us failed"],
  ["503", "Too busy, or a service was away"],
  ["504", "The service behind us was too slow"],
]);

const cell = "px-4 py-2.5";

export function Endings({ rows }: { rows: Ending[] }) {
  return rows.length === 0 ? (
    <p className="p-4 text-ink-2">There were no requests in these 7 days.</p>
  ) : (
    <table className="w-full">
      <caption className="sr-only">Requests by status and environment</caption>
      <thead className="text-sm text-ink-3">
        <tr className="border-b border-line">
          <th className={`${cell} text-start font-medium`} scope="col">
            Status
          </th>
          <th className={`${cell} text-end font-medium`} scope="col">
            Live
          </th>
          <th className={`${cell} text-end font-medium`} scope="col">
            Test
          </th>
        </tr>
      </thead>
      <tbody className="divide-y divide-line">
        {rows.map(({ status, live, test }) => (
          <tr key={status}>
            <th className={`${cell} text-start font-normal`} scope="row">
              <span className="font-mono text-sm font-semibold">{status}</span>{" "}
              <span className="text-sm text-ink-2">{meanings.get(status)}</span>
            </th>
            <td className={`${cell} figures text-end`}>{count(live)}</td>
            <td className={`${cell} figures text-end`}>{count(test)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
