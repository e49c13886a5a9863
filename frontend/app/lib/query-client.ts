import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem";

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 10_000,
        retry: (failures, error) => failures < 2 && error instanceof ApiProblem && error.isPassing,
        retryDelay: (failures) => 400 * 2 ** failures,
      },
    },
  });
}
