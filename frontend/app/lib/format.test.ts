import { expect, test } from "vitest";
import { money, percent, plural, price, relative } from "./format";

test("an amount is its minor units with the point moved, for every kind of currency", () => {
  expect(money({ amount: 9_900, currency: "usd" }, "en-US")).toBe("$99.00");
  expect(money({ amount: 9_905, currency: "usd" }, "en-US")).toBe("$99.05");
  expect(money({ amount: 1_234, currency: "jpy" }, "en-US")).toBe("¥1,234");
  expect(money({ amount: 1_234, currency: "kwd" }, "en-US")).toContain("1.234");
});

test("no cent is lost where fractions would lose it", () => {
  expect(money({ amount: 1_005, currency: "usd" }, "en-US")).toBe("$10.05");
  expect(money({ amount: 29, currency: "usd" }, "en-US")).toBe("$0.29");
  expect(money({ amount: 900_719_925_474_0, currency: "usd" }, "en-US")).toBe("$90,071,992,547.40");
});

test("a credit is negative", () => {
  expect(money({ amount: -9_900, currency: "usd" }, "en-US")).toBe("-$99.00");
});

test("a price has cents only when there are some", () => {
  expect(price({ amount: 9_900, currency: "usd" }, "en-US")).toBe("$99");
  expect(price({ amount: 9_950, currency: "usd" }, "en-US")).toBe("$99.50");
});

test("a quota that is not quite used up is not called 100 %", () => {
  expect(percent(9_999, 10_000)).toBe("99%");
  expect(percent(0, 0)).toBe("0%");
});

test("one call, two calls", () => {
  expect(plural(1, "call", "calls")).toBe("1 call");
  expect(plural(2, "call", "calls")).toBe("2 calls");
});

test("time is told in its largest whole unit", () => {
  const now = Date.parse("2026-11-22T12:00:00Z");

  expect(relative("2026-11-22T11:59:30Z", now)).toBe("30 seconds ago");
  expect(relative("2026-11-22T09:00:00Z", now)).toBe("3 hours ago");
  expect(relative("2026-11-23T11:00:00Z", now)).toBe("in 23 hours");
  expect(relative("2026-11-21T12:00:00Z", now)).toBe("yesterday");
});
