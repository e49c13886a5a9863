import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import axe, { type Result } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { baseUrl, launch, schemes, settled, sizes, visitor } from "./browser.ts";
import { serve } from "./fixtures.ts";
import { states } from "./states.ts";

let browser: Browser;
before(async () => {
  browser = await launch();
});
after(() => browser.close());

for (const state of states) {
  for (const [size, viewport] of Object.entries(sizes)) {
    test(`${state.name}, ${size}: no barrier, no sideways scroll, no fault`, async () => {
      const { context, page, faults } = await visitor(browser, { viewport });
      await serve(page, state.answers);
      await page.goto(baseUrl + state.path);
      await page.locator(state.ready).first().waitFor();
      // A press and a release at one place are one thing only when nothing moves between them.
      await settled(page);
      await state.act?.(page);
      await settled(page);

      assert.match(await page.title(), /SOTA Tools/);
      for (const theme of schemes) {
        await page.evaluate((chosen) => document.documentElement.setAttribute("data-theme", chosen), theme);
        await settled(page);
        assert.deepEqual(await barriers(page), [], theme);
      }
      assert.deepEqual(await sidewaysScroll(page), []);
      if (size === "phone") {
        await page.setViewportSize({ width: 320, height: 640 });
        assert.deepEqual(await sidewaysScroll(page), [], "at 320 px");
      }
      assert.deepEqual(faults, []);
      await context.close();
    });
  }
}

async function barriers(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations }: { violations: Result[] } = await page.evaluate(() =>
    window.axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      // The only rule for 2.2 AA, and it is off unless asked for.
      rules: { "target-size": { enabled: true } },
      resultTypes: ["violations"],
    }),
  );
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
}

/** What is wider than the window, by name; empty when the page does not scroll sideways. */
function sidewaysScroll(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth <= clientWidth
      ? []
      : [...document.querySelectorAll("body *")]
          .filter((element) => element.getBoundingClientRect().right > clientWidth + 1)
          .map((element) => element.outerHTML.slice(0, 120))
          .slice(0, 5);
  });
}
