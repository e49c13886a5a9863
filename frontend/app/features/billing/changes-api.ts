import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "~/lib/api";
import type { Interval, PlanPreview } from "~/lib/contract";
import { useIntent } from "~/lib/use-intent";

export interface Wish {
  plan: string;
  interval: Interval;
}

/** Made by the server; the change is made with these very figures, for as long as they hold. */
export const previewQuery = (account: string, wish: Wish) =>
  queryOptions({
    queryKey: ["plan-preview", account, wish.plan, wish.interval],
    queryFn: () => api.post("/v1/subscription/preview", { account, body: wish }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });

export const guaranteeQuery = (account: string) =>
  queryOptions({
    queryKey: ["guarantee", account],
    queryFn: () => api.get("/v1/subscription/guarantee", { account }),
  });

export type Cancellation = { when: "period_end" | "now"; reason?: CancelReason };
export type CancelReason = (typeof cancelReasons)[number]["value"];

export const cancelReasons = [
  { value: "too_expensive", label: "It costs too much" },
  { value: "missing_features", label: "Something is missing" },
  { value: "switched_service", label: "We use something else" },
  { value: "unused", label: "We do not use it" },
  { value: "customer_service", label: "You did not help us" },
  { value: "too_complex", label: "It is too complicated" },
  { value: "low_quality", label: "It does not work well" },
  { value: "other", label: "Another reason" },
] as const;

/**
 * What a new plan changes everywhere: limits, quota, invoices. Nobody waits for it: what has changed takes away the very
 * button that was pressed, and with it whatever was to be said afterwards.
 */
function useSubscriptionChanged(account: string) {
  const cache = useQueryClient();
  return () => {
    for (const queryKey of [["subscription", account], ["invoices", account], ["guarantee", account], ["me"]]) {
      cache.invalidateQueries({ queryKey });
    }
  };
}

export function useChangePlan(account: string) {
  const changed = useSubscriptionChanged(account);
  return useMutation({
    mutationFn: ({ id, plan, interval }: PlanPreview) =>
      api.patch("/v1/subscription", { account, body: { plan, interval, preview_id: id } }),
    onSettled: changed,
  });
}

export function useCancel(account: string) {
  const once = useIntent();
  return useMutation({
    mutationFn: (body: Cancellation) =>
      once(body, (idempotencyKey) => api.post("/v1/subscription/cancel", { account, body, idempotencyKey })),
    onSuccess: useSubscriptionChanged(account),
  });
}

export function useResume(account: string) {
  return useMutation({
    mutationFn: () => api.post("/v1/subscription/resume", { account }),
    onSuccess: useSubscriptionChanged(account),
  });
}

export function useGuarantee(account: string) {
  const once = useIntent();
  return useMutation({
    mutationFn: () =>
      once("guarantee", (idempotencyKey) => api.post("/v1/subscription/guarantee", { account, idempotencyKey })),
    onSuccess: useSubscriptionChanged(account),
  });
}
