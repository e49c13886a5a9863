import { mkdirSync, rmSync } from "node:fs";
import { baseUrl, launch, schemes, settled, sizes, visitor } from "./browser.ts";
import { serve } from "./fixtures.ts";
import { states } from "./states.ts";

// A picture of every page and state into target/shots, as SIZE-SCHEME/NAME.png. Arguments choose states by name.
const wanted = process.argv.slice(2);
const chosen = states.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
if (wanted.length === 0) {
  rmSync("target/shots", { recursive: true, force: true });
}

const browser = await launch();
for (const [size, viewport] of Object.entries(sizes)) {
  for (const colorScheme of schemes) {
    const folder = `target/shots/${size}-${colorScheme}`;
    mkdirSync(folder, { recursive: true });
    for (const state of chosen) {
      const { context, page, faults } = await visitor(browser, { viewport, colorScheme });
      await serve(page, state.answers);
      await page.goto(baseUrl + state.path);
      await page.locator(state.ready).first().waitFor();
      await state.act?.(page);
      await settled(page);
      await page.screenshot({ path: `${folder}/${state.name}.png`, fullPage: true });
      for (const fault of faults) {
        console.error(`${size} ${colorScheme} ${state.name}: ${fault}`);
      }
      await context.close();
    }
  }
}
await browser.close();
console.log(`${chosen.length} states, ${chosen.length * 4} pictures in target/shots`);
