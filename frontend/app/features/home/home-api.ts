import { queryOptions } from "@tanstack/react-query";
import { testSecretKey } from "~/lib/account";
import { api } from "~/lib/api";

/** The newest charged calls of both environments; while there is none, it looks again every 1.5 s. */
export const latestCallsQuery = (account: string) =>
  queryOptions({
    queryKey: ["latest-calls", account],
    queryFn: async () => {
      const [test, live] = await Promise.all(
        (["test", "live"] as const).map((environment) =>
          api.get("/v1/usage/records", { account, query: { environment, limit: 5 } }),
        ),
      );
      return [...(test?.data ?? []), ...(live?.data ?? [])].sort((a, b) => b.at.localeCompare(a.at)).slice(0, 5);
    },
    refetchInterval: (query) => (query.state.data?.length === 0 ? 1_500 : false),
  });

/** The secret of the newest working test key, for the samples; null when there is no such key. */
export const testSecretQuery = (account: string) =>
  queryOptions({
    queryKey: testSecretKey(account),
    queryFn: async () => {
      const { data } = await api.get("/v1/keys", { account, query: { limit: 100 } });
      const key = data.find(({ environment, status }) => environment === "test" && status === "active");
      if (key === undefined) {
        return null;
      }
      const { secret } = await api.get("/v1/keys/{id}/secret", { account, path: { id: key.id } });
      return secret;
    },
    staleTime: 5 * 60_000,
  });
