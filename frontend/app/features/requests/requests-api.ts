import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { api } from "~/lib/api";
import type { Environment, Usage } from "~/lib/contract";
import { type Day, rangeOf } from "~/lib/days";
import type { Filter } from "./filter";

export const requestsQuery = (account: string, filter: Filter, cursor?: string) =>
  queryOptions({
    queryKey: ["requests", account, filter, cursor ?? null],
    queryFn: () => api.get("/v1/requests", { account, query: { ...filter, limit: 20, cursor } }),
    placeholderData: keepPreviousData,
  });

export const requestQuery = (account: string, id: string) =>
  queryOptions({
    queryKey: ["request", account, id],
    queryFn: () => api.get("/v1/requests/{id}", { account, path: { id } }),
  });

/** How many requests ended how; the charged ones are calls, because that is what is counted of them. */
export const endingsQuery = (account: string, days: Day[]) =>
  queryOptions({
    queryKey: ["endings", account, days.at(-1)],
    queryFn: async () => {
      const of = (environment: Environment) =>
        api.get("/v1/usage", {
          account,
          query: { ...rangeOf(days), interval: "day", group_by: "status", environment },
        });
      const [live, test] = await Promise.all([of("live"), of("test")]);
      return endings(live.series, test.series);
    },
  });

export interface Ending {
  status: string;
  live: number;
  test: number;
}

export function endings(live: Usage["series"], test: Usage["series"]): Ending[] {
  const all = new Map<string, Ending>();
  const add = (environment: Environment, series: Usage["series"]) => {
    for (const { group = "2xx", calls, requests } of series) {
      const ending = all.get(group) ?? { status: group, live: 0, test: 0 };
      all.set(group, { ...ending, [environment]: ending[environment] + (requests ?? calls) });
    }
  };
  add("live", live);
  add("test", test);
  return [...all.values()].sort((a, b) => a.status.localeCompare(b.status));
}
