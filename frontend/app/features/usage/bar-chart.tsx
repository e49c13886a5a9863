import { type KeyboardEvent, useState } from "react";
import { type Day, dayLabel, longDayLabel } from "~/lib/days";
import { plural } from "~/lib/format";
import { ticksFor } from "./ticks";

interface Props {
  bars: { day: Day; calls: number }[];
  summary: string;
}

const width = 900;
const height = 240;
const plot = { left: 44, right: 4, top: 10, bottom: 26 };

/** One stop of the Tab key; arrows walk the days, and the line under the chart says what stands there. */
export function BarChart({ bars, summary }: Props) {
  const [chosen, setChosen] = useState<number | null>(null);
  const ticks = ticksFor(Math.max(...bars.map(({ calls }) => calls)));
  const top = ticks.at(-1) ?? 1;
  const step = (width - plot.left - plot.right) / bars.length;
  const y = (calls: number) => plot.top + (height - plot.top - plot.bottom) * (1 - calls / top);
  const bar = chosen === null ? undefined : bars[chosen];

  const walk = (event: KeyboardEvent) => {
    const last = bars.length - 1;
    const from = chosen ?? last + 1;
    const to = { ArrowLeft: from - 1, ArrowRight: (chosen ?? -1) + 1, Home: 0, End: last }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      setChosen(Math.min(Math.max(to, 0), last));
    }
  };

  return (
    <figure className="grid gap-2">
      <div className="overflow-x-auto">
        <svg
          aria-label={`Calls per day. ${summary} Arrow keys read the days.`}
          className="h-56 w-full min-w-[36rem] rounded-sm sm:h-64"
          onBlur={() => setChosen(null)}
          onKeyDown={walk}
          onPointerLeave={() => setChosen(null)}
          role="img"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
          tabIndex={0}
          viewBox={`0 0 ${width} ${height}`}
        >
          {ticks.map((tick) => (
            <g className="text-ink-3" key={tick}>
              <line className="stroke-line" x1={plot.left} x2={width - plot.right} y1={y(tick)} y2={y(tick)} />
              <text className="fill-current font-mono text-xs" textAnchor="end" x={plot.left - 8} y={y(tick) + 4}>
                {tick}
              </text>
            </g>
          ))}
          <line className="stroke-line-strong" x1={plot.left} x2={width - plot.right} y1={y(0)} y2={y(0)} />
          {bars.map(({ day, calls }, index) => (
            <g key={day} onPointerEnter={() => setChosen(index)}>
              <rect
                className="fill-transparent"
                height={y(0) - plot.top}
                width={step}
                x={plot.left + index * step}
                y={plot.top}
              />
              <rect
                className={index === chosen ? "fill-petrol-hover stroke-ink" : "fill-petrol"}
                height={calls === 0 ? 0 : Math.max(y(0) - y(calls), 2)}
                opacity={index === bars.length - 1 ? 0.6 : 1}
                width={step * 0.68}
                x={plot.left + index * step + step * 0.16}
                y={calls === 0 ? y(0) : Math.min(y(calls), y(0) - 2)}
              />
              {index % 7 === 1 ? (
                <text
                  className="fill-ink-3 font-mono text-xs"
                  textAnchor="middle"
                  x={plot.left + (index + 0.5) * step}
                  y={height - 8}
                >
                  {dayLabel(day)}
                </text>
              ) : null}
            </g>
          ))}
        </svg>
      </div>
      <figcaption aria-live="polite" className="figures min-h-5 text-sm text-ink-2">
        {bar
          ? `${longDayLabel(bar.day)}: ${plural(bar.calls, "call", "calls")}`
          : "Point at a bar, or use the arrow keys, to read a day."}
      </figcaption>
    </figure>
  );
}
