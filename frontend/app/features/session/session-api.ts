import type { QueryClient } from "@tanstack/react-query";
import { testSecretKey } from "~/lib/account";
import { api } from "~/lib/api";
import { markSessionStarted } from "~/lib/session";

interface Credentials {
  email: string;
  password: string;
}

/** Whoever comes in sees nothing of whoever was here before. */
export async function signUp(credentials: Credentials, cache: QueryClient) {
  const made = await api.post("/v1/auth/signup", { body: credentials });
  cache.clear();
  cache.setQueryData(testSecretKey(made.account.id), made.test_key.secret);
  markSessionStarted();
  return made;
}

export async function logIn(credentials: Credentials, cache: QueryClient) {
  const session = await api.post("/v1/auth/login", { body: credentials });
  cache.clear();
  markSessionStarted();
  return session;
}

export function verifyEmail(token: string) {
  return api.post("/v1/auth/verify-email", { body: { token } });
}

export function lookAtInvitation(token: string) {
  return api.post("/v1/invitations/look", { body: { token } });
}

/** With the session there is, or without one and with a password. */
export async function acceptInvitation(token: string, password: string | null, cache: QueryClient) {
  const joined = await api.post("/v1/invitations/accept", { body: { token, password } });
  cache.clear();
  markSessionStarted();
  return joined;
}

export function askForReset(email: string) {
  return api.post("/v1/auth/password/forgot", { body: { email } });
}

export function resetPassword(token: string, password: string) {
  return api.post("/v1/auth/password/reset", { body: { token, password } });
}
