import { expect, test } from "vitest";
import { createIntent } from "./intent";
import { ApiProblem } from "./problem";

const problem = (status: number, code: string) =>
  new ApiProblem({ status, code, detail: "", requestId: null, errors: [] });

/** Remembers the keys it was sent with, and answers in turn. */
function sender(...answers: (string | ApiProblem)[]) {
  const keys: string[] = [];
  const send = async (key: string) => {
    const answer = answers[keys.push(key) - 1];
    if (answer instanceof ApiProblem) {
      throw answer;
    }
    return answer;
  };
  return { keys, send };
}

test("a repeat after a lost answer carries the same key", async () => {
  const once = createIntent();
  const { keys, send } = sender(ApiProblem.unreachable(), problem(503, "overloaded"), "made");

  await expect(once({ name: "CI" }, send)).rejects.toThrow();
  await expect(once({ name: "CI" }, send)).rejects.toThrow();
  await expect(once({ name: "CI" }, send)).resolves.toBe("made");

  expect(new Set(keys).size).toBe(1);
});

test("after an answer, good or bad, the same words are a new intent", async () => {
  const once = createIntent();
  const { keys, send } = sender("made", problem(403, "email_not_proven"), "made");

  await once({ name: "CI" }, send);
  await expect(once({ name: "CI" }, send)).rejects.toThrow();
  await once({ name: "CI" }, send);

  expect(new Set(keys).size).toBe(3);
});

test("another request never borrows the key of the one before", async () => {
  const once = createIntent();
  const { keys, send } = sender(ApiProblem.unreachable(), "made");

  await expect(once({ name: "CI" }, send)).rejects.toThrow();
  await once({ name: "Laptop" }, send);

  expect(new Set(keys).size).toBe(2);
});
