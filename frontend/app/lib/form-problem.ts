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
  const found = error.errors.map(({ pointer, detail }) => {
    const field = fields.find((name) => name === fieldOf(pointer));
    if (field !== undefined) {
      setError(field, { type: "server", message: asSentence(detail) }, { shouldFocus: true });
    }
    return field !== undefined;
  });
  return found.every(Boolean);
}

function fieldOf(pointer: string): string {
  return pointer.replace(/^#?\//, "").replaceAll("/", ".");
}

function asSentence(detail: string): string {
  const text = detail.charAt(0).toUpperCase() + detail.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
