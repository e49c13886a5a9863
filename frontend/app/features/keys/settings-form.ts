import "~/lib/zod-without-eval";
import * as z from "zod";
import type { ApiKey, KeyChange } from "~/lib/contract";
import { keyForm } from "./key-form";

const mostCalls = 2_147_483_647;
const mostAddresses = 50;

/** Checks what can be told without the server; whether an address is one, the server says, entry by entry. */
export function settingsForm(today: string) {
  return z.object({
    scopes: keyForm.shape.scopes,
    monthly_cap: z
      .string()
      .trim()
      .refine((text) => /^[0-9]*$/.test(text) && (text === "" || isCap(Number(text))), {
        message: "Use a whole number from 1 to 2147483647, or leave it empty.",
      }),
    ip_allow_list: z
      .string()
      .refine((text) => entries(text).length <= mostAddresses, { message: "Use at most 50 addresses or ranges." }),
    expires_at: z.string().refine((day) => day === "" || day >= today, { message: "Choose today or a later day." }),
    freeze_on_abnormal_use: z.boolean(),
  });
}

export type SettingsFields = z.infer<ReturnType<typeof settingsForm>>;

export function fieldsOf(key: ApiKey): SettingsFields {
  return {
    scopes: key.scopes.flatMap((scope) => (scope === "verify" ? [] : [scope])),
    monthly_cap: key.monthly_cap === null ? "" : String(key.monthly_cap),
    ip_allow_list: key.ip_allow_list.join("\n"),
    expires_at: key.expires_at === null ? "" : lastDay(key.expires_at),
    freeze_on_abnormal_use: key.freeze_on_abnormal_use,
  };
}

/** Only what differs, so that a key which ends at noon does not live until midnight because its cap was raised. */
export function changeOf(key: ApiKey, fields: SettingsFields): KeyChange {
  const before = fieldsOf(key);
  const cap = fields.monthly_cap.trim();
  return {
    ...(same(before.scopes, fields.scopes) ? {} : { scopes: fields.scopes }),
    ...(before.monthly_cap === cap ? {} : { monthly_cap: cap === "" ? null : Number(cap) }),
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

function isCap(calls: number): boolean {
  return calls >= 1 && calls <= mostCalls;
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
