import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { sampleReport, sampleRequest } from "../app/features/site/sample-report.ts";
import { baseUrl, launch, mailUrl, visitor, type Watched } from "./browser.ts";

const email = `ada-${randomUUID().slice(0, 8)}@example.com`;
const password = "seven orange kettles hum";

let browser: Browser;
let session: Watched;
let page: Page;
let account: string;

before(async () => {
  browser = await launch();
  session = await visitor(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  page = session.page;
});
after(() => browser.close());

test("from the landing page to the first 2xx in four actions", async () => {
  let actions = 0;
  const action = async (work: Promise<void>) => {
    actions += 1;
    await work;
  };
  await page.goto(baseUrl);

  await action(page.getByRole("main").getByRole("link", { name: "Get an API key" }).first().click());
  await action(page.getByLabel("E-mail").fill(email));
  await page.getByLabel("Password").fill(password);
  await action(page.getByLabel("Password").press("Enter"));
  const run = page.getByRole("button", { name: "Run it here" });
  await run.waitFor();
  await page.getByText("Waiting for your first call").waitFor();
  await action(run.click());

  await page.getByText("Status 200").waitFor();
  await page.getByRole("table", { name: "Latest calls" }).getByText("echo").waitFor({ timeout: 2_000 });
  assert.equal(actions, 4);
  account = new URL(page.url()).pathname;
  assert.match(account, /^\/app\/acc_[0-9a-z]{26}$/);
});

test("a call made elsewhere turns the waiting line by itself within two seconds", async () => {
  const other = await visitor(browser);
  const credentials = { email: `grace-${randomUUID().slice(0, 8)}@example.com`, password };
  const made = await other.context.request.post(`${baseUrl}/v1/auth/signup`, { data: credentials });
  const { account: own, test_key: key } = await made.json();
  await other.page.goto(`${baseUrl}/app/${own.id}`);
  await other.page.getByText("Waiting for your first call").waitFor();

  const called = await fetch(`${baseUrl}/v1/echo`, { headers: { Authorization: `Bearer ${key.secret}` } });

  assert.equal(called.status, 200);
  await other.page.getByRole("table", { name: "Latest calls" }).getByText("echo").waitFor({ timeout: 2_000 });
  assert.deepEqual(other.faults, []);
  await other.context.close();
});

test("a live key is refused before the address is proven, with the way on", async () => {
  await page.goto(`${baseUrl}${account}/keys`);

  await createKey("Too early");

  await page.getByRole("dialog").getByRole("button", { name: "Send the proof mail again" }).waitFor();
  await page.keyboard.press("Escape");
});

test("the link of the mail proves the address", async () => {
  await page.goto(await proofLink());

  await page.getByRole("heading", { name: "Your address is proven" }).waitFor();
  await page.getByRole("link", { name: "Open the dashboard" }).click();
  await page.getByRole("heading", { name: "Home", exact: true }).waitFor();
  assert.equal(await page.getByText(`Prove that ${email} is yours`).count(), 0);
});

test("Pro is paid on Stripe's page and is in force when the browser is back", async () => {
  await page.goto(`${baseUrl}/pricing`);
  await page.getByRole("link", { name: "Start with Pro" }).click();
  await page.getByRole("link", { name: "Log in" }).click();
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Password").press("Enter");
  await page.getByRole("button", { name: "Upgrade to Pro" }).dblclick();

  await page.getByLabel("Card number").fill("4242 4242 4242 4242");
  await page.getByLabel("Name").fill("Ada Lovelace");
  await page.getByLabel(/^Expiry/).fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: "Subscribe" }).click();

  await page.getByRole("heading", { name: "Paid: you are on Pro" }).waitFor({ timeout: 60_000 });
  await page.getByText("10,000 live calls a month").waitFor();
});

test("a live key is shown once, works, and is guarded until it is copied", async () => {
  await page.getByRole("link", { name: "Create a live key" }).click();
  await createKey("Production");
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Close" }).click();
  await dialog.getByText("You have not copied the key").waitFor();
  await dialog.getByRole("button", { name: "Keep open" }).click();
  await dialog.getByRole("button", { name: "Copy key" }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  await dialog.getByRole("button", { name: "I have stored it" }).click();

  assert.match(secret, /^sota_live_[0-9A-Za-z]{38}$/);
  const called = await fetch(`${baseUrl}/v1/echo`, { headers: { Authorization: `Bearer ${secret}` } });
  assert.equal(called.status, 200);
  await page.reload();
  await page.getByRole("rowheader", { name: "Production" }).waitFor();
  assert.equal((await page.content()).includes(secret), false);
});

test("a revoked key is refused at once", async () => {
  await createKeyFromList("Short-lived");
  await page.getByRole("dialog").getByRole("button", { name: "Copy key" }).click();
  const secret = await page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole("button", { name: "I have stored it" }).click();

  await page.getByRole("button", { name: "Actions for Short-lived" }).click();
  await page.getByRole("menuitem", { name: "Revoke" }).click();
  await page.getByLabel("Type the name of the key").fill("Short-lived");
  await page.getByRole("button", { name: "Revoke key" }).click();
  await page.getByText("Short-lived is revoked").waitFor();

  const called = await fetch(`${baseUrl}/v1/echo`, { headers: { Authorization: `Bearer ${secret}` } });
  assert.equal(called.status, 401);
});

test("the invoice is paid, $99.00, with its line and its PDF", async () => {
  await page.goto(`${baseUrl}${account}/billing`);
  const row = page.getByRole("table", { name: "Invoices, newest first" }).getByRole("row").nth(1);
  assert.match(await row.innerText(), /Paid[\s\S]*\$99\.00/);

  await row.getByRole("link").click();

  const sheet = page.getByRole("article");
  assert.match(await sheet.innerText(), /Pro[\s\S]*\$99\.00[\s\S]*Total\s+\$99\.00/);
  assert.match(
    (await page.getByRole("link", { name: "Download PDF" }).getAttribute("href")) ?? "",
    /\/v1\/invoices\/sinv_\w+\/pdf/,
  );
});

test("the live calls are on the usage page, and their days add up", async () => {
  await page.goto(`${baseUrl}${account}/usage`);

  await page.getByText(/live calls? in 30 days/).waitFor();
  await page.getByRole("table").getByText("echo").first().waitFor();
});

test("the report on the landing page is what the API answers to the request beside it", async () => {
  const made = await page.request.post(`${baseUrl}/v1/auth/signup`, {
    data: { email: `linus-${randomUUID().slice(0, 8)}@example.com`, password },
  });
  const { test_key: key } = await made.json();

  const scored = await fetch(`${baseUrl}/v1/memory/score`, {
    method: "POST",
    headers: { Authorization: `Bearer ${key.secret}`, "Content-Type": "application/json" },
    body: JSON.stringify(sampleRequest),
  });

  const { request_id, cases, ...report } = await scored.json();
  assert.match(request_id, /^req_/);
  assert.equal(cases.length, sampleRequest.cases.length);
  assert.deepEqual(report, sampleReport);
});

test("after logging out the dashboard asks for the password and then comes back to the page", async () => {
  await page
    .getByRole("button", { name: /^Account: / })
    .filter({ visible: true })
    .click();
  await page.getByRole("menuitem", { name: "Log out" }).click();
  await page.waitForURL("**/app/login");
  await page.goto(`${baseUrl}${account}/keys`);
  await page.waitForURL("**/app/login?next=*");
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByLabel("Password").press("Enter");

  await page.getByRole("heading", { name: "Keys", exact: true }).waitFor();
});

test("nothing was asked of anybody else, nothing broke the policy, nothing failed", () => {
  assert.deepEqual(session.faults, []);
});

async function createKeyFromList(name: string) {
  await page.getByRole("button", { name: "Create key" }).click();
  await createKey(name);
}

async function createKey(name: string) {
  if (!(await page.getByRole("dialog").isVisible())) {
    await page.goto(`${baseUrl}${account}/keys?create=live`);
  }
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Name").fill(name);
  await dialog.getByRole("button", { name: "Create key" }).click();
}

/** The mail may take a moment: it leaves after the answer. */
async function proofLink(): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const response = await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(email)}`);
    const link = /https?:\/\/\S+\/app\/verify\?token=[\w.~-]+/.exec(await response.text());
    if (link !== null) {
      return link[0];
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No proof mail for ${email} at ${mailUrl}`);
}
