import type { Money } from "./contract";
import { digits, isWhole } from "./currency";

type Locale = string | undefined;

/** Minor units become an amount by moving the decimal point in the text, not by arithmetic with fractions. */
export function money({ amount, currency }: Money, locale?: Locale): string {
  return moneyFormat(currency, locale, "auto").format(major(amount, currency));
}

/** "$99" where "$99.00" would only add noise: prices, not invoices. */
export function price({ amount, currency }: Money, locale?: Locale): string {
  return moneyFormat(currency, locale, "stripIfInteger").format(major(amount, currency));
}

function moneyFormat(currency: string, locale: Locale, trailingZeroDisplay: "auto" | "stripIfInteger") {
  return new Intl.NumberFormat(locale, {
    style: "currency",
    currency: currency.toUpperCase(),
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: digits(currency),
    maximumFractionDigits: digits(currency),
    trailingZeroDisplay: isWhole(currency) ? "stripIfInteger" : trailingZeroDisplay,
  });
}

function major(amount: number, currency: string): number {
  return Number(`${amount}e-${digits(currency)}`);
}

export function count(value: number, locale?: Locale): string {
  return new Intl.NumberFormat(locale).format(value);
}

export function plural(value: number, one: string, many: string): string {
  return `${count(value)} ${value === 1 ? one : many}`;
}

export function percent(part: number, whole: number): string {
  return new Intl.NumberFormat(undefined, { style: "percent" }).format(
    whole === 0 ? 0 : Math.floor((part / whole) * 100) / 100,
  );
}

export function date(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeZone }).format(new Date(instant));
}

export function dateTime(instant: string, timeZone?: string): string {
  return new Intl.DateTimeFormat(undefined, {
    year: "numeric",
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZone,
    timeZoneName: "short",
  }).format(new Date(instant));
}

const steps: [limit: number, unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  [60, "second", 1],
  [3_600, "minute", 60],
  [86_400, "hour", 3_600],
  [30 * 86_400, "day", 86_400],
  [365 * 86_400, "month", 30 * 86_400],
  [Number.POSITIVE_INFINITY, "year", 365 * 86_400],
];

export function relative(instant: string, now = Date.now()): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  const [, unit, size] = steps.find(([limit]) => Math.abs(seconds) < limit) ?? ["", "year", 365 * 86_400];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.trunc(seconds / size), unit);
}
