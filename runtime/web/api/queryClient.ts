import { QueryClient } from "@tanstack/react-query";
import { ApiProblem } from "./problem.ts";

/** Retries only what the network swallowed; a refusal is an answer. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { staleTime: 10_000, retry: (count, fault) => count < 2 && fault instanceof ApiProblem && (fault.isOffline || fault.status >= 502), refetchOnWindowFocus: true },
      mutations: { retry: false },
    },
  });
}
