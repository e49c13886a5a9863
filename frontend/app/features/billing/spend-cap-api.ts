import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "~/lib/api";

export const spendCapQuery = (account: string) =>
  queryOptions({
    queryKey: ["spend-cap", account],
    queryFn: () => api.get("/v1/spend-cap", { account }),
  });

/** Minor units; null for none. */
export function useSpendCap(account: string) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (amount: number | null) => api.put("/v1/spend-cap", { account, body: { amount } }),
    onSuccess: (data) => {
      cache.setQueryData(spendCapQuery(account).queryKey, data);
      cache.invalidateQueries({ queryKey: ["me"] });
    },
  });
}
