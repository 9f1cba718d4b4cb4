import { type AlertRule, type I18nText, type Measurement, sameDimension, type TagSelector, unitOf } from "@safeloop/engine";
import { allPages } from "@safeloop/web";
import { useQuery } from "@tanstack/react-query";

export interface TagLine {
  readonly id: string;
  readonly title: I18nText;
  readonly measurement: Measurement;
  readonly unit: string;
  readonly area: string;
  readonly periodS?: number;
  readonly assetClass?: string;
  readonly medium?: string;
  readonly labels?: readonly string[];
}

/** True for a tag the selector is about. */
export function selects(select: TagSelector, tag: TagLine): boolean {
  if ("tags" in select) return select.tags.includes(tag.id);
  if ("form" in select) return false;
  const is = (wanted: string | undefined, has: string | undefined): boolean => wanted === undefined || wanted === has;
  return is(select.measurement, tag.measurement) && is(select.area, tag.area) && is(select.assetClass, tag.assetClass) && is(select.medium, tag.medium) && (select.unit === undefined || sameDimension(unitOf(select.unit), unitOf(tag.unit))) && (select.label === undefined || (tag.labels ?? []).includes(select.label));
}

/** Every tag of the site. One that was empty is asked again: a plant may come on while its rules are written. */
export function useAllTags(): readonly TagLine[] {
  const { data } = useQuery({ queryKey: ["tags", "lines"], queryFn: ({ signal }) => allPages<TagLine>("/tags", {}, signal), staleTime: 60_000, refetchInterval: ({ state }) => (state.data === undefined || state.data.items.length === 0 ? 5_000 : false) });
  return data?.items ?? [];
}

export function selectedTags(rule: AlertRule, tags: readonly TagLine[]): readonly TagLine[] {
  return tags.filter((tag) => selects(rule.select, tag));
}
