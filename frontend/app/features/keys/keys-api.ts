import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { testSecretKey } from "~/lib/account";
import { api } from "~/lib/api";
import type { ApiKey, Environment, KeyChange } from "~/lib/contract";
import { useIntent } from "~/lib/use-intent";
import type { NewKey } from "./key-form";

export const keysQuery = (account: string, cursor?: string) =>
  queryOptions({
    queryKey: ["keys", account, cursor ?? null],
    queryFn: () => api.get("/v1/keys", { account, query: { limit: 50, cursor } }),
  });

/** The key as it is at this moment, with its version; never from a cache, because it is about to be changed. */
export const keyQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ["key", account, id],
    queryFn: () => api.getVersioned("/v1/keys/{id}", { account, path: { id } }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** Calls of each key within the period, by the id of the key. Whole days: that is how the usage is counted. */
export const callsByKeyQuery = (account: string, period: { start: string; end: string }) =>
  queryOptions({
    queryKey: ["calls-by-key", account, period.start],
    queryFn: async () => {
      const of = (environment: Environment) =>
        api.get("/v1/usage", {
          account,
          query: { from: period.start, to: period.end, interval: "day", group_by: "key", environment },
        });
      const [live, test] = await Promise.all([of("live"), of("test")]);
      const calls = new Map<string, number>();
      for (const bar of [...live.series, ...test.series]) {
        const key = bar.group ?? "";
        calls.set(key, (calls.get(key) ?? 0) + bar.calls);
      }
      return calls;
    },
  });

function useKeysChanged(account: string) {
  const cache = useQueryClient();
  return () => {
    cache.invalidateQueries({ queryKey: testSecretKey(account) });
    return cache.invalidateQueries({ queryKey: ["keys", account] });
  };
}

export function useCreateKey(account: string) {
  const once = useIntent();
  return useMutation({
    mutationFn: (body: NewKey) =>
      once(body, (idempotencyKey) => api.post("/v1/keys", { account, body, idempotencyKey })),
    onSuccess: useKeysChanged(account),
  });
}

export function useRotateKey(account: string) {
  const once = useIntent();
  return useMutation({
    mutationFn: ({ id, grace }: { id: string; grace: number }) =>
      once({ id, grace }, (idempotencyKey) =>
        api.post("/v1/keys/{id}/rotate", { account, path: { id }, body: { grace_seconds: grace }, idempotencyKey }),
      ),
    onSuccess: useKeysChanged(account),
  });
}

export function useRenameKey(account: string) {
  return useMutation({
    mutationFn: ({ id, name }: Pick<ApiKey, "id" | "name">) =>
      api.patch("/v1/keys/{id}", { account, path: { id }, body: { name } }),
    onSuccess: useKeysChanged(account),
  });
}

export function useChangeKey(account: string) {
  return useMutation({
    mutationFn: ({ id, etag, change }: { id: string; etag: string; change: KeyChange }) =>
      api.patch("/v1/keys/{id}", { account, path: { id }, body: change, ifMatch: etag }),
    onSuccess: useKeysChanged(account),
  });
}

export function useFreezeKey(account: string) {
  const once = useIntent();
  return useMutation({
    mutationFn: ({ id, frozen }: { id: string; frozen: boolean }) =>
      once({ id, frozen }, (idempotencyKey) =>
        api.post(frozen ? "/v1/keys/{id}/freeze" : "/v1/keys/{id}/unfreeze", {
          account,
          path: { id },
          idempotencyKey,
        }),
      ),
    onSuccess: useKeysChanged(account),
  });
}

export function useRevokeKey(account: string) {
  return useMutation({
    mutationFn: (id: string) => api.delete("/v1/keys/{id}", { account, path: { id } }),
    onSuccess: useKeysChanged(account),
  });
}

export function resendProof() {
  return api.post("/v1/auth/verify-email/resend");
}
