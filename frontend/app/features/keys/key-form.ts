import "~/lib/zod-without-eval";
import * as z from "zod";
import type { ApiKey, Scope } from "~/lib/contract";

export const keyName = z
  .string()
  .trim()
  .min(1, "Give the key a name, so that you know it again in a year.")
  .max(60, "Use at most 60 characters.");

export const scopes = [
  { value: "tools", label: "Call the tools" },
  { value: "usage:read", label: "Read usage" },
  { value: "usage:write", label: "Report usage" },
] as const satisfies readonly { value: Scope; label: string }[];

export const expiries = [
  { value: "never", label: "Never", days: 0 },
  { value: "30", label: "In 30 days", days: 30 },
  { value: "90", label: "In 90 days", days: 90 },
  { value: "365", label: "In a year", days: 365 },
] as const;

export const keyForm = z.object({
  name: keyName,
  environment: z.enum(["test", "live"]),
  scopes: z.array(z.enum(["tools", "usage:read", "usage:write"])).min(1, "Choose at least one thing the key may do."),
  expiry: z.enum(["never", "30", "90", "365"]),
});

export type KeyFields = z.infer<typeof keyForm>;

export interface NewKey extends Pick<ApiKey, "name" | "environment">, Pick<KeyFields, "scopes"> {
  expires_at: string | null;
}

export function newKey({ expiry, ...fields }: KeyFields, now: number): NewKey {
  const days = expiries.find(({ value }) => value === expiry)?.days ?? 0;
  return { ...fields, expires_at: days === 0 ? null : midnightAfter(days, now) };
}

/** A midnight, not this very moment: sending the form again is then the same request. */
function midnightAfter(days: number, now: number): string {
  const midnight = new Date(now);
  midnight.setUTCHours(0, 0, 0, 0);
  midnight.setUTCDate(midnight.getUTCDate() + days + 1);
  return midnight.toISOString();
}
