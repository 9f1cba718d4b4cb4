import type { RosterView } from "@safeloop/engine";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { allPages, type AllRows } from "../api/allPages.ts";

/** The duty rosters the reader may look up, with who is on duty now. */
export function useRosters(): UseQueryResult<AllRows<RosterView>> {
  return useQuery({ queryKey: ["rosters"], queryFn: ({ signal }) => allPages<RosterView>("/rosters", {}, signal), refetchInterval: 60_000 });
}
