import { queryOptions, useMutation } from "@tanstack/react-query";
import { api } from "~/lib/api";
import { useIntent } from "~/lib/use-intent";

/** @param fresh whether Stripe is asked first, for whoever comes from its page before its word of it does */
export const creditsQuery = (account: string, fresh = false) =>
  queryOptions({
    queryKey: ["credits", account],
    queryFn: () => (fresh ? api.post("/v1/credits/sync", { account }) : api.get("/v1/credits", { account })),
  });

export function useBuyCredits(account: string) {
  const once = useIntent();
  return useMutation({
    mutationFn: () => once("buy", (idempotencyKey) => api.post("/v1/credits", { account, idempotencyKey })),
    onSuccess: ({ url }) => location.assign(url),
  });
}
