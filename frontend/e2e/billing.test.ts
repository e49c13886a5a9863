import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { baseUrl, launch, visitor, type Watched } from "./browser.ts";

const email = `barbara-${randomUUID().slice(0, 8)}@example.com`;
const password = "seven orange kettles hum";

let browser: Browser;
let session: Watched;
let page: Page;
let billing: string;

before(async () => {
  browser = await launch();
  session = await visitor(browser);
  page = session.page;
  const made = await page.request.post(`${baseUrl}/v1/auth/signup`, { data: { email, password } });
  billing = `${baseUrl}/app/${(await made.json()).account.id}/billing`;
});
after(() => browser.close());

test("Pro is paid with a card whose bank asks for 3-D Secure", async () => {
  await page.goto(`${billing}?plan=pro`);
  await page.getByRole("button", { name: "Upgrade to Pro" }).click();
  await page.getByLabel("Card number").fill("4000 0000 0000 3220");
  await page.getByLabel("Name").fill("Barbara Liskov");
  await page.getByLabel(/^Expiry/).fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: "Subscribe" }).click();

  await page.getByRole("button", { name: "Complete authentication" }).click();

  await page.getByRole("heading", { name: "Paid: you are on Pro" }).waitFor({ timeout: 60_000 });
});

test("Stripe's portal opens and leads back", async () => {
  await page.goto(billing);
  await page.getByRole("button", { name: "Manage in Stripe's portal" }).click();
  await page.waitForURL(({ origin }) => origin !== new URL(baseUrl).origin);
  await page.getByText("visa", { exact: false }).first().waitFor();

  await page.getByRole("link", { name: /Return|Back/ }).click();

  await page.getByRole("heading", { name: "Billing", exact: true }).waitFor();
});

test("a canceled plan runs on, and is kept with one click", async () => {
  await page.getByRole("button", { name: "Cancel the plan" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Why do you leave?").selectOption("unused");
  await dialog.getByRole("button", { name: "Cancel the plan" }).click();
  await page.getByText("The plan is canceled and works until").waitFor();
  assert.equal(await page.getByRole("button", { name: "Cancel the plan" }).count(), 0);

  await page.getByRole("button", { name: "Keep the plan" }).click();

  await page.getByText("The plan goes on").waitFor();
  await page.getByRole("button", { name: "Cancel the plan" }).waitFor();
});

test("an upgrade costs what its preview says, and begins once the bank has agreed", async () => {
  await page.goto(`${billing}?plan=team`);
  await page.getByRole("button", { name: "See what Team costs" }).click();
  const confirm = page.getByRole("button", { name: /^Pay \$4\d\d\.\d\d and change now$/ });
  const amount = String(/\$[\d.]+/.exec(await confirm.innerText())?.[0]);
  await confirm.click();
  await page.getByText("The change to Team waits for its payment").waitFor();

  await page.getByRole("link", { name: "Pay at Stripe" }).click();
  await page.getByLabel("Card number").fill("4000 0000 0000 3220");
  await page.getByLabel(/^Expiry/).fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: `Pay ${amount}` }).click();
  await page.getByRole("button", { name: "Complete authentication" }).click();
  await page.getByText("Paid").first().waitFor();
  await page.goto(billing);

  await page.getByText("$499 per month").waitFor();
  const newest = page.getByRole("table", { name: "Invoices, newest first" }).getByRole("row").nth(1);
  await newest.getByText(amount).waitFor();
  assert.match(await newest.innerText(), /Paid/);
});

test("nothing was asked of anybody else, nothing broke the policy, nothing failed", () => {
  assert.deepEqual(session.faults, []);
});
