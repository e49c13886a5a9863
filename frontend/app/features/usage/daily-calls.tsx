import { useState } from "react";
import { Choice } from "~/components/ui/choice";
import { ScrollRegion } from "~/components/ui/scroll-region";
import type { Environment, Usage } from "~/lib/contract";
import { callsByDay, type Day, longDayLabel } from "~/lib/days";
import { count, plural } from "~/lib/format";
import { BarChart } from "./bar-chart";

interface Props {
  days: Day[];
  usage: Usage;
  environment: Environment;
}

const views = [
  { value: "chart", label: "Chart" },
  { value: "table", label: "Table" },
] as const;

type View = (typeof views)[number]["value"];

export function DailyCalls({ days, usage, environment }: Props) {
  const [view, setView] = useState<View>("chart");
  const bars = callsByDay(days, usage.series);
  const summary = summaryOf(bars, usage.total.calls, environment);
  return (
    <section aria-labelledby="daily" className="grid grid-cols-1 gap-4 rounded-lg border border-line bg-raised p-4">
      <header className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="grid gap-0.5">
          <h2 className="font-semibold" id="daily">
            Calls per day
          </h2>
          <p className="max-w-prose text-ink-2">{summary}</p>
        </div>
        <Choice legend="View" name="view" onChange={setView} options={views} value={view} />
      </header>
      {view === "chart" ? <BarChart bars={bars} summary={summary} /> : <DayTable bars={bars} />}
    </section>
  );
}

function summaryOf(bars: { day: Day; calls: number }[], total: number, environment: Environment): string {
  if (total === 0) {
    return `No ${environment} calls in these 30 days.`;
  }
  const busiest = bars.reduce((most, bar) => (bar.calls > most.calls ? bar : most));
  return `${plural(total, `${environment} call`, `${environment} calls`)} in 30 days, most on ${longDayLabel(busiest.day)}: ${count(busiest.calls)}. Today is still counting.`;
}

function DayTable({ bars }: { bars: { day: Day; calls: number }[] }) {
  return (
    <ScrollRegion className="h-64" label="Calls per day, as a table">
      <table className="w-full">
        <thead className="sticky top-0 bg-raised text-sm text-ink-3">
          <tr>
            <th className="py-1.5 text-start font-medium" scope="col">
              Day (UTC)
            </th>
            <th className="py-1.5 pe-2 text-end font-medium" scope="col">
              Calls
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {bars.toReversed().map(({ day, calls }) => (
            <tr key={day}>
              <th className="py-1.5 text-start font-normal" scope="row">
                <time dateTime={day}>{longDayLabel(day)}</time>
              </th>
              <td className="py-1.5 pe-2 text-end">{count(calls)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
