import type { Page } from "playwright-core";
import { emptyList, json, keys, never, problem, testSecret } from "../fixtures.ts";
import { broken, home, refused, type State, viewer } from "./common.ts";

const issued = json({ key: keys[0], secret: testSecret.replace("test", "live") }, 201);
const keyAction =
  (name: string, key = "Nightly CI") =>
  async (page: Page) => {
    await page.getByRole("button", { name: `Actions for ${key}` }).click();
    await page.getByRole("menuitem", { name, exact: true }).click();
    await page.getByRole("dialog").waitFor();
  };
const saveSettings = (expected: string) => async (page: Page) => {
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Monthly cap").fill("2000");
  await dialog.getByLabel("Addresses it may be used from").fill("203.0.113.7\n203.0.113.300");
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.getByText(expected).waitFor();
};
const fillKey = async (page: Page) => {
  await page.getByLabel("Name").fill("Nightly CI");
  await page.getByRole("dialog").getByRole("button", { name: "Create key" }).click();
};

export const keysStates: State[] = [
  { name: "keys", path: `${home}/keys`, ready: "text=Cap reached" },
  { name: "keys-viewer", path: `${home}/keys`, ready: "table", answers: { "GET /v1/me": viewer } },
  { name: "keys-empty", path: `${home}/keys`, ready: "text=No keys yet", answers: { "GET /v1/keys": json(emptyList) } },
  { name: "keys-loading", path: `${home}/keys`, ready: "[aria-busy]", answers: { "GET /v1/keys": never } },
  {
    name: "keys-error",
    path: `${home}/keys`,
    ready: "text=Could not load your keys",
    answers: { "GET /v1/keys": broken },
  },
  {
    name: "keys-refused",
    path: `${home}/keys`,
    ready: "text=Your role does not show your keys",
    answers: { "GET /v1/keys": refused },
  },
  {
    name: "keys-menu",
    path: `${home}/keys`,
    ready: "table",
    act: async (page) => page.getByRole("button", { name: "Actions for Nightly CI" }).click(),
  },
  { name: "keys-create", path: `${home}/keys?create=live`, ready: "[role=dialog]" },
  {
    name: "keys-create-refused",
    path: `${home}/keys?create=live`,
    ready: "[role=dialog]",
    answers: {
      "POST /v1/keys": problem(
        403,
        "email_not_proven",
        "Live keys need a proven address. Open the link in the mail to ada@lantern.example.",
      ),
    },
    act: async (page) => {
      await fillKey(page);
      await page.getByText("Send the proof mail again").waitFor();
    },
  },
  {
    name: "keys-reveal",
    path: `${home}/keys?create=live`,
    ready: "[role=dialog]",
    answers: { "POST /v1/keys": issued },
    act: async (page) => {
      await fillKey(page);
      await page.getByText("copy its secret now").waitFor();
    },
  },
  {
    name: "keys-reveal-guard",
    path: `${home}/keys?create=live`,
    ready: "[role=dialog]",
    answers: { "POST /v1/keys": issued },
    act: async (page) => {
      await fillKey(page);
      await page.getByText("copy its secret now").waitFor();
      await page.getByRole("button", { name: "Close", exact: true }).click();
      await page.getByText("You have not copied the key").waitFor();
    },
  },
  { name: "keys-rename", path: `${home}/keys`, ready: "table", act: keyAction("Rename") },
  { name: "keys-rotate", path: `${home}/keys`, ready: "table", act: keyAction("Rotate") },
  {
    name: "keys-settings",
    path: `${home}/keys`,
    ready: "table",
    act: async (page) => {
      await keyAction("Settings", "Batch runner")(page);
      await page.getByLabel("Monthly cap").waitFor();
    },
  },
  {
    name: "keys-settings-loading",
    path: `${home}/keys?settings=${keys[4]?.id}`,
    ready: "[role=dialog] [aria-busy]",
    answers: { "GET /v1/keys/*": never },
  },
  {
    name: "keys-settings-error",
    path: `${home}/keys?settings=${keys[4]?.id}`,
    ready: "text=Could not load this key",
    answers: { "GET /v1/keys/*": broken },
  },
  {
    name: "keys-settings-wrong",
    path: `${home}/keys?settings=${keys[4]?.id}`,
    ready: "text=Works until",
    answers: {
      "PATCH /v1/keys/*": problem(422, "invalid_parameter", "The key was not changed.", {
        errors: [{ pointer: "/ip_allow_list/1", detail: "must be an IPv4 or IPv6 address or a range" }],
      }),
    },
    act: saveSettings("Entry 2 must be an IPv4 or IPv6 address or a range."),
  },
  {
    name: "keys-settings-stale",
    path: `${home}/keys?settings=${keys[4]?.id}`,
    ready: "text=Works until",
    answers: { "PATCH /v1/keys/*": problem(412, "precondition_failed", "It changed since you read it.") },
    act: saveSettings("nothing was saved"),
  },
  { name: "keys-freeze", path: `${home}/keys`, ready: "table", act: keyAction("Freeze") },
  { name: "keys-unfreeze", path: `${home}/keys`, ready: "table", act: keyAction("Unfreeze", "Old scraper") },
  { name: "keys-revoke", path: `${home}/keys`, ready: "table", act: keyAction("Revoke") },
];
