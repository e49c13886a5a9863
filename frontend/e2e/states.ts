import type { Page } from "playwright-core";
import {
  type Answer,
  accountId,
  emptyList,
  invoices,
  json,
  keys,
  me,
  never,
  problem,
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
const keyAction = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name: "Actions for Nightly CI" }).click();
  await page.getByRole("menuitem", { name }).click();
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

  { name: "keys", path: `${home}/keys`, ready: "table" },
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
