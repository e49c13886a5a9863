import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "~/lib/api";
import { useIntent } from "~/lib/use-intent";

/** @param fresh whether Stripe is asked first, for whoever comes from its page before its word of it does */
export const paymentMethodsQuery = (account: string, fresh = false) =>
  queryOptions({
    queryKey: ["payment-methods", account],
    queryFn: () =>
      fresh ? api.post("/v1/payment-methods/sync", { account }) : api.get("/v1/payment-methods", { account }),
  });

export function useAddMethod(account: string) {
  const once = useIntent();
  return useMutation({
    mutationFn: () => once("add", (idempotencyKey) => api.post("/v1/payment-methods", { account, idempotencyKey })),
    onSuccess: ({ url }) => location.assign(url),
  });
}

export function useMakeDefault(account: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.post("/v1/payment-methods/{id}/default", { account, path: { id } }),
    onSuccess: (data) => cache.setQueryData(paymentMethodsQuery(account).queryKey, data),
  });
}

export function useRemoveMethod(account: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api.delete("/v1/payment-methods/{id}", { account, path: { id } }),
    onSettled: () => cache.invalidateQueries({ queryKey: ["payment-methods", account] }),
  });
}
