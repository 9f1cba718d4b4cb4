import type { DefImpact, Definition, DefinitionKind } from "@safeloop/engine";
import { api } from "@safeloop/web";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";

/** What the impact hangs on: the draft as it is stored. */
export interface Impacting {
  readonly definition: Definition;
  readonly publishedRevision: number | null;
  readonly save: { readonly kind: string; readonly at?: number | null };
}

/** Whom publishing the draft concerns; asked again when the draft has been saved. */
export function useImpact(kind: DefinitionKind, id: string, { publishedRevision, save }: Impacting, enabled = true): UseQueryResult<DefImpact> {
  return useQuery({ queryKey: [kind, id, "impact", publishedRevision, save.kind === "saved" ? (save.at ?? 0) : "unsaved"], enabled: enabled && save.kind !== "saving", queryFn: ({ signal }) => api.get<DefImpact>(`/${kind}/${encodeURIComponent(id)}/impact`, {}, signal), placeholderData: (before) => before });
}
