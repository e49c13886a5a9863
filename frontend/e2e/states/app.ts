import { decision, decisions, emptyList, json, me, never, problem } from "../fixtures.ts";
import { broken, button, home, refused, type State, viewer } from "./common.ts";

export const appStates: State[] = [
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
