import table from "../../../backend/src/main/resources/currencies.json";

/** Digits after the point, as Stripe counts them: 2 for usd, 0 for jpy. Browsers count some currencies otherwise. */
export function digits(currency: string): number {
  return table.zero.includes(currency) ? 0 : table.three.includes(currency) ? 3 : 2;
}

/** Whether only whole major units can be charged. */
export function isWhole(currency: string): boolean {
  return table.whole.includes(currency);
}
