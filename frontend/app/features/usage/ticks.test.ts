import { expect, test } from "vitest";
import { ticksFor } from "./ticks";

test.each([
  [0, [0, 1]],
  [1, [0, 1]],
  [3, [0, 1, 2, 3]],
  [9, [0, 5, 10]],
  [443, [0, 200, 400, 600]],
  [100_000, [0, 50_000, 100_000]],
])("%i calls stand under round numbers", (most, ticks) => {
  expect(ticksFor(most)).toEqual(ticks);
});
