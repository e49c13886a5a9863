import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { testSecretKey } from "~/lib/account";
import { api } from "~/lib/api";
import type { ApiKey } from "~/lib/contract";
import { useIntent } from "~/lib/intent";
import type { NewKey } from "./key-form";

export const keysQuery = (account: string, cursor?: string) =>
  queryOptions({
    queryKey: ["keys", account, cursor ?? null],
    queryFn: () => api.get("/v1/keys", { account, query: { limit: 50, cursor } }),
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

export function useRevokeKey(account: string) {
  return useMutation({
    mutationFn: (id: string) => api.delete("/v1/keys/{id}", { account, path: { id } }),
    onSuccess: useKeysChanged(account),
  });
}

export function resendProof() {
  return api.post("/v1/auth/verify-email/resend");
}
