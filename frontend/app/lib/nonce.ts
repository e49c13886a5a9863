/** The shell's scripts carry the nonce of this very answer; a script may read it, a stylesheet may not. */
export function pageNonce(): string | undefined {
  return typeof document === "undefined"
    ? undefined
    : document.querySelector<HTMLScriptElement>("script[nonce]")?.nonce || undefined;
}
