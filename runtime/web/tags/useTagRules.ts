import type { AlertRule, Tag } from "@safeloop/engine";
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { allPages } from "../api/allPages.ts";
import { api } from "../api/client.ts";
import type { DefSummary, DefView } from "../api/types.ts";
import { selects } from "./ruleLimits.ts";

/** How many rule definitions are asked for at once. */
const atOnce = 8;

async function publishedRules(signal: AbortSignal): Promise<AlertRule[]> {
  const { items } = await allPages<DefSummary>("/rules", {}, signal);
  const ids = items.filter((rule) => rule.published).map((rule) => rule.id);
  const rules: AlertRule[] = [];
  for (let at = 0; at < ids.length; at += atOnce) {
    const views = await Promise.all(ids.slice(at, at + atOnce).map((id) => api.get<DefView>(`/rules/${encodeURIComponent(id)}`, {}, signal)));
    rules.push(...views.flatMap((view) => (view.published ? [view.published as unknown as AlertRule] : [])));
  }
  return rules;
}

/** The published rules that watch a tag. */
export function useTagRules(tag: Tag | null | undefined, enabled: boolean): UseQueryResult<AlertRule[]> {
  return useQuery({
    queryKey: ["rules", "published"],
    enabled: enabled && Boolean(tag),
    staleTime: 300_000,
    queryFn: ({ signal }) => publishedRules(signal),
    select: (rules) => (tag ? rules.filter((rule) => selects(rule.select, tag)) : []),
  });
}
