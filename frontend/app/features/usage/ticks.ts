/** Round numbers from 0 to at least `most`, for the axis. Calls are whole, so the steps are too. */
export function ticksFor(most: number): number[] {
  const rough = Math.max(most, 4) / 4;
  const size = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * size).find((candidate) => candidate >= rough) ?? rough;
  const count = Math.ceil(Math.max(most, 1) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}
