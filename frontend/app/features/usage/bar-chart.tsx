import { type KeyboardEvent, useState } from "react";
import { type Day, dayLabel, longDayLabel } from "~/lib/days";
import { count, plural } from "~/lib/format";
import { ticksFor } from "./ticks";
import { useWidth } from "./use-width";

interface Bar {
  day: Day;
  calls: number;
}

const height = 256;
const edge = { left: 44, right: 2, top: 10, bottom: 28 };
const labelRoom = 56;

/** One stop of the Tab key; arrows walk the days, and the line under the chart says what stands there. */
export function BarChart({ bars, summary }: { bars: Bar[]; summary: string }) {
  const [frame, width] = useWidth<HTMLDivElement>();
  const [chosen, setChosen] = useState<number | null>(null);
  const bar = chosen === null ? undefined : bars[chosen];
  const walk = (event: KeyboardEvent) => {
    const next = stepOf(event.key, chosen, bars.length - 1);
    if (next !== null) {
      event.preventDefault();
      setChosen(next);
    }
  };
  return (
    <figure className="grid grid-cols-1 gap-2">
      <div className="h-64 overflow-hidden" ref={frame}>
        {width === 0 ? null : (
          <svg
            aria-label={`Calls per day. ${summary} Arrow keys read the days.`}
            className="block rounded-sm"
            height={height}
            onBlur={() => setChosen(null)}
            onKeyDown={walk}
            onPointerLeave={() => setChosen(null)}
            role="img"
            // biome-ignore lint/a11y/noNoninteractiveTabindex: the arrow keys read the days aloud
            tabIndex={0}
            width={width}
          >
            <Marks bars={bars} chosen={chosen} onPoint={setChosen} width={width} />
          </svg>
        )}
      </div>
      <figcaption aria-live="polite" className="figures min-h-5 text-sm text-ink-2">
        {bar
          ? `${longDayLabel(bar.day)}: ${plural(bar.calls, "call", "calls")}`
          : "Point at a bar, or use the arrow keys, to read a day."}
      </figcaption>
    </figure>
  );
}

function stepOf(key: string, from: number | null, last: number): number | null {
  const steps: Record<string, number> = {
    ArrowLeft: (from ?? last + 1) - 1,
    ArrowRight: (from ?? -1) + 1,
    Home: 0,
    End: last,
  };
  const to = steps[key];
  return to === undefined ? null : Math.min(Math.max(to, 0), last);
}

interface MarksProps {
  bars: Bar[];
  width: number;
  chosen: number | null;
  onPoint: (index: number) => void;
}

function Marks({ bars, width, chosen, onPoint }: MarksProps) {
  const ticks = ticksFor(Math.max(...bars.map(({ calls }) => calls)));
  const top = ticks.at(-1) ?? 1;
  const step = (width - edge.left - edge.right) / bars.length;
  const everyDays = Math.ceil(labelRoom / step / 7) * 7;
  const floor = height - edge.bottom;
  const y = (calls: number) => floor - (floor - edge.top) * (calls / top);
  return (
    <>
      {ticks.map((tick) => (
        <g key={tick}>
          <line
            className={tick === 0 ? "stroke-line-strong" : "stroke-line"}
            x1={edge.left}
            x2={width - edge.right}
            y1={y(tick)}
            y2={y(tick)}
          />
          <text className="fill-ink-3 font-mono text-xs" textAnchor="end" x={edge.left - 8} y={y(tick) + 4}>
            {count(tick)}
          </text>
        </g>
      ))}
      {bars.map(({ day, calls }, index) => {
        const x = edge.left + index * step;
        const peak = Math.min(y(calls), floor - 2);
        return (
          <g key={day} onPointerEnter={() => onPoint(index)}>
            <rect className="fill-transparent" height={floor - edge.top} width={step} x={x} y={edge.top} />
            {calls === 0 ? null : (
              <rect
                className={index === chosen ? "fill-petrol-hover stroke-2 stroke-ink" : "fill-petrol"}
                height={floor - peak}
                opacity={index === bars.length - 1 ? 0.6 : 1}
                width={step * 0.68}
                x={x + step * 0.16}
                y={peak}
              />
            )}
            {(bars.length - 1 - index) % everyDays === 0 ? (
              <text className="fill-ink-3 font-mono text-xs" textAnchor="end" x={x + step} y={height - 8}>
                {dayLabel(day)}
              </text>
            ) : null}
          </g>
        );
      })}
    </>
  );
}
