import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Request } from "playwright-core";
import { baseUrl, launch, visitor } from "./browser.ts";
import { json, problem, serve, testSecret } from "./fixtures.ts";

const broken = problem(500, "internal_error", "Something on our side broke. Repeating the request is safe.");

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("a reported key is in the body of the one request and nowhere else", async () => {
  const { page, faults, context } = await visitor(browser);
  const asked: Request[] = [];
  page.on("request", (request) => asked.push(request));
  await serve(page, { "POST /v1/keys/report": (route) => route.fulfill({ status: 202 }) });
  await page.goto(`${baseUrl}/report-key`);

  await page.getByLabel("The whole key").fill(`  ${testSecret}\n`);
  await page.getByLabel("The whole key").press("Enter");
  await page.getByRole("heading", { name: "Your report is in" }).and(page.locator(":focus")).waitFor();

  const posts = asked.filter((request) => request.method() !== "GET");
  assert.deepEqual(
    posts.map((request) => request.postDataJSON()),
    [{ secret: testSecret }],
  );
  assert.ok(asked.every((request) => !request.url().includes(testSecret)));
  const kept = await page.evaluate(() =>
    JSON.stringify([location.href, { ...localStorage }, { ...sessionStorage }, document.cookie, history.state]),
  );
  assert.ok(!kept.includes(testSecret), kept);
  assert.ok(!(await page.content()).includes(testSecret));
  assert.equal(await page.locator("#secret").inputValue(), "");
  assert.deepEqual(faults, []);
  await context.close();
});

test("without its script the form cannot put a key into an address", async () => {
  const { page, context } = await visitor(browser, { javaScriptEnabled: false });
  await page.goto(`${baseUrl}/report-key`);

  assert.equal(await page.getByRole("button", { name: "Report the key" }).count(), 0);
  assert.equal(await page.locator("form").getAttribute("method"), "post");
  assert.equal(await page.locator("form [name]").count(), 0);
  assert.match(await page.content(), /The form needs JavaScript\./);
  await context.close();
});

test("a report that failed is sent again by Retry, as the same request", async () => {
  const { page, context } = await visitor(browser);
  const intents: (string | undefined)[] = [];
  await serve(page, {
    "POST /v1/keys/report": (route) => {
      intents.push(route.request().headers()["idempotency-key"]);
      return intents.length === 1 ? broken(route) : route.fulfill({ status: 202 });
    },
  });
  await page.goto(`${baseUrl}/report-key`);
  await page.getByLabel("The whole key").fill(testSecret);
  await page.getByRole("button", { name: "Report the key" }).click();

  await page.getByText(/^Request req_/).waitFor();
  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByText("Your report is in").waitFor();

  assert.equal(intents.length, 2);
  assert.equal(intents[0], intents[1]);
  await context.close();
});

test("opening the link of the mail does nothing; the button unfreezes once, however often it is pressed", async () => {
  const { page, faults, context } = await visitor(browser);
  const tokens: unknown[] = [];
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await serve(page, {
    "POST /v1/keys/unfreeze": async (route) => {
      tokens.push(route.request().postDataJSON());
      await answered;
      return json({ name: "Old scraper", hint: "sota_live_…e5Tq" })(route);
    },
  });
  await page.goto(`${baseUrl}/unfreeze?token=abc-DEF_1`);
  const button = page.getByRole("button", { name: "Unfreeze the key" });
  await button.waitFor();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(tokens, []);

  await button.press("Enter");
  await button.press("Enter");
  answer();
  await page.getByRole("heading", { name: "Old scraper works again" }).and(page.locator(":focus")).waitFor();

  assert.deepEqual(tokens, [{ token: "abc-DEF_1" }]);
  assert.equal(new URL(page.url()).search, "");
  assert.deepEqual(faults, []);
  await context.close();
});

test("a limit on unfreezing is told with a way to try again; a link that is over is not", async () => {
  const { page, context } = await visitor(browser);
  let tries = 0;
  await serve(page, {
    "POST /v1/keys/unfreeze": (route) =>
      ++tries === 1
        ? problem(429, "too_many_requests", "Too many tries from this network. Wait a minute.")(route)
        : problem(422, "token_invalid", "This link worked for 7 days.")(route),
  });
  await page.goto(`${baseUrl}/unfreeze?token=abc`);
  await page.getByRole("button", { name: "Unfreeze the key" }).click();
  await page.getByText("Wait a minute.").waitFor();

  await page.getByRole("button", { name: "Retry" }).click();
  await page.getByRole("heading", { name: "This link did not work" }).waitFor();

  assert.equal(await page.getByRole("button", { name: /Retry|Unfreeze/ }).count(), 0);
  await context.close();
});
