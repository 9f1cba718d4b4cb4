import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { api } from "../api/client.ts";
import type { PackView } from "../api/types.ts";

/** Template packs the tenant has or may have. */
export function usePacks(enabled = true): UseQueryResult<readonly PackView[]> {
  return useQuery({ queryKey: ["packs"], enabled, queryFn: ({ signal }) => api.get<readonly PackView[]>("/packs", {}, signal), staleTime: 60_000 });
}

/** Address of what belongs to one pack. */
export const packPath = (id: string, rest = ""): string => `/packs/${encodeURIComponent(id)}${rest}`;

/** Whatever changes a pack changes what these nouns show. */
export const packNouns = ["packs", "forms", "flows", "rules"] as const;
