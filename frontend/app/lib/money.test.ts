import { describe, expect, it } from "vitest";
import { minorUnits } from "./money";

describe("an amount that a person typed", () => {
  it.each([
    ["50", "usd", 5_000],
    ["0.05", "usd", 5],
    ["12,5", "eur", 1_250],
    [" 7 ", "jpy", 7],
    ["1.234", "kwd", 1_234],
  ])("%s %s is %i", (typed, currency, amount) => {
    expect(minorUnits.parse(typed, currency)).toBe(amount);
  });

  it.each(["", "0", "0.00", "-5", "1.234", "1e3", "ten", "12345678"])("%s is none", (typed) => {
    expect(minorUnits.parse(typed, "usd")).toBeNull();
  });

  it("has no fraction where the currency has none", () => {
    expect(minorUnits.parse("1.5", "jpy")).toBeNull();
  });
});
