import { expect, test } from "vitest";
import type { ApiKey } from "~/lib/contract";
import { changeOf, fieldsOf, settingsForm } from "./settings-form";

const key: ApiKey = {
  id: "key_01jd8z4m6t3v5w7x9y2a4c6e8g",
  name: "Production",
  environment: "live",
  hint: "sota_live_…4567",
  scopes: ["tools", "usage:read"],
  ip_allow_list: ["203.0.113.7"],
  monthly_cap: 500,
  rate_per_minute: null,
  burst: null,
  freeze_on_abnormal_use: true,
  status: "active",
  created_at: "2026-11-22T12:00:00.000Z",
  created_by: null,
  last_used_at: null,
  expires_at: "2026-12-01T15:30:00.000Z",
  frozen_at: null,
  frozen_by: null,
  revoked_at: null,
  ended_by: null,
};
const form = settingsForm("2026-11-22");
const wrong = (fields: object) =>
  form.safeParse({ ...fieldsOf(key), ...fields }).error?.issues.map(({ path }) => path[0]) ?? [];

test("a form that nobody touched changes nothing, not even the hour at which the key ends", () => {
  expect(changeOf(key, fieldsOf(key))).toEqual({});
});

test("only what differs is sent", () => {
  const fields = { ...fieldsOf(key), monthly_cap: " 800 ", scopes: ["usage:read" as const, "tools" as const] };

  expect(changeOf(key, fields)).toEqual({ monthly_cap: 800 });
});

test("an empty field clears what may be absent", () => {
  const fields = { ...fieldsOf(key), monthly_cap: "", ip_allow_list: " \n", expires_at: "" };

  expect(changeOf(key, fields)).toEqual({ monthly_cap: null, ip_allow_list: [], expires_at: null });
});

test("a rate is sent whole, whichever half of it differs, and is cleared whole", () => {
  const slow = { ...key, rate_per_minute: 60, burst: 10 };

  expect(changeOf(key, { ...fieldsOf(key), rate_per_minute: "60", burst: " 10 " })).toEqual({
    rate_per_minute: 60,
    burst: 10,
  });
  expect(changeOf(slow, fieldsOf(slow))).toEqual({});
  expect(changeOf(slow, { ...fieldsOf(slow), burst: "20" })).toEqual({ rate_per_minute: 60, burst: 20 });
  expect(changeOf(slow, { ...fieldsOf(slow), rate_per_minute: "", burst: "" })).toEqual({
    rate_per_minute: null,
    burst: null,
  });
});

test("addresses may stand on lines or between commas", () => {
  const fields = { ...fieldsOf(key), ip_allow_list: "203.0.113.7, 10.0.0.0/8\n\n2001:db8::/32" };

  expect(changeOf(key, fields)).toEqual({ ip_allow_list: ["203.0.113.7", "10.0.0.0/8", "2001:db8::/32"] });
});

test("a key works through the whole day that was chosen, and shows that day again", () => {
  const change = changeOf(key, { ...fieldsOf(key), expires_at: "2027-01-31" });

  expect(change).toEqual({ expires_at: "2027-02-01T00:00:00.000Z" });
  expect(fieldsOf({ ...key, expires_at: change.expires_at ?? null }).expires_at).toBe("2027-01-31");
});

test("what cannot be is said beside its field before anything is sent", () => {
  expect(wrong({})).toEqual([]);
  for (const monthly_cap of ["0", "-1", "1.5", "1,000", "2147483648", "many"]) {
    expect(wrong({ monthly_cap }), monthly_cap).toEqual(["monthly_cap"]);
  }
  expect(wrong({ monthly_cap: "2147483647" })).toEqual([]);
  expect(wrong({ rate_per_minute: "0", burst: "1000001" })).toEqual(["rate_per_minute", "burst"]);
  expect(wrong({ rate_per_minute: "1000000", burst: "1" })).toEqual([]);
  expect(wrong({ rate_per_minute: "60" })).toEqual(["burst"]);
  expect(wrong({ burst: "10" })).toEqual(["rate_per_minute"]);
  expect(wrong({ scopes: [] })).toEqual(["scopes"]);
  expect(wrong({ expires_at: "2026-11-21" })).toEqual(["expires_at"]);
  expect(wrong({ expires_at: "2026-11-22" })).toEqual([]);
  expect(wrong({ ip_allow_list: "10.0.0.1 ".repeat(51) })).toEqual(["ip_allow_list"]);
});
