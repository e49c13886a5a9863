import type { Page } from "playwright-core";
import {
  type Answer,
  accountId,
  decision,
  decisions,
  emptyList,
  invoices,
  json,
  keys,
  me,
  never,
  planPreview,
  problem,
  spendCap,
  subscription,
  testSecret,
} from "./fixtures.ts";

export interface State {
  name: string;
  path: string;
  answers?: Record<string, Answer>;
  /** What stands there once the page is ready to be looked at. */
  ready: string;
  act?: (page: Page) => Promise<void>;
}

const home = `/app/${accountId}`;
const broken = problem(500, "internal_error", "Something on our side broke. Repeating the request is safe.");
const refused = problem(403, "insufficient_role", "Your role does not include this. Ask an owner of the account.");
const issued = json({ key: keys[0], secret: testSecret.replace("test", "live") }, 201);
const viewer = json(me({ role: "viewer" }));
const free = json(subscription({ plan: "free", interval: null, status: "none" }));

const button = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).first().click();
};
const dialog = (name: string) => async (page: Page) => {
  await button(name)(page);
  await page.getByRole("dialog").waitFor();
};
const change = `${home}/billing?plan=team`;
const none = { amount: 0, currency: "usd" };
const seeCost = async (page: Page) => {
  await button("See what Team costs")(page);
  await page.getByText("To pay now").waitFor();
};
const keyAction =
  (name: string, key = "Nightly CI") =>
  async (page: Page) => {
    await page.getByRole("button", { name: `Actions for ${key}` }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
    await page.getByRole("dialog").waitFor();
  };
const saveSettings = (expected: string) => async (page: Page) => {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Monthly cap").fill("2000");
  await dialog.getByLabel("Addresses it may be used from").fill("203.0.113.7\n203.0.113.300");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText(expected).waitFor();
};
const report = async (page: Page) => {
  await page.getByLabel("The whole key").fill(testSecret);
  await page.getByRole("button", { name: "Report the key" }).click();
};
const fillKey = async (page: Page) => {
  await page.getByLabel("Name").fill("Nightly CI");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
};

/** Every page, and every state of every list (the matrix of the design), each with how to get there. */
export const states: State[] = [
  { name: "landing", path: "/", ready: "h1" },
  { name: "pricing", path: "/pricing", ready: "h1" },
  { name: "pricing-annual", path: "/pricing?billing=annual", ready: "h1" },
  { name: "docs", path: "/docs", ready: "h1" },
  { name: "errors", path: "/docs/errors", ready: "h1" },
  { name: "error-page", path: "/docs/errors/quota_exceeded", ready: "h1" },
  { name: "not-found", path: "/404", ready: "h1" },
  { name: "report", path: "/report-key", ready: "form" },
  {
    name: "report-empty",
    path: "/report-key",
    ready: "form",
    act: async (page) => {
      await button("Report the key")(page);
      await page.getByText("Paste the key first.").waitFor();
    },
  },
  {
    name: "report-done",
    path: "/report-key",
    ready: "form",
    answers: { "POST /v1/keys/report": (route) => route.fulfill({ status: 202 }) },
    act: async (page) => {
      await report(page);
      await page.getByText("Your report is in").waitFor();
    },
  },
  {
    name: "report-error",
    path: "/report-key",
    ready: "form",
    answers: { "POST /v1/keys/report": broken },
    act: async (page) => {
      await report(page);
      await page.getByRole("button", { name: "Retry" }).waitFor();
    },
  },
  { name: "unfreeze", path: "/unfreeze?token=abc", ready: "form" },
  { name: "unfreeze-incomplete", path: "/unfreeze", ready: "text=The address lacks its token" },
  {
    name: "unfreeze-done",
    path: "/unfreeze?token=abc",
    ready: "form",
    answers: { "POST /v1/keys/unfreeze": json({ name: "Old scraper", hint: "sota_live_…e5Tq" }) },
    act: async (page) => {
      await button("Unfreeze the key")(page);
      await page.getByText("Old scraper works again").waitFor();
    },
  },
  {
    name: "unfreeze-refused",
    path: "/unfreeze?token=abc",
    ready: "form",
    answers: {
      "POST /v1/keys/unfreeze": problem(
        422,
        "token_invalid",
        "This link worked for 7 days. Unfreeze the key in the dashboard, under Keys.",
      ),
    },
    act: async (page) => {
      await button("Unfreeze the key")(page);
      await page.getByText("This link did not work").waitFor();
    },
  },
  {
    name: "unfreeze-error",
    path: "/unfreeze?token=abc",
    ready: "form",
    answers: { "POST /v1/keys/unfreeze": broken },
    act: async (page) => {
      await button("Unfreeze the key")(page);
      await page.getByRole("button", { name: "Retry" }).waitFor();
    },
  },

  { name: "signup", path: "/app/signup?plan=pro&interval=month", ready: "form" },
  { name: "signup-wrong", path: "/app/signup", ready: "form", act: button("Get an API key") },
  { name: "login", path: "/app/login", ready: "form" },
  {
    name: "login-refused",
    path: "/app/login",
    ready: "form",
    answers: {
      "POST /v1/auth/login": problem(
        401,
        "email_or_password_wrong",
        "E-mail or password is wrong. Check both, or set a new password.",
      ),
    },
    act: async (page) => {
      await page.getByLabel("E-mail").fill("ada@lantern.example");
      await page.getByLabel("Password").fill("something else");
      await page.getByLabel("Password").press("Enter");
      await page.getByRole("alert").waitFor();
    },
  },
  {
    name: "verify",
    path: "/app/verify?token=abc",
    ready: "text=Your address is proven",
    answers: { "POST /v1/auth/verify-email": json(me().user) },
  },
  {
    name: "verify-refused",
    path: "/app/verify?token=abc",
    ready: "text=This link did not work",
    answers: { "POST /v1/auth/verify-email": problem(422, "token_invalid", "This link is used up or too old.") },
  },
  { name: "forgot", path: "/app/forgot", ready: "form" },
  { name: "reset", path: "/app/reset?token=abc", ready: "form" },

  { name: "home", path: home, ready: "text=Run it here" },
  {
    name: "home-waiting",
    path: home,
    ready: "text=Waiting for your first call",
    answers: { "GET /v1/usage/records": json(emptyList), "GET /v1/me": json(me({ proven: false, used: 0 })) },
  },
  {
    name: "home-answered",
    path: home,
    ready: "text=Run it here",
    act: async (page) => {
      await button("Run it here")(page);
      await page.getByText("Status 200").waitFor();
    },
  },
  {
    name: "home-refused",
    path: home,
    ready: "text=Run it here",
    answers: { "GET /v1/echo": problem(429, "too_many_requests", "The bucket is empty. Wait 12 seconds.") },
    act: async (page) => {
      await button("Run it here")(page);
      await page.getByRole("link", { name: "Why it was refused" }).waitFor();
    },
  },
  { name: "home-used-up", path: home, ready: "text=Used up", answers: { "GET /v1/me": json(me({ used: 10_000 })) } },
  {
    name: "home-loading",
    path: home,
    ready: "text=Make a call",
    answers: { "GET /v1/keys": never, "GET /v1/usage/records": never },
  },
  {
    name: "home-error",
    path: home,
    ready: "text=Could not load your test key",
    answers: { "GET /v1/keys": broken, "GET /v1/usage/records": broken },
  },

  { name: "usage", path: `${home}/usage`, ready: "figure svg" },
  {
    name: "usage-table",
    path: `${home}/usage`,
    ready: "figure svg",
    act: async (page) => page.getByText("Table", { exact: true }).click(),
  },
  {
    name: "usage-empty",
    path: `${home}/usage?environment=test`,
    ready: "text=No test calls yet",
    answers: {
      "GET /v1/usage/records": json(emptyList),
      "GET /v1/usage": json({
        from: "2026-10-24T00:00:00.000Z",
        to: "2026-11-23T00:00:00.000Z",
        interval: "day",
        environment: "test",
        total: { calls: 0 },
        series: [],
      }),
    },
  },
  {
    name: "usage-loading",
    path: `${home}/usage`,
    ready: "[aria-busy]",
    answers: { "GET /v1/usage": never, "GET /v1/usage/records": never },
  },
  {
    name: "usage-error",
    path: `${home}/usage`,
    ready: "text=Could not load your usage",
    answers: { "GET /v1/usage": broken, "GET /v1/usage/records": broken },
  },
  {
    name: "usage-refused",
    path: `${home}/usage`,
    ready: "text=Your role does not show your usage",
    answers: { "GET /v1/usage": refused, "GET /v1/usage/records": refused },
  },

  { name: "requests", path: `${home}/requests`, ready: "text=Passed and charged" },
  {
    name: "requests-viewer",
    path: `${home}/requests`,
    ready: "text=Passed and charged",
    answers: { "GET /v1/me": viewer },
  },
  {
    name: "requests-empty",
    path: `${home}/requests`,
    ready: "text=Nothing was refused",
    answers: { "GET /v1/requests": json(emptyList) },
  },
  {
    name: "requests-none-like-that",
    path: `${home}/requests?rule=ip&key=${decisions[0]?.key_id}`,
    ready: "text=No request like that",
    answers: { "GET /v1/requests": json(emptyList) },
  },
  {
    name: "requests-loading",
    path: `${home}/requests`,
    ready: "[aria-busy]",
    answers: { "GET /v1/requests": never, "GET /v1/usage": never },
  },
  {
    name: "requests-error",
    path: `${home}/requests`,
    ready: "text=Could not load your requests",
    answers: { "GET /v1/requests": broken, "GET /v1/usage": broken },
  },
  {
    name: "requests-refused",
    path: `${home}/requests`,
    ready: "text=Your role does not show your requests",
    answers: { "GET /v1/requests": refused, "GET /v1/usage": refused },
  },
  {
    name: "requests-no-id",
    path: `${home}/requests`,
    ready: "text=Passed and charged",
    act: async (page) => {
      await page.getByLabel("Find a request by its id").fill("429");
      await button("Explain")(page);
      await page.getByText("There is no request id in this").waitFor();
    },
  },
  { name: "request", path: `${home}/requests/${decisions[0]?.request_id}`, ready: "text=What happened" },
  {
    name: "request-passes-now",
    path: `${home}/requests/${decisions[1]?.request_id}`,
    ready: "text=passes now",
    answers: { "GET /v1/requests/*": json(decisions[1]) },
  },
  {
    name: "request-charged",
    path: `${home}/requests/${decisions[0]?.request_id}`,
    ready: "text=What happened",
    answers: {
      "GET /v1/requests/*": json(
        decision({
          status: 200,
          outcome: "charged",
          rule: null,
          detail: "It was answered and cost 3 calls. There is nothing to do.",
          bucket: null,
          quota: null,
          passes_at: null,
        }),
      ),
    },
  },
  {
    name: "request-unknown",
    path: `${home}/requests/${decisions[0]?.request_id}`,
    ready: "text=This account has no such request",
    answers: { "GET /v1/requests/*": problem(404, "not_found", "This account has no such request.") },
  },
  {
    name: "request-loading",
    path: `${home}/requests/${decisions[0]?.request_id}`,
    ready: "[aria-busy]",
    answers: { "GET /v1/requests/*": never },
  },
  {
    name: "request-error",
    path: `${home}/requests/${decisions[0]?.request_id}`,
    ready: "text=Could not load this request",
    answers: { "GET /v1/requests/*": broken },
  },

  { name: "keys", path: `${home}/keys`, ready: "text=Cap reached" },
  { name: "keys-viewer", path: `${home}/keys`, ready: "table", answers: { "GET /v1/me": viewer } },
  { name: "keys-empty", path: `${home}/keys`, ready: "text=No keys yet", answers: { "GET /v1/keys": json(emptyList) } },
  { name: "keys-loading", path: `${home}/keys`, ready: "[aria-busy]", answers: { "GET /v1/keys": never } },
  {
    name: "keys-error",
    path: `${home}/keys`,
    ready: "text=Could not load your keys",
    answers: { "GET /v1/keys": broken },
  },
  {
    name: "keys-refused",
    path: `${home}/keys`,
    ready: "text=Your role does not show your keys",
    answers: { "GET /v1/keys": refused },
  },
  {
    name: "keys-menu",
    path: `${home}/keys`,
    ready: "table",
    act: async (page) => page.getByRole("button", { name: "Actions for Nightly CI" }).click(),
  },
  { name: "keys-create", path: `${home}/keys?create=live`, ready: "[role=dialog]" },
  {
    name: "keys-create-refused",
    path: `${home}/keys?create=live`,
    ready: "[role=dialog]",
    answers: {
      "POST /v1/keys": problem(
        403,
        "email_not_proven",
        "Live keys need a proven address. Open the link in the mail to ada@lantern.example.",
      ),
    },
    act: async (page) => {
      await fillKey(page);
      await page.getByText("Send the proof mail again").waitFor();
    },
  },
  {
    name: "keys-reveal",
    path: `${home}/keys?create=live`,
    ready: "[role=dialog]",
    answers: { "POST /v1/keys": issued },
    act: async (page) => {
      await fillKey(page);
      await page.getByText("copy its secret now").waitFor();
    },
  },
  {
    name: "keys-reveal-guard",
    path: `${home}/keys?create=live`,
    ready: "[role=dialog]",
    answers: { "POST /v1/keys": issued },
    act: async (page) => {
      await fillKey(page);
      await page.getByText("copy its secret now").waitFor();
      await page.getByRole("button", { name: "Close", exact: true }).click();
      await page.getByText("You have not copied the key").waitFor();
    },
  },
  { name: "keys-rename", path: `${home}/keys`, ready: "table", act: keyAction("Rename") },
  { name: "keys-rotate", path: `${home}/keys`, ready: "table", act: keyAction("Rotate") },
  {
    name: "keys-settings",
    path: `${home}/keys`,
    ready: "table",
    act: async (page) => {
      await keyAction("Settings", "Batch runner")(page);
      await page.getByLabel("Monthly cap").waitFor();
    },
  },
  {
    name: "keys-settings-loading",
    path: `${home}/keys?settings=${keys[4]?.id}`,
    ready: "[role=dialog] [aria-busy]",
    answers: { "GET /v1/keys/*": never },
  },
  {
    name: "keys-settings-error",
    path: `${home}/keys?settings=${keys[4]?.id}`,
    ready: "text=Could not load this key",
    answers: { "GET /v1/keys/*": broken },
  },
  {
    name: "keys-settings-wrong",
    path: `${home}/keys?settings=${keys[4]?.id}`,
    ready: "text=Works until",
    answers: {
      "PATCH /v1/keys/*": problem(422, "invalid_parameter", "The key was not changed.", {
        errors: [{ pointer: "/ip_allow_list/1", detail: "must be an IPv4 or IPv6 address or a range" }],
      }),
    },
    act: saveSettings("Entry 2 must be an IPv4 or IPv6 address or a range."),
  },
  {
    name: "keys-settings-stale",
    path: `${home}/keys?settings=${keys[4]?.id}`,
    ready: "text=Works until",
    answers: { "PATCH /v1/keys/*": problem(412, "precondition_failed", "It changed since you read it.") },
    act: saveSettings("nothing was saved"),
  },
  { name: "keys-freeze", path: `${home}/keys`, ready: "table", act: keyAction("Freeze") },
  { name: "keys-unfreeze", path: `${home}/keys`, ready: "table", act: keyAction("Unfreeze", "Old scraper") },
  { name: "keys-revoke", path: `${home}/keys`, ready: "table", act: keyAction("Revoke") },

  { name: "billing", path: `${home}/billing`, ready: "text=Your plan" },
  {
    name: "billing-free",
    path: `${home}/billing?plan=team&interval=year`,
    ready: "text=Choose a plan",
    answers: { "GET /v1/subscription": free, "GET /v1/invoices": json(emptyList) },
  },
  {
    name: "billing-past-due",
    path: `${home}/billing`,
    ready: "text=The last payment failed",
    answers: { "GET /v1/subscription": json(subscription({ status: "past_due" })) },
  },
  {
    name: "billing-canceled",
    path: `${home}/billing`,
    ready: "text=The plan is canceled",
    answers: { "GET /v1/subscription": json(subscription({ cancel_at: "2026-12-01T00:00:00.000Z" })) },
  },
  {
    name: "billing-pending-change",
    path: `${home}/billing`,
    ready: "text=The plan changes to Pro",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          plan: "team",
          pending_change: {
            plan: "pro",
            interval: "month",
            takes_effect_at: "2026-12-01T00:00:00.000Z",
            expires_at: null,
            pay_url: null,
          },
        }),
      ),
    },
  },
  {
    name: "billing-change-unpaid",
    path: `${home}/billing`,
    ready: "text=waits for its payment",
    answers: {
      "GET /v1/subscription": json(
        subscription({
          pending_change: {
            plan: "team",
            interval: "month",
            takes_effect_at: null,
            expires_at: "2026-11-23T11:00:00.000Z",
            pay_url: "/elsewhere",
          },
        }),
      ),
    },
  },
  {
    name: "billing-cap",
    path: `${home}/billing`,
    ready: "text=On: up to $50.00 a month",
    answers: {
      "GET /v1/spend-cap": json(
        spendCap({
          cap: { amount: 5_000, currency: "usd" },
          calls: 4_166,
          used: { calls: 212, amount: { amount: 254, currency: "usd" } },
        }),
      ),
    },
  },
  {
    name: "billing-cap-wrong",
    path: `${home}/billing`,
    ready: "text=Off: when the plan's calls are used",
    act: async (page) => {
      await page.getByLabel("Spending cap per month").fill("lots");
      await button("Let more calls pass")(page);
      await page.getByText("Type an amount in USD").waitFor();
    },
  },
  { name: "billing-change", path: change, ready: "text=Change plan", act: seeCost },
  {
    name: "billing-change-later",
    path: change,
    ready: "text=Change plan",
    answers: {
      "POST /v1/subscription/preview": json(
        planPreview({
          kind: "period_end",
          takes_effect_at: "2026-12-01T00:00:00.000Z",
          credit: none,
          due: none,
          next_invoice: { amount: planPreview().price, at: "2026-12-01T00:00:00.000Z" },
        }),
      ),
    },
    act: seeCost,
  },
  {
    name: "billing-change-error",
    path: change,
    ready: "text=Change plan",
    answers: { "POST /v1/subscription/preview": broken },
    act: async (page) => {
      await button("See what Team costs")(page);
      await page.getByText("Could not load what it costs").waitFor();
    },
  },
  {
    name: "billing-change-refused",
    path: change,
    ready: "text=Change plan",
    answers: {
      "PATCH /v1/subscription": problem(402, "payment_required", "Your bank wants you to confirm this payment.", {
        pay_url: "/elsewhere",
      }),
    },
    act: async (page) => {
      await seeCost(page);
      await button("Pay $469.94 and change now")(page);
      await page.getByRole("link", { name: "Pay at Stripe" }).waitFor();
    },
  },
  { name: "billing-cancel", path: `${home}/billing`, ready: "text=Leaving", act: dialog("Cancel the plan") },
  { name: "billing-money-back", path: `${home}/billing`, ready: "text=Not what you need?", act: dialog("Money back") },
  {
    name: "billing-viewer",
    path: `${home}/billing`,
    ready: "text=Your role may look",
    answers: { "GET /v1/me": viewer },
  },
  {
    name: "billing-loading",
    path: `${home}/billing`,
    ready: "[aria-busy]",
    answers: { "GET /v1/plans": never, "GET /v1/invoices": never },
  },
  {
    name: "billing-error",
    path: `${home}/billing`,
    ready: "text=Could not load your invoices",
    answers: { "GET /v1/subscription": broken, "GET /v1/invoices": broken },
  },
  {
    name: "success-waiting",
    path: `${home}/billing/success?session_id=cs_1`,
    ready: "text=Payment is being confirmed",
    answers: {
      "POST /v1/checkout/cs_1/sync": json({ id: "cs_1", status: "processing", subscription: subscription() }),
    },
  },
  {
    name: "success",
    path: `${home}/billing/success?session_id=cs_1`,
    ready: "text=Paid: you are on Pro",
    answers: { "POST /v1/checkout/cs_1/sync": json({ id: "cs_1", status: "complete", subscription: subscription() }) },
  },
  { name: "invoice", path: `${home}/invoices/${invoices[1]?.id}`, ready: "article" },
  {
    name: "invoice-error",
    path: `${home}/invoices/${invoices[1]?.id}`,
    ready: "text=Could not load this invoice",
    answers: { "GET /v1/invoices/*": broken },
  },

  {
    name: "account-menu",
    path: home,
    ready: "text=Run it here",
    act: async (page) => {
      await page
        .getByRole("button", { name: /^Account: / })
        .filter({ visible: true })
        .click();
      await page.getByRole("menu").waitFor();
    },
  },
  {
    name: "session-ended",
    path: `${home}/keys`,
    ready: "text=You come back to this very page",
    answers: {
      "GET /v1/keys": problem(401, "session_expired", "The session is over. Log in again."),
      "POST /v1/auth/refresh": problem(401, "session_expired", "The session is over. Log in again."),
    },
  },
  { name: "nothing-here", path: `${home}/nowhere`, ready: "text=There is nothing at this address" },
];
