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
    row("name", 5, "What is my name?", ["Ada"], "Ada"),
    row("dog", 6, "What is my dog called?", ["Biscuit"], "Biscuit."),
    row("tea", 6, "Tea or coffee?", ["tea"], "Tea"),
    row("train", 7, "When does my train leave?", ["7:40"], "7:40"),
    row("seat", 8, "Which seat did I book?", ["window seat"], "A window seat"),
    row("allergy", 9, "What am I allergic to?", ["peanuts"], "Peanuts"),
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
    row("deadline", 52, "When is the report due?", ["Friday noon"], "Friday"),
    row("wifi", 55, "What is the name of my network?", ["north-wing-5"], "I do not know."),
    row("project", 58, "What is the project called?", ["Project Lantern"], "Project Lantern"),
    row("manager", 63, "Who signs off?", ["Marguerite"], "Your manager signs off."),
    row("refund", 71, "What did I agree to about refunds?", ["no refund after 30 days"], "refund after 30 days"),
    row("first", 84, "What did I ask first?", ["a table for four"], "You asked about the weather."),
  ],
} satisfies components["schemas"]["MemoryScoreRequest"];

/** What `POST /v1/memory/score` answers to it; the request id and the list of cases are left out. */
export const sampleReport = {
  n: 24,
  calls: 1,
  verdict: "failed",
  exact_match: { score: 0.666667, low: 0.467063, high: 0.820278 },
  token_f1: { score: 0.773148, low: 0.611111, high: 0.912037 },
  recall: { score: 0.748611, low: 0.580556, high: 0.9 },
  recall_by_distance: [
    { from: 5, to: 10, n: 6, recall: { score: 1, low: 0.609666, high: 1 } },
    { from: 10, to: 20, n: 6, recall: { score: 0.888889, low: 0.666667, high: 1 } },
    { from: 20, to: 50, n: 6, recall: { score: 0.722222, low: 0.388889, high: 1 } },
    { from: 50, to: 100, n: 6, recall: { score: 0.383333, low: 0.083333, high: 0.733333 } },
  ],
};
