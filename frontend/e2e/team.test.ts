import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { baseUrl, launch, mailUrl, visitor, type Watched } from "./browser.ts";

const password = "seven orange kettles hum";
const owner = `hedy-${randomUUID().slice(0, 8)}@example.com`;
const mate = `mary-${randomUUID().slice(0, 8)}@example.com`;

let browser: Browser;
let ours: Watched;
let theirs: Watched;
let page: Page;
let account: string;

before(async () => {
  browser = await launch();
  ours = await visitor(browser);
  theirs = await visitor(browser);
  page = ours.page;
  const made = await page.request.post(`${baseUrl}/v1/auth/signup`, { data: { email: owner, password } });
  account = `/app/${(await made.json()).account.id}`;
  await page.goto(await link(owner, "verify"));
  await page.getByRole("heading", { name: "Your address is proven" }).waitFor();
});
after(() => browser.close());

test("the last owner cannot lower themselves, and a plan for one invites nobody", async () => {
  await page.goto(`${baseUrl}${account}/team`);
  await page.getByText("The last owner stays one").waitFor();
  assert.equal(await page.getByLabel(`Role of ${owner}`).count(), 0);

  await invite(mate);

  await page.getByText("Every seat of the plan is taken").waitFor();
});

test("with the plan Team there are seats", async () => {
  await page.goto(`${baseUrl}${account}/billing?plan=team`);
  await page.getByRole("button", { name: "Upgrade to Team" }).click();
  await page.getByLabel("Card number").fill("4242 4242 4242 4242");
  await page.getByLabel("Name").fill("Hedy Lamarr");
  await page.getByLabel(/^Expiry/).fill("12 / 34");
  await page.getByLabel("CVC").fill("123");
  await page.getByRole("button", { name: "Subscribe" }).click();
  await page.getByRole("heading", { name: "Paid: you are on Team" }).waitFor({ timeout: 60_000 });

  await page.goto(`${baseUrl}${account}/team`);

  await page.getByText("1 member of 10 seats").waitFor();
});

test("a pasted list invites many, and each address is answered", async () => {
  await invite(`${mate},\nMary <${mate}>; ${owner}\nnobody(at)home`);

  const outcomes = page.getByRole("status", { name: "What came of each address" });
  await outcomes.getByText("The mail is on its way").waitFor();
  await outcomes.getByText("Belongs to the account already").waitFor();
  await page.getByRole("button", { name: `Revoke the invitation to ${mate}` }).waitFor();
  await page.getByText("1 member and 1 invitation waiting of 10 seats").waitFor();
});

test("the link of the mail tells another session whom it is for", async () => {
  await page.goto(await link(mate, "invitation"));

  await page.getByRole("heading", { name: "This invitation is for another address" }).waitFor();
  await page.goto(`${baseUrl}${account}/team`);
});

test("a stranger accepts with a password and is in, as what they were invited", async () => {
  await theirs.page.goto(await link(mate, "invitation"));
  await theirs.page.getByRole("heading", { name: "Join My account" }).waitFor();
  assert.equal(await theirs.page.getByLabel("E-mail").inputValue(), mate);
  await theirs.page.getByLabel("Password").fill(password);
  await theirs.page.getByRole("button", { name: "Accept and join" }).click();

  await theirs.page.waitForURL(`**${account}`);
  await theirs.page.goto(`${baseUrl}${account}/team`);
  await theirs.page.getByText("Your role may see who is here, not change it").waitFor();
});

test("a new role is seen by the other browser within five seconds", async () => {
  await page.reload();
  await page.getByLabel(`Role of ${mate}`).selectOption("admin");
  await page.getByText(`${mate} is admin now`).waitFor();
  const changed = Date.now();

  await theirs.page.reload();

  await theirs.page.getByRole("heading", { name: "Invite people" }).waitFor({ timeout: 5_000 });
  assert.ok(Date.now() - changed < 5_000);
});

test("whoever is removed loses the account and is told by mail", async () => {
  await page.getByRole("button", { name: `Remove ${mate}` }).click();
  await page.getByRole("dialog").getByText("keep working").waitFor();
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await page.getByText(`${mate} is removed`).waitFor();

  await theirs.page.reload();

  await theirs.page.getByRole("heading", { name: "Could not load this account" }).waitFor();
  await theirs.page.goto(`${baseUrl}/app`);
  await theirs.page.getByRole("heading", { name: "You belong to no account" }).waitFor();
  assert.match(await mails(mate, /You were removed from a team/), /Removed by/);
});

test("nothing broke the policy, nothing failed", () => {
  assert.deepEqual([...ours.faults, ...theirs.faults], []);
});

async function invite(text: string) {
  await page.getByLabel("E-mail addresses").fill(text);
  await page.getByRole("button", { name: /^Invite/ }).click();
}

async function link(email: string, kind: "verify" | "invitation"): Promise<string> {
  const wanted = new RegExp(`https?://\\S+/app/${kind}\\?token=[\\w.~-]+`);
  return wanted.exec(await mails(email, wanted))?.[0] ?? "";
}

/** The mail may take a moment: it leaves after the answer. */
async function mails(email: string, wanted: RegExp): Promise<string> {
  for (let attempt = 0; attempt < 50; attempt++) {
    const response = await fetch(`${mailUrl}/api/messages?to=${encodeURIComponent(email)}`);
    const all = await response.text();
    if (wanted.test(all)) {
      return all;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`No such mail for ${email} at ${mailUrl}`);
}
