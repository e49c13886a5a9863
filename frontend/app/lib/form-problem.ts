import type { FieldPath, FieldValues, UseFormSetError } from "react-hook-form";
import { ApiProblem } from "./problem";

/** Puts each complaint of the server beside its field; true when every complaint found one. */
export function showOnFields<F extends FieldValues>(
  error: unknown,
  setError: UseFormSetError<F>,
  fields: readonly FieldPath<F>[],
): boolean {
  if (!(error instanceof ApiProblem) || error.errors.length === 0) {
    return false;
  }
  const messages = new Map<FieldPath<F>, string[]>();
  let all = true;
  for (const { pointer, detail } of error.errors) {
    const place = pointer.replace(/^#?\//, "").replaceAll("/", ".");
    const field = fields.find((name) => place === name || place.startsWith(`${name}.`));
    all &&= field !== undefined;
    if (field !== undefined) {
      messages.set(field, [...(messages.get(field) ?? []), asSentence(entryOf(place, field) + detail)]);
    }
  }
  for (const [field, sentences] of messages) {
    setError(field, { type: "server", message: sentences.join(" ") }, { shouldFocus: true });
  }
  return all;
}

/** A complaint about one of a list names it as a person counts. */
function entryOf(place: string, field: string): string {
  const index = Number.parseInt(place.slice(field.length + 1), 10);
  return Number.isNaN(index) ? "" : `entry ${index + 1} `;
}

function asSentence(detail: string): string {
  const text = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
