import type { ReactNode } from "react";
import { ScrollRegion } from "~/components/ui/scroll-region";
import { casesPerCall, testKeys } from "./catalog";
import { AtOnce, Calls, Pack, PerMinute, Price, StartsAt } from "./figures";
import { Section } from "./width";

const columns = [
  { id: "free", name: "Free" },
  { id: "pro", name: "Pro" },
  { id: "team", name: "Team" },
  { id: "enterprise", name: "Enterprise" },
];

interface Row {
  name: string;
  cell: (plan: string) => ReactNode;
}

const byContract = "By contract";
const unlessContract = (cell: (plan: string) => ReactNode) => (plan: string) =>
  plan === "enterprise" ? byContract : cell(plan);
const everywhere = (text: string) => () => text;
const beyond = (plan: string) => (plan === "free" ? "Stops, 429" : "Stops, or paid per call up to your cap");

const groups: { name: string; rows: Row[] }[] = [
  {
    name: "Price",
    rows: [
      { name: "Per month", cell: (plan) => money(plan, "month") },
      { name: "Per year", cell: (plan) => (plan === "enterprise" ? byContract : money(plan, "year")) },
    ],
  },
  {
    name: "Limits",
    rows: [
      { name: "Calls a month", cell: unlessContract((plan) => <Calls plan={plan} />) },
      { name: "Requests a minute", cell: unlessContract((plan) => <PerMinute plan={plan} />) },
      { name: "At once", cell: unlessContract((plan) => <AtOnce plan={plan} />) },
      { name: "Prepaid calls", cell: unlessContract((plan) => (plan === "free" ? "None" : <Pack />)) },
      { name: "Beyond the limit", cell: unlessContract(beyond) },
    ],
  },
  {
    name: "Tools",
    rows: [
      { name: "Memory", cell: everywhere("Yes") },
      { name: "Cases one call pays for", cell: everywhere(String(casesPerCall)) },
      { name: "Cases in one request, at most", cell: everywhere("1,000") },
    ],
  },
  {
    name: "Keys and billing",
    rows: [
      { name: "Test calls a day, free of charge", cell: everywhere(testKeys.calls_per_day.toLocaleString("en-US")) },
      { name: "Live keys with scopes, expiry, rotation", cell: everywhere("Yes") },
      { name: "Invoices with PDF", cell: (plan) => (plan === "free" ? "None needed" : "Yes") },
    ],
  },
];

function money(plan: string, interval: "month" | "year") {
  return plan === "enterprise" ? (
    <>
      from <StartsAt plan={plan} />
    </>
  ) : (
    <Price interval={interval} plan={plan} />
  );
}

export function PlanTable() {
  return (
    <Section id="compare" title="Line by line">
      <ScrollRegion
        className="relative rounded-lg border border-line bg-raised lg:overflow-visible"
        label="Plans compared"
      >
        <table className="w-full min-w-2xl text-base">
          <thead>
            <tr>
              <th className="sticky start-0 rounded-tl-lg bg-raised p-4 text-start lg:top-16 lg:z-10" scope="col">
                <span className="sr-only">What</span>
              </th>
              {columns.map(({ id, name }) => (
                <th
                  className="bg-raised p-4 text-start text-lg last:rounded-tr-lg lg:sticky lg:top-16 lg:z-10"
                  data-plan-name={id === "enterprise" ? undefined : name}
                  id={id}
                  key={id}
                  scope="col"
                >
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          {groups.map((group) => (
            <tbody className="border-t border-line" key={group.name}>
              <tr>
                <th
                  className="sticky start-0 bg-raised px-4 pt-5 pb-2 text-start font-mono text-xs font-normal text-ink-3"
                  colSpan={5}
                  scope="rowgroup"
                >
                  {group.name}
                </th>
              </tr>
              {group.rows.map((row) => (
                <tr key={row.name}>
                  <th
                    className="sticky start-0 bg-raised px-4 py-2.5 text-start font-normal text-ink-2 max-lg:max-w-40"
                    scope="row"
                  >
                    {row.name}
                  </th>
                  {columns.map(({ id }) => (
                    <td className="px-4 py-2.5" key={id}>
                      {row.cell(id)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </ScrollRegion>
    </Section>
  );
}
