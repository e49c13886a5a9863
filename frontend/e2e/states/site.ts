import type { Page } from "playwright-core";
import { json, me, problem, testSecret } from "../fixtures.ts";
import { broken, button, type State } from "./common.ts";

const report = async (page: Page) => {
  await page.getByLabel("The whole key").fill(testSecret);
  await page.getByRole("button", { name: "Report the key" }).click();
};

export const siteStates: State[] = [
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
];
