import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { baseUrl, launch, schemes, sizes, visitor } from "./browser.ts";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("the public pages read the same without JavaScript", async () => {
  for (const path of ["/", "/pricing", "/docs", "/docs/errors/quota_exceeded"]) {
    const plain = await visitor(browser, { javaScriptEnabled: false });
    const scripted = await visitor(browser);
    await plain.page.goto(baseUrl + path);
    await scripted.page.goto(baseUrl + path);

    const words = (page: Page) => page.locator("main h1, main h2, main h3, main p, main td").allInnerTexts();
    // What scripts add is switches and the name of the host; the sentences are all there before.
    assert.deepEqual(await words(plain.page), await words(scripted.page), path);
    await plain.context.close();
    await scripted.context.close();
  }
});

test("one primary action stands above the fold, on a phone and on a desktop", async () => {
  for (const viewport of Object.values(sizes)) {
    const { page, context } = await visitor(browser, { viewport });
    await page.goto(baseUrl);

    const primary = await page.locator("a.bg-petrol").evaluateAll(
      (links) =>
        links.filter((link) => {
          const { top, bottom } = link.getBoundingClientRect();
          return top >= 0 && bottom <= innerHeight;
        }).length,
    );
    assert.equal(primary, 1);
    await context.close();
  }
});

test("monthly or annual stands in the address, carries on to sign-up, and is announced", async () => {
  const { page, faults, context } = await visitor(browser);
  await page.goto(`${baseUrl}/pricing`);

  await page.getByText("Annual", { exact: true }).click();
  assert.equal(new URL(page.url()).search, "?billing=annual");
  assert.equal(await page.getByText("Prices per year are shown.").count(), 1);

  await page.reload();
  await page.getByText("per year, or").first().waitFor();
  await page.getByRole("link", { name: "Start with Pro" }).click();
  await page.getByText("You chose Pro, paid per year.").waitFor();
  assert.deepEqual(faults, []);
  await context.close();
});

test("the estimate names the smallest plan that is enough", async () => {
  const { page, context } = await visitor(browser);
  await page.goto(`${baseUrl}/pricing`);
  const input = page.getByLabel(/Memory cases a month/);

  for (const [cases, plan] of [
    ["10000", "Free"],
    ["4000000", "Team"],
    ["99999999999", "more than any plan"],
  ] as const) {
    await input.fill(cases);
    assert.match(await page.locator("output").innerText(), new RegExp(plan));
  }
  await context.close();
});

test("a chosen theme is on the page before anything is painted, on both sides of the door", async () => {
  for (const colorScheme of schemes) {
    const { page, context } = await visitor(browser, { colorScheme });
    await page.goto(baseUrl);
    await page.getByRole("button", { name: "Theme: system" }).click();
    await page.getByRole("button", { name: "Theme: light" }).click();
    await page.getByRole("button", { name: "Theme: dark" }).waitFor();

    for (const path of ["/pricing", "/app/login"]) {
      // At this point the document has only been read; no module of React has run.
      await page.goto(baseUrl + path, { waitUntil: "commit" });
      await page.locator("body").waitFor({ state: "attached" });
      const { theme, paper } = await page.evaluate(() => ({
        theme: document.documentElement.dataset.theme,
        paper: getComputedStyle(document.body).backgroundColor,
      }));
      assert.deepEqual({ theme, paper }, { theme: "dark", paper: "rgb(14, 18, 19)" });
    }
    await context.close();
  }
});

test("code is copied as it stands", async () => {
  const { page, context } = await visitor(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await page.goto(`${baseUrl}/docs`);

  await page.getByRole("button", { name: "Copy" }).first().click();

  assert.match(await page.evaluate(() => navigator.clipboard.readText()), new RegExp(`^export SOTA_URL=${baseUrl}\n`));
  await context.close();
});

test("an unknown address is a 404 with a way on", async () => {
  const { page, context } = await visitor(browser);

  const response = await page.goto(`${baseUrl}/no-such-page`);

  assert.equal(response?.status(), 404);
  await page.getByRole("heading", { name: "There is nothing at this address." }).waitFor();
  await context.close();
});
