import type { Page } from "playwright-core";
import { invitation, json, me, members, never, offer, problem } from "../fixtures.ts";
import { broken, button, dialog, home, refused, type State, viewer } from "./common.ts";

const team = `${home}/team`;
const link = "/app/invitation?token=aToken";
const nobody = problem(401, "unauthenticated", "Sign in.");
const outside = { "GET /v1/me": nobody, "POST /v1/auth/refresh": nobody };
const invite = (text: string) => async (page: Page) => {
  await page.getByLabel("E-mail addresses").fill(text);
  await page.getByRole("button", { name: /^Invite/ }).click();
};
const outcome = (email: string, result: string, detail: string) => ({ email, result, detail, invitation: null });

export const teamStates: State[] = [
  { name: "team", path: team, ready: "text=lin@lantern.example" },
  { name: "team-viewer", path: team, ready: "text=Your role may see who is here", answers: { "GET /v1/me": viewer } },
  {
    name: "team-alone",
    path: team,
    ready: "text=Nobody is invited at the moment",
    answers: {
      "GET /v1/members": json({ ...members([{ you: true }]), seats: { limit: 10, members: 1, invitations: 0 } }),
      "GET /v1/invitations": json({ data: [] }),
    },
  },
  {
    name: "team-full",
    path: team,
    ready: "text=Every seat is taken",
    answers: { "GET /v1/members": json(members(undefined, 4)) },
  },
  {
    name: "team-over",
    path: team,
    ready: "text=More people belong to the account",
    answers: { "GET /v1/members": json(members(undefined, 1)) },
  },
  {
    name: "team-loading",
    path: team,
    ready: "[aria-busy]",
    answers: { "GET /v1/members": never, "GET /v1/invitations": never },
  },
  {
    name: "team-error",
    path: team,
    ready: "text=Could not load your team",
    answers: { "GET /v1/members": broken, "GET /v1/invitations": broken },
  },
  {
    name: "team-refused",
    path: team,
    ready: "text=Your role does not show your team",
    answers: { "GET /v1/members": refused, "GET /v1/invitations": refused },
  },
  {
    name: "team-invited",
    path: team,
    ready: "text=lin@lantern.example",
    answers: {
      "POST /v1/invitations": json({
        data: [
          { ...outcome("new@lantern.example", "invited", "The mail is on its way."), invitation: invitation() },
          outcome("grace@lantern.example", "already_member", "Belongs to the account already."),
          outcome("ada(at)home", "not_an_address", "Not an e-mail address. Write it like ada@example.com."),
        ],
      }),
    },
    act: async (page) => {
      await invite("new@lantern.example, grace@lantern.example\nada(at)home")(page);
      await page.getByText("Belongs to the account already").waitFor();
    },
  },
  {
    name: "team-invite-nobody",
    path: team,
    ready: "text=lin@lantern.example",
    act: async (page) => {
      await invite(" ")(page);
      await page.getByText("Enter one address or more").waitFor();
    },
  },
  {
    name: "team-invite-refused",
    path: team,
    ready: "text=lin@lantern.example",
    answers: { "POST /v1/invitations": problem(403, "email_not_proven", "Prove your address first.") },
    act: async (page) => {
      await invite("new@lantern.example")(page);
      await page.getByText("Prove your address first").waitFor();
    },
  },
  {
    name: "team-role-refused",
    path: team,
    ready: "text=lin@lantern.example",
    answers: {
      "PATCH /v1/members/*": problem(409, "state_conflict", "This is the last owner, and an account keeps one."),
    },
    act: async (page) => {
      await page.getByLabel("Role of grace@lantern.example").selectOption("admin");
      await page.getByText("an account keeps one").waitFor();
    },
  },
  { name: "team-remove", path: team, ready: "text=lin@lantern.example", act: dialog("Remove grace@lantern.example") },
  {
    name: "team-leave",
    path: team,
    ready: "text=Your role may see who is here",
    answers: { "GET /v1/me": viewer, "GET /v1/members": json(members([{}, { you: true, role: "viewer" }])) },
    act: dialog("Leave this account"),
  },

  { name: "invitation-stranger", path: link, ready: "text=Accept and join", answers: outside },
  {
    name: "invitation-short-password",
    path: link,
    ready: "text=Accept and join",
    answers: outside,
    act: async (page) => {
      await button("Accept and join")(page);
      await page.getByText("A sentence you remember").waitFor();
    },
  },
  {
    name: "invitation-log-in",
    path: link,
    ready: "text=has a log-in",
    answers: { ...outside, "POST /v1/invitations/look": json(offer({ has_login: true })) },
  },
  {
    name: "invitation-mine",
    path: link,
    ready: "text=You are logged in as",
    answers: { "GET /v1/me": json(me()), "POST /v1/invitations/look": json(offer({ email: "Ada@lantern.example" })) },
  },
  { name: "invitation-anothers", path: link, ready: "text=This invitation is for another address" },
  {
    name: "invitation-used",
    path: link,
    ready: "text=This invitation does not work",
    answers: { "POST /v1/invitations/look": problem(422, "token_invalid", "This link was used already.") },
  },
  { name: "invitation-cut", path: "/app/invitation", ready: "text=This link is incomplete" },
  {
    name: "invitation-loading",
    path: link,
    ready: "text=Opening the invitation",
    answers: { "POST /v1/invitations/look": never },
  },
  {
    name: "no-account",
    path: "/app",
    ready: "text=You belong to no account",
    answers: { "GET /v1/me": problem(404, "not_found", "You belong to no such account.") },
  },
];
