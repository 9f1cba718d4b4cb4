import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { allPages, type AllRows } from "../api/allPages.ts";
import { api } from "../api/client.ts";
import type { PersonView, RoleView } from "../api/types.ts";

/** All people the reader may look up. */
export function usePeople(enabled = true): UseQueryResult<AllRows<PersonView>> {
  return useQuery({ queryKey: ["people", "all"], enabled, queryFn: ({ signal }) => allPages<PersonView>("/people", {}, signal) });
}

/** The roles and what each may do. */
export function useRoles(): UseQueryResult<readonly RoleView[]> {
  return useQuery({ queryKey: ["roles"], queryFn: () => api.get<readonly RoleView[]>("/roles"), staleTime: 3_600_000 });
}
