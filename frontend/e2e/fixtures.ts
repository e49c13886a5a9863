import type { Page, Route } from "playwright-core";
import type { components } from "../app/lib/api.gen.ts";

type Schemas = components["schemas"];

/** Noon of a day with 30 days before it; the pages in the pictures live in this moment. */
export const now = new Date("2026-11-22T12:00:00Z");

export const accountId = "acc_01jd8z4m6t3v5w7x9y2a4c6e8g";
const otherAccountId = "acc_01jd8z4m6t3v5w7x9y2a4c6e8h";
const userId = "usr_01jd8z4m6t3v5w7x9y2a4c6e8g";
const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000).toISOString();
const id = (prefix: string, number: number) =>
  `${prefix}_01jd8z4m6t${Array.from({ length: 16 }, (_, i) => alphabet[((number + 1) * (i * i + 7) + i * 13) % 32]).join("")}`;
const period = { start: "2026-11-01T00:00:00.000Z", end: "2026-12-01T00:00:00.000Z" };
const usd = (amount: number) => ({ amount, currency: "usd" });

export const testSecret = "sota_test_7Qm2VxK9pLr4TzW8nBc3YdF6gHj1SaE5u0iR2o";

const account = (key: string, name: string, role: Schemas["Role"] = "owner"): Schemas["Account"] => ({
  id: key,
  name,
  role,
  created_at: hoursAgo(24 * 40),
});

const user = (proven: boolean): Schemas["User"] => ({
  id: userId,
  email: "ada@lantern.example",
  name: null,
  email_proven_at: proven ? hoursAgo(24 * 39) : null,
  created_at: hoursAgo(24 * 40),
});

export function me({ proven = true, used = 8_214, role = "owner" as Schemas["Role"] } = {}): Schemas["Me"] {
  const own = account(accountId, "Lantern Labs", role);
  return {
    kind: "session",
    user: user(proven),
    account: own,
    accounts: [own, account(otherAccountId, "ada@lantern.example")],
    key: null,
    scopes: [],
    plan: "pro",
    limits: { capacity: 50, per_minute: 100 },
    quota: { limit: 10_000, included: 10_000, used, remaining: Math.max(10_000 - used, 0), period },
  };
}

const key = (number: number, fields: Partial<Schemas["Key"]>): Schemas["Key"] => ({
  id: id("key", number),
  name: "Production",
  environment: "live",
  hint: "sota_live_…9fQ2",
  scopes: ["tools"],
  ip_allow_list: [],
  monthly_cap: null,
  rate_per_minute: null,
  burst: null,
  freeze_on_abnormal_use: true,
  status: "active",
  created_at: hoursAgo(24 * 29),
  created_by: userId,
  last_used_at: hoursAgo(3),
  expires_at: null,
  frozen_at: null,
  frozen_by: null,
  revoked_at: null,
  ended_by: null,
  ...fields,
});

export const keys: Schemas["Key"][] = [
  key(1, {
    name: "Nightly CI",
    hint: "sota_live_…T4mX",
    scopes: ["tools", "usage:read"],
    created_at: hoursAgo(24 * 12),
  }),
  key(2, { expires_at: hoursAgo(-23) }),
  key(3, { name: "First test key", environment: "test", hint: "sota_test_…iR2o", created_at: hoursAgo(24 * 40) }),
  key(4, {
    name: "Ada's laptop",
    environment: "test",
    hint: "sota_test_…0aZ3",
    last_used_at: null,
    created_at: hoursAgo(24 * 41),
  }),
  key(6, {
    name: "Batch runner",
    hint: "sota_live_…wW81",
    ip_allow_list: ["203.0.113.7", "2001:db8::/32"],
    monthly_cap: 1_000,
    rate_per_minute: 60,
    burst: 10,
    created_at: hoursAgo(24 * 50),
  }),
  key(7, {
    name: "Old scraper",
    hint: "sota_live_…e5Tq",
    status: "frozen",
    frozen_at: hoursAgo(5),
    frozen_by: "abnormal_use",
    created_at: hoursAgo(24 * 60),
  }),
  key(5, {
    name: "Staging",
    hint: "sota_live_…kk7P",
    status: "revoked",
    revoked_at: hoursAgo(50),
    ended_by: "member",
    created_at: hoursAgo(24 * 80),
  }),
];

const series = Array.from({ length: 30 }, (_, day) => ({
  start: new Date(Date.parse("2026-10-24T00:00:00Z") + day * 86_400_000).toISOString(),
  calls: Math.round(180 + 160 * Math.abs(Math.sin(day * 0.9)) + (day % 7 > 4 ? -150 : 40) + day * 3),
}));

const usage: Schemas["Usage"] = {
  from: "2026-10-24T00:00:00.000Z",
  to: "2026-11-23T00:00:00.000Z",
  interval: "day",
  environment: "live",
  total: { calls: series.reduce((sum, { calls }) => sum + calls, 0) },
  series,
};

const records: Schemas["UsageRecord"][] = Array.from({ length: 20 }, (_, number) => ({
  request_id: id("req", number + 3),
  at: hoursAgo(number * 0.7 + 0.05),
  environment: "live",
  key_id: id("key", 1),
  product: number % 4 === 0 ? "echo" : "memory",
  calls: number % 5 === 0 ? 3 : 1,
  status: 200,
  look_alike: null,
}));

const endings = (calls: number, refused: number): Schemas["Usage"] => ({
  ...usage,
  series: [
    { start: "2026-11-22T00:00:00.000Z", group: "2xx", calls },
    { start: "2026-11-22T00:00:00.000Z", group: "402", calls: 0, requests: refused },
    { start: "2026-11-22T00:00:00.000Z", group: "429", calls: 0, requests: refused * 3 },
  ],
});

export function decision(fields: Partial<Schemas["RequestDecision"]> = {}): Schemas["RequestDecision"] {
  return {
    request_id: id("req", 40),
    at: hoursAgo(0.02),
    environment: "live",
    key_id: id("key", 6),
    product: "memory",
    status: 429,
    outcome: "refused",
    rule: "key_cap",
    calls: 3,
    detail:
      "The key's own cap of calls a period was used up or in flight. It passes from 2026-12-01T00:00:00Z on; wait, or raise the cap of the key in the dashboard.",
    key: { id: id("key", 6), name: "Batch runner", hint: "sota_live_…wW81", status: "active" },
    bucket: { capacity: 50, remaining: 48 },
    quota: { limit: 10_000, used: 8_214, held: 3, remaining: 1_783 },
    passes_at: "2026-12-01T00:00:00.000Z",
    ...fields,
  };
}

export const decisions: Schemas["RequestDecision"][] = [
  decision(),
  decision({ request_id: id("req", 41), at: hoursAgo(0.4), rule: "minute", passes_at: hoursAgo(0.3) }),
  decision({ request_id: id("req", 42), at: hoursAgo(5), status: 403, rule: "ip", bucket: null, quota: null }),
  decision({ request_id: id("req", 43), at: hoursAgo(7), status: 400, rule: "invalid", environment: "test" }),
  decision({ request_id: id("req", 44), at: hoursAgo(30), status: 503, outcome: "failed", rule: "upstream" }),
  decision({ request_id: id("req", 45), at: hoursAgo(31), rule: "burst", key: null }),
];

export const invoices: Schemas["Invoice"][] = [0, 1, 2].map((month) => ({
  id: id("sinv", month),
  number: `SOTA-000${3 - month}`,
  status: month === 0 ? "open" : "paid",
  total: usd(9_900),
  tax: usd(0),
  amount_due: usd(9_900),
  amount_paid: usd(month === 0 ? 0 : 9_900),
  amount_refunded: usd(month === 2 ? 4_000 : 0),
  period,
  created_at: hoursAgo(24 * (2 + 30 * month)),
  paid_at: month === 0 ? null : hoursAgo(24 * (2 + 30 * month)),
  hosted_url: "http://127.0.0.1:12111/invoice",
  lines: [{ id: "line_1", description: "1 × Pro (at $99.00 / month)", amount: usd(9_900), period }],
  credit_notes:
    month === 2
      ? [
          {
            number: "SOTA-0001-CN-01",
            amount: usd(4_000),
            created_at: hoursAgo(24),
          },
        ]
      : [],
}));

const plan = (fields: Partial<Schemas["Plan"]>): Schemas["Plan"] => ({
  id: "pro",
  name: "Pro",
  description: "For one person who ships an agent.",
  contract: false,
  starts_at: null,
  prices: [
    { interval: "month", price: usd(9_900) },
    { interval: "year", price: usd(99_000) },
  ],
  calls_per_month: 10_000,
  rate: { capacity: 50, per_minute: 100 },
  members: 1,
  trial_days: 14,
  overage_micros_per_call: 12_000,
  features: [],
  ...fields,
});

const catalog: Schemas["Catalog"] = {
  currency: "usd",
  dunning: { attempts_on_days: [3, 5, 7], grace_days: 8 },
  pack: { calls: 5_000, price: { amount: 6_000, currency: "usd" }, months: 12 },
  plans: [
    plan({ id: "free", name: "Free", description: "For a first look.", prices: [], calls_per_month: 100 }),
    plan({}),
    plan({
      id: "team",
      name: "Team",
      description: "For a team with a release to defend.",
      prices: [
        { interval: "month", price: usd(49_900) },
        { interval: "year", price: usd(499_000) },
      ],
      calls_per_month: 100_000,
    }),
    plan({
      id: "enterprise",
      name: "Enterprise",
      description: "Your limits, your contract.",
      contract: true,
      starts_at: usd(500_000),
      prices: [],
      calls_per_month: null,
      rate: null,
      members: null,
      trial_days: 0,
      overage_micros_per_call: null,
    }),
  ],
  products: [],
};

export function subscription(fields: Partial<Schemas["Subscription"]> = {}): Schemas["Subscription"] {
  return {
    plan: "pro",
    interval: "month",
    status: "active",
    current_period: period,
    cancel_at: null,
    trial_end_at: null,
    pending_change: null,
    waiting: null,
    suspension: null,
    discounts: [],
    contract: null,
    parked_since: null,
    payment: null,
    ...fields,
  };
}

export function paymentMethods(...more: Partial<Schemas["PaymentMethod"]>[]): Schemas["PaymentMethods"] {
  const visa = {
    id: "pm_1",
    type: "card",
    brand: "visa",
    last4: "4242",
    exp_month: 12,
    exp_year: 2029,
    is_default: true,
  };
  return { data: [visa, ...more.map((fields, at) => ({ ...visa, id: `pm_${at + 2}`, is_default: false, ...fields }))] };
}

export function billingDetails(fields: Partial<Schemas["BillingDetails"]> = {}): Schemas["BillingDetails"] {
  return {
    name: null,
    email: null,
    line1: null,
    line2: null,
    city: null,
    state: null,
    postal_code: null,
    country: null,
    tax_id_type: null,
    tax_id: null,
    po_number: null,
    memo: null,
    waiting: false,
    refusal: null,
    ...fields,
  };
}

export function credits(...data: Schemas["Credits"]["data"]): Schemas["Credits"] {
  return {
    left: data.reduce((sum, { left }) => sum + left, 0),
    offer: { calls: 5_000, price: usd(6_000), months: 12 },
    data,
  };
}

export function spendCap(fields: Partial<Schemas["SpendCap"]> = {}): Schemas["SpendCap"] {
  return {
    cap: null,
    micros_per_call: 12_000,
    calls: 0,
    used: { calls: 0, amount: usd(0) },
    period,
    ...fields,
  };
}

export function planPreview(fields: Partial<Schemas["PlanPreview"]> = {}): Schemas["PlanPreview"] {
  return {
    id: id("prv", 1),
    plan: "team",
    interval: "month",
    kind: "now",
    takes_effect_at: now.toISOString(),
    price: usd(49_900),
    credit: usd(2_906),
    discount: usd(0),
    tax: usd(0),
    other: usd(0),
    balance: usd(0),
    due: usd(46_994),
    calls: 100_000,
    next_invoice: { amount: usd(49_900), at: "2026-12-22T12:00:00.000Z" },
    expires_at: hoursAgo(-1),
    ...fields,
  };
}

const member = (number: number, fields: Partial<Schemas["Member"]>): Schemas["Member"] => ({
  id: id("usr", number),
  email: "ada@lantern.example",
  name: null,
  role: "owner",
  joined_at: hoursAgo(24 * 40),
  you: false,
  ...fields,
});

export function members(
  people: Partial<Schemas["Member"]>[] = [
    { you: true },
    { email: "grace@lantern.example", role: "developer", joined_at: hoursAgo(24 * 9) },
    { email: "a.person.with.a.long.address@department.of.a.long.name.example", role: "viewer" },
  ],
  limit: number | null = 10,
): Schemas["Members"] {
  const data = people.map((fields, number) => member(number + 1, fields));
  return { data, seats: { limit, members: data.length, invitations: 1 } };
}

export function invitation(fields: Partial<Schemas["Invitation"]> = {}): Schemas["Invitation"] {
  return {
    id: id("inv", 1),
    email: "lin@lantern.example",
    role: "developer",
    invited_by: "ada@lantern.example",
    created_at: hoursAgo(30),
    sent_at: hoursAgo(30),
    expires_at: hoursAgo(-138),
    expired: false,
    ...fields,
  };
}

export function offer(fields: Partial<Schemas["InvitationOffer"]> = {}): Schemas["InvitationOffer"] {
  return {
    account: "Lantern Labs",
    email: "lin@lantern.example",
    role: "developer",
    invited_by: "ada@lantern.example",
    expires_at: hoursAgo(-138),
    has_login: false,
    ...fields,
  };
}

const list = <T>(data: T[], next: string | null = null) => ({ data, has_more: next !== null, next_cursor: next });
export const emptyList = list([]);

export type Answer = (route: Route) => Promise<void> | void;

export const json =
  (body: unknown, status = 200): Answer =>
  (route) =>
    route.fulfill({ status, json: body, headers: { "Request-Id": id("req", 1) } });

/** With the version of the thing, as the API sends it. */
export const versioned =
  (body: unknown, etag = '"1"'): Answer =>
  (route) =>
    route.fulfill({ json: body, headers: { ETag: etag, "Request-Id": id("req", 1) } });

export const problem = (status: number, code: string, detail: string, more: object = {}): Answer =>
  json(
    {
      type: `/docs/errors/${code}`,
      title: code,
      status,
      detail,
      instance: "/",
      code,
      request_id: id("req", 1),
      ...more,
    },
    status,
  );

/** An answer that does not come. */
export const never: Answer = () => undefined;

const usual: Record<string, Answer> = {
  "GET /v1/me": json(me()),
  "GET /v1/plans": json(catalog),
  "GET /v1/keys": json(list(keys)),
  "GET /v1/keys/*/secret": json({ secret: testSecret }),
  "GET /v1/keys/*": versioned(keys[4]),
  "GET /v1/usage": (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const live = asked.get("environment") === "live";
    switch (asked.get("group_by")) {
      case "status":
        return json(live ? endings(1_204, 9) : endings(31, 0))(route);
      case "key":
        return json({
          ...usage,
          series: live ? [{ start: "2026-11-01T00:00:00.000Z", group: id("key", 6), calls: 1_000 }] : [],
        })(route);
      default:
        return json(usage)(route);
    }
  },
  "GET /v1/usage/records": (route) =>
    json(route.request().url().includes("environment=test") ? emptyList : list(records, "next"))(route),
  "GET /v1/requests": json(list(decisions, "next")),
  "GET /v1/requests/*": json(decisions[0]),
  "GET /v1/subscription": json(subscription()),
  "GET /v1/subscription/guarantee": json({
    eligible: true,
    reason: null,
    until: hoursAgo(-24 * 9),
    amount: usd(9_900),
  }),
  "GET /v1/billing-details": json(billingDetails()),
  "GET /v1/credits": json(credits()),
  "GET /v1/spend-cap": json(spendCap()),
  "GET /v1/members": json(members()),
  "GET /v1/invitations": json({
    data: [
      invitation(),
      invitation({
        id: id("inv", 2),
        email: "old@lantern.example",
        role: "owner",
        expired: true,
        expires_at: hoursAgo(3),
      }),
    ],
  }),
  "POST /v1/invitations/look": json(offer()),
  "GET /v1/payment-methods": json(paymentMethods()),
  "POST /v1/subscription/preview": json(planPreview()),
  "GET /v1/invoices": json(list(invoices)),
  "GET /v1/invoices/*": json(invoices[1]),
  "GET /v1/echo": json({ request_id: id("req", 9), at: now.toISOString() }),
};

/** Answers the page's requests from here instead of from a server, so that every state can be looked at. */
export async function serve(page: Page, changes: Record<string, Answer> = {}) {
  const answers = { ...usual, ...changes };
  await page.clock.setFixedTime(now);
  await page.route(/\/v1\//, (route) => {
    const { pathname } = new URL(route.request().url());
    const asked = `${route.request().method()} ${pathname}`;
    const pattern = Object.keys(answers).find((one) => one === asked || matches(one, asked));
    return pattern === undefined
      ? problem(404, "not_found", `The fixture does not answer ${asked}.`)(route)
      : answers[pattern]?.(route);
  });
}

function matches(pattern: string, asked: string): boolean {
  return new RegExp(`^${pattern.replaceAll("*", "[^/]+")}$`).test(asked);
}
