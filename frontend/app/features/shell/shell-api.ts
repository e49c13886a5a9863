import type { QueryClient } from "@tanstack/react-query";
import { api } from "~/lib/api";
import { hasCode } from "~/lib/problem";
import { markSessionStarted } from "~/lib/session";

export function isSignedOut(error: unknown): boolean {
  return hasCode(error, "unauthenticated", "session_expired");
}

export function logInAddress(next: string): string {
  return next === "/app" ? "/app/login" : `/app/login?${new URLSearchParams({ next })}`;
}

export async function logOut() {
  await api.post("/v1/auth/logout");
}

/** Signs in again without leaving the page; somebody else signing in starts from a clean page instead. */
export async function signInAgain(email: string, password: string, userId: string | undefined, cache: QueryClient) {
  const session = await api.post("/v1/auth/login", { body: { email, password } });
  if (session.user.id !== userId) {
    location.assign("/app");
    return;
  }
  markSessionStarted();
  await cache.invalidateQueries();
}

export function resendProof() {
  return api.post("/v1/auth/verify-email/resend");
}
