import { expect, test } from "vitest";
import { sampleReport, sampleRequest } from "./sample-report";

// The definitions of the page, written down a second time: lower case, no punctuation, no English articles.
const words = (text: string) =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s]/gu, "")
    .replace(/\b(a|an|the)\b/g, " ")
    .split(/\s+/)
    .filter(Boolean);

function scored(answer: string, expected: string) {
  const given = words(answer);
  const wanted = words(expected);
  const rest = [...wanted];
  const shared = given.filter((word) => rest.includes(word) && rest.splice(rest.indexOf(word), 1)).length;
  const precision = given.length === 0 ? 0 : shared / given.length;
  const recall = shared / wanted.length;
  return {
    exact: given.join(" ") === wanted.join(" "),
    f1: shared === 0 ? 0 : (2 * precision * recall) / (precision + recall),
    recall,
  };
}

const cases = sampleRequest.cases.map(({ answer, expected, distance }) => {
  const [best] = expected.map((one) => scored(answer, one)).sort((a, b) => b.f1 - a.f1);
  return { distance, exact: best?.exact ?? false, f1: best?.f1 ?? 0, recall: best?.recall ?? 0 };
});

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rounded = (value: number) => Math.round(value * 1_000_000) / 1_000_000;

test("the figures of the landing page are those of its request", () => {
  expect(sampleReport.n).toBe(cases.length);
  expect(rounded(mean(cases.map(({ f1 }) => f1)))).toBe(sampleReport.token_f1.score);
  expect(rounded(mean(cases.map(({ recall }) => recall)))).toBe(sampleReport.recall.score);
  expect(sampleReport.verdict).toBe(sampleReport.token_f1.score >= sampleRequest.min_score ? "passed" : "failed");
});

test("its interval is Wilson's", () => {
  const n = cases.length;
  const p = mean(cases.map(({ exact }) => (exact ? 1 : 0)));
  const z = 1.959963984540054;
  const centre = (p + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z * Math.sqrt((p * (1 - p)) / n + z ** 2 / (4 * n ** 2))) / (1 + z ** 2 / n);

  expect(sampleReport.exact_match).toEqual({
    score: rounded(p),
    low: rounded(centre - half),
    high: rounded(centre + half),
  });
});

test.each(sampleReport.recall_by_distance)(
  "the band from $from has its n and its recall",
  ({ from, to, n, recall }) => {
    const band = cases.filter(({ distance }) => distance >= from && distance < to);

    expect(band).toHaveLength(n);
    expect(rounded(mean(band.map((one) => one.recall)))).toBe(recall.score);
  },
);
