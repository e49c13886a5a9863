import { queryOptions } from "@tanstack/react-query";
import { createContext, type ReactNode, use } from "react";
import { api } from "./api";
import type { Me, Role } from "./contract";

export const meQuery = (account?: string) =>
  queryOptions({
    queryKey: ["me", account ?? null],
    queryFn: () => api.get("/v1/me", account === undefined ? {} : { account }),
  });

/** Where sign-up leaves the secret of the first test key, so that the home page has it at once. */
export const testSecretKey = (account: string) => ["test-secret", account];

const Current = createContext<Me | null>(null);

export function AccountProvider({ me, children }: { me: Me; children: ReactNode }) {
  return <Current value={me}>{children}</Current>;
}

/** Who is signed in, for which account; every page under /app/{account} has it. */
export function useMe(): Me {
  const me = use(Current);
  if (me === null) {
    throw new Error("useMe outside of /app/{account}");
  }
  return me;
}

const allowed = {
  keys: ["owner", "admin", "developer"],
  billing: ["owner", "admin", "billing"],
  team: ["owner", "admin"],
} as const satisfies Record<string, readonly Role[]>;

/** The server decides; this only spares people buttons that would be refused. */
export function useMay(what: keyof typeof allowed): boolean {
  const { role } = useMe().account;
  return allowed[what].some((one) => one === role);
}
