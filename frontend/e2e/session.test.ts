import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { baseUrl, launch, visitor } from "./browser.ts";
import { type Answer, accountId, json, keys, me, problem, serve } from "./fixtures.ts";

const home = `/app/${accountId}`;
const over = problem(401, "session_expired", "The session is over. Log in again.");

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("a session that ends in the middle of a form keeps what was typed, and the form goes through after signing in", async () => {
  const { page, context } = await visitor(browser);
  let live = true;
  const whileLive =
    (answer: Answer): Answer =>
    (route) =>
      live ? answer(route) : over(route);
  const issued = json({ key: keys[0], secret: `sota_live_${"a".repeat(38)}` }, 201);
  await serve(page, {
    "GET /v1/me": whileLive(json(me())),
    "POST /v1/keys": whileLive(issued),
    "POST /v1/auth/refresh": over,
    "POST /v1/auth/login": (route) => {
      live = true;
      return json({ user: me().user, accounts: me().accounts, expires_at: "2026-11-22T13:00:00.000Z" })(route);
    },
  });
  await page.goto(`${baseUrl}${home}/keys?create=live`);
  const form = page.getByRole("dialog", { name: "Create key" });
  await form.getByLabel("Name").fill("Typed with care");
  live = false;
  await form.getByRole("button", { name: "Create key" }).click();

  const signIn = page.getByRole("dialog", { name: "Sign in again" });
  await signIn.getByLabel("Password").fill("seven orange kettles hum");
  await signIn.getByLabel("Password").press("Enter");
  await signIn.waitFor({ state: "hidden" });

  assert.equal(await form.getByLabel("Name").inputValue(), "Typed with care");
  await form.getByRole("button", { name: "Create key" }).click();
  await page.getByRole("dialog", { name: /copy its secret now/ }).waitFor();
  await context.close();
});

test("without a session the dashboard asks to log in, and keeps the place", async () => {
  const { page, context } = await visitor(browser);
  await serve(page, { "GET /v1/me": over, "POST /v1/auth/refresh": over });

  await page.goto(`${baseUrl}${home}/usage?environment=test`);
  await page.waitForURL("**/app/login?*");

  assert.equal(new URL(page.url()).searchParams.get("next"), `${home}/usage?environment=test`);
  await context.close();
});

test("a link to log in leads only to places of this dashboard", async () => {
  const { page, context } = await visitor(browser);
  await serve(page, {
    "POST /v1/auth/login": json({ user: me().user, accounts: me().accounts, expires_at: "2026-11-22T13:00:00.000Z" }),
  });
  await page.goto(`${baseUrl}/app/login?next=https://elsewhere.example/app/`);
  await page.getByLabel("E-mail").fill("ada@lantern.example");
  await page.getByLabel("Password").fill("seven orange kettles hum");

  await page.getByLabel("Password").press("Enter");

  await page.waitForURL(`**${home}`);
  await context.close();
});
