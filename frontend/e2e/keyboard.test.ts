import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { baseUrl, launch, visitor } from "./browser.ts";
import { accountId, json, keys, serve, testSecret } from "./fixtures.ts";

const home = `/app/${accountId}`;
const issued = json({ key: keys[0], secret: testSecret.replace("test", "live") }, 201);

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("the first stop of every page skips to its content", async () => {
  const { page, context } = await visitor(browser);
  await serve(page);
  for (const path of ["/", "/pricing", home, `${home}/keys`]) {
    await page.goto(baseUrl + path);
    await page.getByRole("heading", { level: 1 }).waitFor();

    await page.keyboard.press("Tab");
    assert.equal(await focused(page), "Skip to content", path);
    await page.keyboard.press("Enter");

    assert.equal(await page.evaluate(() => document.activeElement?.id), "main", path);
  }
  await context.close();
});

test("a key is created, copied and put away, and the focus ends on its row", async () => {
  const { page, faults, context } = await visitor(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await serve(page, { "POST /v1/keys": issued });
  await page.goto(`${baseUrl}${home}/keys`);
  await page.getByRole("table").waitFor();

  await tabTo(page, "Create key");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Create key" }).waitFor();
  await tabTo(page, "Name");
  await page.keyboard.type("Nightly CI");
  await page.keyboard.press("Enter");

  const reveal = page.getByRole("dialog", { name: /copy its secret now/ });
  await reveal.waitFor();
  await tabTo(page, "Close");
  await page.keyboard.press("Enter");
  await page.getByText("You have not copied the key").waitFor();
  await tabTo(page, "Keep open");
  await page.keyboard.press("Enter");
  await tabTo(page, "Copy key");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "I have stored it" }).waitFor();
  await tabTo(page, "I have stored it");
  await page.keyboard.press("Enter");

  await reveal.waitFor({ state: "hidden" });
  await page.waitForFunction((id) => document.activeElement?.id === id, keys[0]?.id);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a key is rotated from its menu, and Escape closes only what is on top", async () => {
  const { page, context } = await visitor(browser);
  let grace: unknown;
  await serve(page, {
    "POST /v1/keys/*/rotate": (route) => {
      grace = route.request().postDataJSON();
      return issued(route);
    },
  });
  await page.goto(`${baseUrl}${home}/keys`);
  await page.getByRole("table").waitFor();

  await tabTo(page, "Actions for Nightly CI");
  await openRotation(page);
  await page.keyboard.press("Escape");
  await page.getByRole("dialog").waitFor({ state: "hidden" });
  assert.equal(await focused(page), "Actions for Nightly CI");

  await openRotation(page);
  await tabTo(page, "The old secret goes on for");
  await page.keyboard.press("ArrowDown");
  await tabTo(page, "Rotate");
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: /copy its secret now/ }).waitFor();
  assert.deepEqual(grace, { grace_seconds: 21_600 });
  await context.close();
});

test("the days of the chart are read with the arrow keys", async () => {
  const { page, context } = await visitor(browser);
  await serve(page);
  await page.goto(`${baseUrl}${home}/usage`);
  await page.locator("figure svg").focus();

  await page.keyboard.press("End");
  await page.getByText("Sunday, November 22, 2026: ").waitFor();
  await page.keyboard.press("ArrowLeft");

  await page.getByText("Saturday, November 21, 2026: ").waitFor();
  await context.close();
});

test("every stop of the keys page shows where the focus is", async () => {
  const { page, context } = await visitor(browser);
  await serve(page);
  await page.goto(`${baseUrl}${home}/keys`);
  await page.getByRole("table").waitFor();

  for (let stop = 0; stop < 30; stop++) {
    await page.keyboard.press("Tab");
    const outline = await page.evaluate(() => {
      const { activeElement } = document;
      return activeElement === null || activeElement === document.body
        ? "0px"
        : getComputedStyle(activeElement).outlineWidth;
    });
    if ((await focused(page)) !== "") {
      assert.ok(Number.parseFloat(outline) >= 2, `${await focused(page)}: ${outline}`);
    }
  }
  await context.close();
});

async function openRotation(page: Page) {
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("ArrowDown");
  await page.getByRole("menuitem", { name: "Rotate" }).and(page.locator(":focus")).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "Rotate Nightly CI" }).waitFor();
}

async function tabTo(page: Page, name: string) {
  for (let stop = 0; stop < 60; stop++) {
    if ((await focused(page)) === name) {
      return;
    }
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not reach ${name}`);
}

/** The name of what has the focus. */
function focused(page: Page): Promise<string> {
  return page.evaluate(() => {
    const { activeElement } = document;
    if (activeElement === null || activeElement === document.body) {
      return "";
    }
    const label = "labels" in activeElement && activeElement instanceof HTMLElement ? labelOf(activeElement) : "";
    return activeElement.getAttribute("aria-label") ?? (label || (activeElement.textContent ?? "").trim());

    function labelOf(element: HTMLElement): string {
      return document.querySelector(`label[for="${element.id}"]`)?.textContent?.trim() ?? "";
    }
  });
}
