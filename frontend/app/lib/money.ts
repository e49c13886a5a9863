import { digits } from "./currency";

/** Whole minor units of a currency: 100 of them make a dollar, one makes a yen. */
export const minorUnits = {
  digits,

  /** What a person typed as an amount of more than nothing; null when it is none. */
  parse(typed: string, currency: string): number | null {
    const found = /^(\d{1,7})(?:[.,](\d+))?$/.exec(typed.trim());
    const [, whole = "", fraction = ""] = found ?? [];
    const places = digits(currency);
    const amount = Number(whole + fraction.padEnd(places, "0"));
    return found === null || fraction.length > places || amount === 0 ? null : amount;
  },
};
