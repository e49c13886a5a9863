/** The server puts a fresh nonce in its place on every answer. */
export const noncePlaceholder = "__NONCE__";
