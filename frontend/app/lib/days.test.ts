import { afterEach, describe, expect, test } from "vitest";
import { callsByDay, dayLabel, lastDays, longDayLabel, rangeOf } from "./days";

const machineZone = process.env.TZ;

afterEach(() => {
  process.env.TZ = machineZone;
});

describe.each(["America/Los_Angeles", "UTC", "Asia/Kolkata", "Pacific/Kiritimati"])("in %s", (zone) => {
  test("a day of the bill keeps its date", () => {
    process.env.TZ = zone;

    expect(dayLabel("2026-11-22", "en-US")).toBe("Nov 22");
    expect(longDayLabel("2026-11-22", "en-US")).toBe("Sunday, November 22, 2026");
  });

  test("the last days end with today in UTC, over the change of the clocks", () => {
    process.env.TZ = zone;

    const days = lastDays(30, Date.parse("2026-11-22T23:59:59Z"));

    expect(days).toHaveLength(30);
    expect(days[0]).toBe("2026-10-24");
    expect(days[29]).toBe("2026-11-22");
    expect(new Set(days).size).toBe(30);
  });

  test("each bucket of the server lands on its own day, and days without one are 0", () => {
    process.env.TZ = zone;

    const bars = callsByDay(
      ["2026-11-20", "2026-11-21", "2026-11-22"],
      [
        { start: "2026-11-20T00:00:00.000Z", calls: 3 },
        { start: "2026-11-22T00:00:00.000Z", calls: 5 },
      ],
    );

    expect(bars.map(({ calls }) => calls)).toEqual([3, 0, 5]);
  });
});

test("the naive way is a day early west of Greenwich, which is what this module is for", () => {
  process.env.TZ = "America/Los_Angeles";

  expect(new Date("2026-11-22").getDate()).toBe(21);
});

test("the range is half-open and holds exactly the days", () => {
  expect(rangeOf(["2026-11-21", "2026-11-22"])).toEqual({
    from: "2026-11-21T00:00:00.000Z",
    to: "2026-11-23T00:00:00.000Z",
  });
});
