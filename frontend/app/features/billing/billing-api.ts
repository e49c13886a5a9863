import { queryOptions, useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { api } from "~/lib/api";
import type { Interval, Subscription } from "~/lib/contract";
import { useIntent } from "~/lib/use-intent";

const unsettledPause = 5_000;

export const plansQuery = queryOptions({
  queryKey: ["plans"],
  queryFn: () => api.get("/v1/plans"),
  staleTime: 5 * 60_000,
});

export const subscriptionQuery = (account: string) =>
  queryOptions({
    queryKey: ["subscription", account],
    queryFn: () => api.get("/v1/subscription", { account }),
    refetchInterval: ({ state }) => (state.data && isUnsettled(state.data) ? unsettledPause : false),
  });

/** A word that Stripe has not heard, or a change that waits for its payment: both are settled behind the page's back. */
const isUnsettled = ({ waiting, pending_change: change }: Subscription) =>
  waiting !== null || (change !== null && change.takes_effect_at === null);

export const invoicesQuery = (account: string, cursor?: string) =>
  queryOptions({
    queryKey: ["invoices", account, cursor ?? null],
    queryFn: () => api.get("/v1/invoices", { account, query: { limit: 20, cursor } }),
    refetchInterval: ({ state }) => (state.data?.data.some(({ status }) => status === "open") ? unsettledPause : false),
  });

export const invoiceQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ["invoice", account, id],
    queryFn: () => api.get("/v1/invoices/{id}", { account, path: { id } }),
  });

interface CheckoutWish {
  plan: string;
  interval: Interval;
  trial?: boolean;
  trial_card?: "now" | "later";
}

export function useCheckout(account: string) {
  const once = useIntent();
  const checkout = useMutation({
    mutationFn: (body: CheckoutWish) =>
      once(body, (idempotencyKey) => api.post("/v1/checkout", { account, body, idempotencyKey })),
    onSuccess: ({ url }) => location.assign(url),
  });
  useResetOnReturn(checkout.reset);
  return checkout;
}

export function usePortal(account: string) {
  const portal = useMutation({
    mutationFn: () => api.post("/v1/portal", { account }),
    onSuccess: ({ url }) => location.assign(url),
  });
  useResetOnReturn(portal.reset);
  return portal;
}

/** Back from Stripe the browser may show the page just as it was left: with a button that still says it is leaving. */
function useResetOnReturn(reset: () => void) {
  useEffect(() => {
    const returned = (event: PageTransitionEvent) => (event.persisted ? reset() : undefined);
    addEventListener("pageshow", returned);
    return () => removeEventListener("pageshow", returned);
  }, [reset]);
}

const patience = 60_000;

/** Asks Stripe through the server every two seconds until the payment is decided, for a minute at most. */
export const checkoutQuery = (account: string, session: string, began: number) =>
  queryOptions({
    queryKey: ["checkout", account, session],
    queryFn: () => api.post("/v1/checkout/{id}/sync", { account, path: { id: session } }),
    enabled: session !== "",
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ({ state }) => (isWaiting(state.data?.status) && Date.now() - began < patience ? 2_000 : false),
  });

export function isWaiting(status: string | undefined): boolean {
  return status === "open" || status === "processing";
}
