import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "~/lib/api";
import type { BillingDetailsInput } from "~/lib/contract";

export const detailsQuery = (account: string) =>
  queryOptions({
    queryKey: ["billing-details", account],
    queryFn: () => api.get("/v1/billing-details", { account }),
    refetchInterval: ({ state }) => (state.data?.waiting ? 10_000 : false),
  });

export function useSaveDetails(account: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (body: BillingDetailsInput) => api.put("/v1/billing-details", { account, body }),
    onSuccess: (data) => cache.setQueryData(detailsQuery(account).queryKey, data),
  });
}
