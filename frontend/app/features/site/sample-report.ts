import type { components } from "~/lib/api.gen";

type Case = components["schemas"]["MemoryCase"];

const row = (id: string, distance: number, question: string, expected: string[], answer: string): Case => ({
  id,
  question,
  expected,
  answer,
  distance,
});

/** The very request behind the report on the landing page. Send it, and the numbers below come back. */
export const sampleRequest = {
  min_score: 0.8,
  cases: [
    row("name", 2, "What is my name?", ["Ada"], "Ada"),
    row("dog", 3, "What is my dog called?", ["Biscuit"], "Biscuit."),
    row("tea", 4, "Tea or coffee?", ["tea"], "Tea"),
    row("train", 6, "When does my train leave?", ["7:40"], "7:40"),
    row("seat", 7, "Which seat did I book?", ["window seat"], "A window seat"),
    row("allergy", 8, "What am I allergic to?", ["peanuts"], "Peanuts"),
    row("hotel", 11, "Which hotel did I choose?", ["Hotel Aurora"], "Hotel Aurora"),
    row("nights", 12, "How many nights?", ["three nights"], "three nights"),
    row("budget", 14, "What is my budget?", ["900 euros"], "900 euros"),
    row("colleague", 16, "Who travels with me?", ["Grace from finance"], "Grace"),
    row("meal", 18, "What did I order for the flight?", ["vegetarian meal"], "the vegetarian meal"),
    row("taxi", 19, "Which taxi firm do I use?", ["Blue Cab"], "Blue Cab"),
    row("city", 22, "Where do I live now?", ["Lisbon"], "Porto"),
    row("street", 25, "Which street?", ["Rua da Rosa 12"], "Rua da Rosa 12"),
    row("birthday", 27, "When is my birthday?", ["10 December"], "10 December"),
    row("doctor", 31, "Who is my doctor?", ["Dr. Silva", "Silva"], "Dr. Silva"),
    row("gym", 34, "On which days do I train?", ["Monday and Thursday"], "Monday"),
    row("sister", 38, "What does my sister do?", ["she is a pilot", "pilot"], "She is a pilot"),
    row("deadline", 42, "When is the report due?", ["Friday noon"], "Friday"),
    row("wifi", 44, "What is the name of my network?", ["north-wing-5"], "I do not know."),
    row("project", 51, "What is the project called?", ["Project Lantern"], "Project Lantern"),
    row("manager", 57, "Who signs off?", ["Marguerite"], "Your manager signs off."),
    row("refund", 63, "What did I agree to about refunds?", ["no refund after 30 days"], "refund after 30 days"),
    row("first", 70, "What did I ask first?", ["a table for four"], "You asked about the weather."),
  ],
} satisfies components["schemas"]["MemoryScoreRequest"];

/** What `POST /v1/memory/score` answers to it, to four decimals; the cases of the answer are left out. */
export const sampleReport = {
  n: 24,
  calls: 1,
  verdict: "failed",
  exact_match: { score: 0.6667, low: 0.4671, high: 0.8203 },
  token_f1: { score: 0.7731 },
  recall: { score: 0.7486 },
  recall_by_distance: [
    { from: 0, to: 10, n: 6, recall: { score: 1 } },
    { from: 10, to: 20, n: 6, recall: { score: 0.8889 } },
    { from: 20, to: 40, n: 6, recall: { score: 0.7222 } },
    { from: 40, to: null, n: 6, recall: { score: 0.3833 } },
  ],
} as const;
