import type { Role } from "~/lib/contract";

export const roles = ["owner", "admin", "developer", "billing", "viewer"] as const satisfies readonly Role[];

/** What each role may, in words; the server holds it. */
export const abilities: readonly { words: string; of: readonly Role[] }[] = [
  { words: "See usage, requests, keys, invoices and members", of: roles },
  { words: "Make, change and end keys", of: ["owner", "admin", "developer"] },
  { words: "Choose the plan, pay, see to cards and caps", of: ["owner", "admin", "billing"] },
  { words: "Invite, remove, and give every role but owner", of: ["owner", "admin"] },
  { words: "Make and lower owners", of: ["owner"] },
];

/** Nobody gives more than they have. */
export function mayGive(mine: Role | null, role: Role): boolean {
  return mine === "owner" || (mine === "admin" && role !== "owner");
}

export function givable(mine: Role | null): Role[] {
  return roles.filter((role) => mayGive(mine, role));
}
