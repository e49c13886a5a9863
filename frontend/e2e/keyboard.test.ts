import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { baseUrl, launch, settled, sizes, visitor } from "./browser.ts";
import { accountId, decisions, json, keys, problem, serve, testSecret, versioned } from "./fixtures.ts";

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

test("a menu stays under a slow press, on a phone and on a desktop", async () => {
  for (const viewport of Object.values(sizes)) {
    const { page, context } = await visitor(browser, { viewport });
    await serve(page);
    await page.goto(`${baseUrl}${home}/keys`);
    await page.getByRole("table").waitFor();
    await settled(page);
    const button = page.getByRole("button", { name: "Actions for Nightly CI", includeHidden: true });
    await button.hover();
    const before = await button.boundingBox();

    await page.mouse.down();
    await page.getByRole("menuitem", { name: "Rotate" }).waitFor();
    assert.deepEqual(await button.boundingBox(), before);
    await page.mouse.up();

    await page.getByRole("menuitem", { name: "Rotate" }).click();
    await page.getByRole("dialog").waitFor();
    await context.close();
  }
});

test("a key's settings are changed from its menu: only what differs, and only the version that was seen", async () => {
  const { page, faults, context } = await visitor(browser);
  const sent: { ifMatch: string | undefined; body: unknown }[] = [];
  let etag = '"first"';
  await serve(page, {
    "GET /v1/keys/*": (route) => versioned(keys[4], etag)(route),
    "PATCH /v1/keys/*": (route) => {
      sent.push({ ifMatch: route.request().headers()["if-match"], body: route.request().postDataJSON() });
      return etag === '"first"'
        ? problem(412, "precondition_failed", "It changed since you read it.")(route)
        : versioned(keys[4], etag)(route);
    },
  });
  await page.goto(`${baseUrl}${home}/keys`);
  await page.getByRole("table").waitFor();

  await tabTo(page, "Actions for Batch runner");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).and(page.locator(":focus")).waitFor();
  await chooseBelow(page, ["Settings"]);
  await changeCap(page);
  await page.getByText("nothing was saved").waitFor();
  etag = '"second"';
  await tabTo(page, "Load it as it is now");
  await page.keyboard.press("Enter");
  await page.getByText("nothing was saved").waitFor({ state: "hidden" });
  await changeCap(page);
  await page.getByRole("dialog").waitFor({ state: "hidden" });

  assert.deepEqual(sent, [
    { ifMatch: '"first"', body: { monthly_cap: 2_000 } },
    { ifMatch: '"second"', body: { monthly_cap: 2_000 } },
  ]);
  assert.equal(new URL(page.url()).search, "");
  assert.deepEqual(faults, []);
  await context.close();
});

test("half a rate is refused beside its field; a whole one is sent, and so is none", async () => {
  const { page, faults, context } = await visitor(browser);
  const sent: unknown[] = [];
  await serve(page, {
    "GET /v1/keys/*": versioned(keys[4]),
    "PATCH /v1/keys/*": (route) => {
      sent.push(route.request().postDataJSON());
      return versioned(keys[4])(route);
    },
  });
  const change = async (perMinute: string, burst: string) => {
    await page.goto(`${baseUrl}${home}/keys?settings=${keys[4]?.id}`);
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Requests a minute").fill(perMinute);
    await dialog.getByLabel("Requests at once").fill(burst);
    await dialog.getByLabel("Requests at once").press("Enter");
    return dialog;
  };

  await (await change("60", "")).getByText("Fill in both, or leave both empty.").waitFor();
  assert.equal(await focused(page), "Requests at once");
  assert.deepEqual(sent, []);
  await (await change("120", "10")).waitFor({ state: "hidden" });
  await (await change("", "")).waitFor({ state: "hidden" });

  assert.deepEqual(sent, [
    { rate_per_minute: 120, burst: 10 },
    { rate_per_minute: null, burst: null },
  ]);
  assert.deepEqual(faults, []);
  await context.close();
});

test("a frozen key is unfrozen from its menu, and the focus comes back to it", async () => {
  const { page, context } = await visitor(browser);
  let unfrozen = 0;
  await serve(page, {
    "POST /v1/keys/*/unfreeze": (route) => {
      unfrozen++;
      return versioned({ ...keys[5], status: "active", frozen_at: null, frozen_by: null })(route);
    },
  });
  await page.goto(`${baseUrl}${home}/keys`);
  await page.getByRole("table").waitFor();

  await tabTo(page, "Actions for Old scraper");
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).and(page.locator(":focus")).waitFor();
  await chooseBelow(page, ["Settings", "Unfreeze"]);
  await page.getByRole("dialog", { name: "Unfreeze Old scraper" }).waitFor();
  await tabTo(page, "Unfreeze key");
  await page.keyboard.press("Enter");
  await page.getByText("Old scraper works again").waitFor();

  assert.equal(unfrozen, 1);
  assert.equal(await focused(page), "Actions for Old scraper");
  await context.close();
});

test("a pasted header leads to the request it names", async () => {
  const { page, context } = await visitor(browser);
  await serve(page);
  await page.goto(`${baseUrl}${home}/requests`);
  await page.getByRole("table").first().waitFor();

  await tabTo(page, "Find a request by its id");
  await page.keyboard.insertText(`Request-Id: ${decisions[0]?.request_id} `);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "What happened" }).waitFor();

  assert.equal(new URL(page.url()).pathname, `${home}/requests/${decisions[0]?.request_id}`);
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

async function changeCap(page: Page) {
  await page.getByLabel("Monthly cap").waitFor();
  await tabTo(page, "Monthly cap");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("2000");
  await page.keyboard.press("Enter");
}

async function openRotation(page: Page) {
  await page.keyboard.press("Enter");
  await page.getByRole("menuitem", { name: "Rename" }).and(page.locator(":focus")).waitFor();
  await chooseBelow(page, ["Settings", "Freeze", "Rotate"]);
  await page.getByRole("dialog", { name: "Rotate Nightly CI" }).waitFor();
}

/** Goes down an open menu, item by item, and takes the last of these. */
async function chooseBelow(page: Page, names: string[]) {
  for (const name of names) {
    await page.keyboard.press("ArrowDown");
    await page.getByRole("menuitem", { name, exact: true }).and(page.locator(":focus")).waitFor();
  }
  await page.keyboard.press("Enter");
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
