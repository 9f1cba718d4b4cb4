import type { PermitConflict, PermitConflicts } from "@safeloop/engine";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api } from "../api/client.ts";

/** Works that stand in each other's way. Live through the `instance` event, like the permits; asked again each half minute, as periods begin and end by themselves. */
export function usePermitConflicts(): UseQueryResult<readonly PermitConflict[]> {
  return useQuery({ queryKey: ["permits", "conflicts"], queryFn: async ({ signal }) => (await api.get<PermitConflicts>("/permits/conflicts", {}, signal)).items, refetchInterval: 30_000 });
}
