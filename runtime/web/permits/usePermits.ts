import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { allPages, type AllRows } from "../api/allPages.ts";
import type { PermitRow } from "../api/types.ts";

/** All permits that are not ended, with their life state and next times. Live through the `instance` event. */
export function usePermits(enabled = true): UseQueryResult<AllRows<PermitRow>> {
  return useQuery({ queryKey: ["permits", "open"], enabled, queryFn: ({ signal }) => allPages<PermitRow>("/permits", { open: true }, signal), refetchInterval: 30_000 });
}
