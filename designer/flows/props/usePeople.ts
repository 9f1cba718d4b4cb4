import type { RoleId } from "@safeloop/engine";
import { api, useLocale, useRoles } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";
import { useCallback } from "react";

interface PersonLine {
  readonly id: string;
  readonly name: string;
}

/** Roles with their titles, for pickers and cards. */
export function useRoleTitles(): (role: RoleId) => string {
  const { text } = useLocale();
  const { data } = useRoles();
  return useCallback((role) => text(data?.find((one) => one.id === role)?.title) || role, [data, text]);
}

/** People to pick from; with a role, those who hold it today. */
export function usePeople(role?: RoleId) {
  return useQuery({ queryKey: ["people", "picker", role ?? ""], queryFn: () => api.get<{ items: readonly PersonLine[] }>("/people", { role, limit: 100 }), staleTime: 60_000 });
}

/** Names of people, for cards; "…" until somebody is chosen or while the names come. */
export function usePersonNames(): (id: string) => string {
  const { data } = usePeople();
  return useCallback((id) => data?.items.find((one) => one.id === id)?.name ?? "…", [data]);
}
