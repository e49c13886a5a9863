import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { baseUrl, launch, visitor } from "./browser.ts";
import { accountId, invoices, serve } from "./fixtures.ts";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

test("an invoice prints on one sheet, on both sizes of paper, without the frame of the dashboard", async () => {
  const { page, context } = await visitor(browser, { colorScheme: "dark" });
  await serve(page);
  await page.goto(`${baseUrl}/app/${accountId}/invoices/${invoices[1]?.id}`);
  await page.getByRole("article").waitFor();

  for (const format of ["A4", "Letter"]) {
    const pdf = await page.pdf({ format });
    assert.equal(pdf.toString("latin1").match(/\/Type\s*\/Page\b(?!s)/g)?.length, 1, format);
  }
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("navigation").filter({ visible: true }).count(), 0);
  assert.equal(await page.getByRole("article").filter({ visible: true }).count(), 1);
  await context.close();
});
