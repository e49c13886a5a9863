import { ApiProblem, hasCode } from "./problem";
import { uuid } from "./uuid";

type Send<T> = (idempotencyKey: string) => Promise<T>;

/**
 * One thing the user wants done, however often it has to be sent. A repeat of the same request after a lost answer
 * carries the same Idempotency-Key, so the server does it once; an answer, good or bad, ends the intent.
 */
export function createIntent() {
  let open: { request: string; key: string; running: Promise<unknown> | null } | null = null;

  return async function once<T>(request: unknown, send: Send<T>): Promise<T> {
    const name = JSON.stringify(request);
    const intent = open?.request === name ? open : { request: name, key: uuid(), running: null };
    open = intent;
    const running = (intent.running ?? Promise.resolve()).catch(() => undefined).then(() => send(intent.key));
    intent.running = running;
    try {
      const answer = await running;
      open = null;
      return answer;
    } catch (error) {
      if (isAnswered(error)) {
        open = null;
      }
      throw error;
    }
  };
}

function isAnswered(error: unknown): boolean {
  return error instanceof ApiProblem && !error.isPassing && !hasCode(error, "idempotency_in_flight");
}
