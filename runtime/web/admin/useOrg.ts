import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import type { OrgView } from "../api/types.ts";

/** The organisation tree and the areas. */
export function useOrg(): UseQueryResult<OrgView> {
  return useQuery({ queryKey: ["org"], queryFn: () => api.get<OrgView>("/org"), staleTime: 60_000 });
}
