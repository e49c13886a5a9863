import "~/lib/zod-without-eval";
import * as z from "zod";
import type { ApiKey, KeyChange } from "~/lib/contract";
import { keyForm } from "./key-form";

const mostCalls = 2_147_483_647;
const mostRequests = 1_000_000;
const mostAddresses = 50;
const both = "Fill in both, or leave both empty.";

/** Checks what can be told without the server; whether an address is one, the server says, entry by entry. */
export function settingsForm(today: string) {
  return z
    .object({
      scopes: keyForm.shape.scopes,
      monthly_cap: wholeNumber(mostCalls),
      rate_per_minute: wholeNumber(mostRequests),
      burst: wholeNumber(mostRequests),
      ip_allow_list: z
        .string()
        .refine((text) => entries(text).length <= mostAddresses, { message: "Use at most 50 addresses or ranges." }),
      expires_at: z.string().refine((day) => day === "" || day >= today, { message: "Choose today or a later day." }),
      freeze_on_abnormal_use: z.boolean(),
    })
    .refine((key) => key.rate_per_minute !== "" || key.burst === "", { path: ["rate_per_minute"], message: both })
    .refine((key) => key.burst !== "" || key.rate_per_minute === "", { path: ["burst"], message: both });
}

/** As it is typed; nothing is allowed too. */
function wholeNumber(most: number) {
  return z
    .string()
    .trim()
    .refine((text) => /^[0-9]*$/.test(text) && (text === "" || (Number(text) >= 1 && Number(text) <= most)), {
      message: `Use a whole number from 1 to ${most}, or leave it empty.`,
    });
}

export type SettingsFields = z.infer<ReturnType<typeof settingsForm>>;

export function fieldsOf(key: ApiKey): SettingsFields {
  return {
    scopes: key.scopes.flatMap((scope) => (scope === "verify" ? [] : [scope])),
    monthly_cap: typed(key.monthly_cap),
    rate_per_minute: typed(key.rate_per_minute),
    burst: typed(key.burst),
    ip_allow_list: key.ip_allow_list.join("\n"),
    expires_at: key.expires_at === null ? "" : lastDay(key.expires_at),
    freeze_on_abnormal_use: key.freeze_on_abnormal_use,
  };
}

/** Only what differs, so that a key which ends at noon does not live until midnight because its cap was raised. */
export function changeOf(key: ApiKey, fields: SettingsFields): KeyChange {
  const before = fieldsOf(key);
  const cap = meant(fields.monthly_cap);
  // The server takes both or neither.
  const rate = { rate_per_minute: meant(fields.rate_per_minute), burst: meant(fields.burst) };
  return {
    ...(same(before.scopes, fields.scopes) ? {} : { scopes: fields.scopes }),
    ...(key.monthly_cap === cap ? {} : { monthly_cap: cap }),
    ...(key.rate_per_minute === rate.rate_per_minute && key.burst === rate.burst ? {} : rate),
    ...(entries(before.ip_allow_list).join() === entries(fields.ip_allow_list).join()
      ? {}
      : { ip_allow_list: entries(fields.ip_allow_list) }),
    ...(before.expires_at === fields.expires_at ? {} : { expires_at: endOf(fields.expires_at) }),
    ...(before.freeze_on_abnormal_use === fields.freeze_on_abnormal_use
      ? {}
      : { freeze_on_abnormal_use: fields.freeze_on_abnormal_use }),
  };
}

export function entries(text: string): string[] {
  return text.split(/[\s,;]+/).filter((entry) => entry !== "");
}

function typed(limit: number | null): string {
  return limit === null ? "" : String(limit);
}

function meant(text: string): number | null {
  return text.trim() === "" ? null : Number(text);
}

/** Days are those of the bill: UTC. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

function lastDay(expiresAt: string): string {
  return dayOf(Date.parse(expiresAt) - 1);
}

function endOf(day: string): string | null {
  return day === "" ? null : new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString();
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return [...one].sort().join() === [...other].sort().join();
}
