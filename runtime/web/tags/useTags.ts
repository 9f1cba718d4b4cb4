import { useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { allPages, type AllRows } from "../api/allPages.ts";
import { api } from "../api/client.ts";
import type { ReadingsView, TagView } from "../api/types.ts";
import { useStream, useWatchedTags } from "../api/useStream.ts";
import type { Span } from "../charts/trendData.ts";
import { withLatest } from "./tagLook.ts";

type Latest = NonNullable<TagView["latest"]>;
interface ReadingEvent {
  readonly tags: readonly { readonly id: string; readonly ts: string | number; readonly value: Latest["value"]; readonly quality: Latest["quality"]; readonly unknown?: boolean }[];
}

const listKey = ["tags", "all"] as const;

/** How many tags may be watched live at once: their ids travel in the address of the stream. */
export const mostWatched = 150;

/** All tags with their latest value. The tags in `watch` are kept live; the rest are read again every 10 s. */
export function useTags(watch: readonly string[] = [], enabled = true): UseQueryResult<AllRows<TagView>> {
  useWatchedTags(watch.slice(0, mostWatched));
  useLatest();
  return useQuery({ queryKey: listKey, enabled, queryFn: readTags, refetchInterval: 10_000 });
}

async function readTags({ signal }: { readonly signal: AbortSignal }): Promise<AllRows<TagView>> {
  const { items, cut } = await allPages<TagView>("/tags", {}, signal);
  return { items: items.map((tag) => (tag.latest ? { ...tag, latest: { ...tag.latest, ts: isoOf(tag.latest.ts) } } : tag)), cut };
}

/** Times come as ISO text or as epoch ms. */
function isoOf(ts: string | number): string {
  return typeof ts === "number" ? new Date(ts).toISOString() : ts;
}

/** Lays live readings over the cached list, once a second at most (the server batches them). */
function useLatest(): void {
  const client = useQueryClient();
  useStream<ReadingEvent>("reading", ({ tags }) => {
    const latest = new Map(tags.map((tag): [string, Latest] => [tag.id, latestOf(tag)]));
    client.setQueryData<AllRows<TagView>>(listKey, (old) => old && { ...old, items: withLatest(old.items, latest) });
  });
}

function latestOf(tag: ReadingEvent["tags"][number]): Latest {
  return { ts: isoOf(tag.ts), value: tag.value, quality: tag.quality, ageS: 0, unknown: tag.unknown ?? tag.quality === "bad" };
}

/** One tag of the list, live; null when there is none of that id. */
export function useTag(id: string): { readonly tag: TagView | null | undefined; readonly query: UseQueryResult<AllRows<TagView>> } {
  const query = useTags([id]);
  const tag = query.data?.items.find((one) => one.id === id);
  return { tag: query.data ? (tag ?? null) : undefined, query };
}

/** Readings of a span, at most `points` buckets with their extremes. A span that ends now is read again every 5 s. */
export function useReadings(id: string | undefined, span: Span, points = 600, isLive = false): UseQueryResult<ReadingsView> {
  const round = isLive ? 5_000 : 1;
  const [from, to] = [Math.floor(span.from / round) * round, Math.floor(span.to / round) * round];
  return useQuery({
    queryKey: ["readings", id, from, to, points],
    enabled: id !== undefined,
    gcTime: isLive ? 10_000 : 300_000,
    queryFn: ({ signal }) => api.get<ReadingsView>(`/tags/${encodeURIComponent(id ?? "")}/readings`, { from: new Date(from).toISOString(), to: new Date(to).toISOString(), points }, signal),
    placeholderData: (old, oldQuery) => (oldQuery?.queryKey[1] === id ? old : undefined),
  });
}
