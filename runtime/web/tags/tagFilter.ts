import type { TagView } from "../api/types.ts";
import { isUnknown, tagLook } from "./tagLook.ts";

export interface TagFilter {
  readonly q: string;
  readonly area: string;
  readonly measurement: string;
  readonly state: string; // "", "unknown", "alarm", "known"
}

/** The tags a filter shows, those in alarm first, then those without data, then by id. */
export function filterTags(tags: readonly TagView[], filter: TagFilter, now: number): TagView[] {
  const words = filter.q.trim().toLowerCase();
  return tags
    .filter(
      (tag) =>
        (filter.area === "" || tag.area === filter.area) &&
        (filter.measurement === "" || tag.measurement === filter.measurement) &&
        isInState(tag, filter.state, now) &&
        (words === "" || `${tag.id} ${tag.title.zh} ${tag.title.en} ${tag.asset ?? ""}`.toLowerCase().includes(words)),
    )
    .sort((a, b) => Number(b.alarms > 0) - Number(a.alarms > 0) || Number(isUnknown(tagLook(b, now))) - Number(isUnknown(tagLook(a, now))) || (a.id < b.id ? -1 : 1));
}

function isInState(tag: TagView, state: string, now: number): boolean {
  if (state === "alarm") return tag.alarms > 0;
  if (state === "unknown") return isUnknown(tagLook(tag, now));
  return state !== "known" || !isUnknown(tagLook(tag, now));
}
