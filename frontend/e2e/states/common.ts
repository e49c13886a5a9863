import type { Page } from "playwright-core";
import { type Answer, accountId, json, me, problem } from "../fixtures.ts";

export interface State {
  name: string;
  path: string;
  answers?: Record<string, Answer>;
  /** What stands there once the page is ready to be looked at. */
  ready: string;
  act?: (page: Page) => Promise<void>;
}

export const home = `/app/${accountId}`;
export const broken = problem(500, "internal_error", "Something on our side broke. Repeating the request is safe.");
export const refused = problem(
  403,
  "insufficient_role",
  "Your role does not include this. Ask an owner of the account.",
);
export const viewer = json(me({ role: "viewer" }));
export const button = (name: string) => async (page: Page) => {
  await page.getByRole("button", { name, exact: true }).first().click();
};
export const dialog = (name: string) => async (page: Page) => {
  await button(name)(page);
  await page.getByRole("dialog").waitFor();
};
