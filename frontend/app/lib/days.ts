/** Days of the bill: UTC, written YYYY-MM-DD. They never become a local date, which may be the day before. */
export type Day = string;

const millisecondsADay = 86_400_000;

export function lastDays(count: number, now: number): Day[] {
  const today = Math.floor(now / millisecondsADay) * millisecondsADay;
  return Array.from({ length: count }, (_, index) => dayOf(today - (count - 1 - index) * millisecondsADay));
}

/** The half-open range that holds exactly these days. */
export function rangeOf(days: Day[]): { from: string; to: string } {
  const first = startOf(days.at(0) ?? dayOf(0));
  const last = startOf(days.at(-1) ?? dayOf(0));
  return { from: instant(first), to: instant(last + millisecondsADay) };
}

export function callsByDay(days: Day[], series: { start: string; calls: number }[]): { day: Day; calls: number }[] {
  const calls = new Map(series.map((bucket) => [dayOf(Date.parse(bucket.start)), bucket.calls]));
  return days.map((day) => ({ day, calls: calls.get(day) ?? 0 }));
}

export function dayLabel(day: Day, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { month: "short", day: "numeric", timeZone: "UTC" }).format(startOf(day));
}

export function longDayLabel(day: Day, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "full", timeZone: "UTC" }).format(startOf(day));
}

function startOf(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function dayOf(time: number): Day {
  return new Date(time).toISOString().slice(0, 10);
}

function instant(time: number): string {
  return new Date(time).toISOString();
}
