/** `crypto.randomUUID` exists on https and loopback only; a server tried out on a home network has neither. */
export function uuid(): string {
  if ("randomUUID" in crypto) {
    return crypto.randomUUID();
  }
  const bytes = new Uint8Array(16);
  globalThis.crypto.getRandomValues(bytes);
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
