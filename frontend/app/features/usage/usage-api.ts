import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/lib/api";
import type { Environment } from "~/lib/contract";
import { type Day, rangeOf } from "~/lib/days";

export const usageQuery = (account: string, environment: Environment, days: Day[]) =>
  queryOptions({
    queryKey: ["usage", account, environment, days.at(-1)],
    queryFn: () => api.get("/v1/usage", { account, query: { ...rangeOf(days), interval: "day", environment } }),
  });

export const recordsQuery = (account: string, environment: Environment, days: Day[], cursor?: string) =>
  queryOptions({
    queryKey: ["usage-records", account, environment, days.at(-1), cursor ?? null],
    queryFn: () =>
      api.get("/v1/usage/records", { account, query: { ...rangeOf(days), environment, limit: 20, cursor } }),
    placeholderData: keepPreviousData,
  });
