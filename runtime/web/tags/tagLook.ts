import type { Measurement } from "@safeloop/engine";
import type { TagView } from "../api/types.ts";

/** How a tag's latest value may be shown. Only `known` is a value one may act on. */
export type TagLook =
  | { readonly kind: "never" } // no reading at all
  | { readonly kind: "lost"; readonly ageS: number } // older than its stale limit, or judged unknown by the server
  | { readonly kind: "bad"; readonly ageS: number; readonly value: string }
  | { readonly kind: "uncertain"; readonly ageS: number; readonly value: string }
  | { readonly kind: "known"; readonly ageS: number; readonly value: string };

/** Seconds after which silence means unknown (alarms.md 6: dropout). */
export function staleAfterS(tag: Pick<TagView, "staleAfterS" | "periodS" | "measurement">): number {
  const heartbeatS = tag.measurement === "state" ? 60 : tag.periodS;
  return tag.staleAfterS ?? Math.max(3 * heartbeatS, 30);
}

/**
 * Judges the latest value at `now`. The age grows on this screen too: when the
 * stream stops, values turn unknown by themselves and never stay green.
 */
export function tagLook(tag: TagView, now: number): TagLook {
  if (!tag.latest) return { kind: "never" };
  const ageS = Math.max(0, (now - Date.parse(tag.latest.ts)) / 1000);
  if (!Number.isFinite(ageS)) return { kind: "never" }; // a reading without a readable time says nothing of now
  const value = valueText(tag.latest.value);
  if (tag.latest.quality === "bad") return { kind: "bad", ageS, value };
  if (tag.latest.unknown || value === "" || (!isEvent(tag.measurement) && ageS > staleAfterS(tag))) return { kind: "lost", ageS };
  return { kind: tag.latest.quality === "good" ? "known" : "uncertain", ageS, value };
}

/** Events come when something happens; their silence is not a fault of the value. */
function isEvent(measurement: Measurement): boolean {
  return measurement === "video-event" || measurement === "log-event" || measurement === "form-report";
}

/** True when the value may not be relied on. */
export function isUnknown(look: TagLook): boolean {
  return look.kind === "never" || look.kind === "lost" || look.kind === "bad";
}

/** A reading's value as text; empty when there is none. Numbers keep at most three decimals, large ones one. */
export function valueText(value: unknown): string {
  if (typeof value === "number") return Number.isFinite(value) ? String(Number(value.toFixed(Math.abs(value) >= 100 ? 1 : 3))) : "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "string") return value;
  if (value === null || value === undefined) return "";
  const event = value as { readonly event?: unknown; readonly kind?: unknown };
  return String(event.event ?? event.kind ?? JSON.stringify(value));
}

export interface TagCounts {
  readonly total: number;
  readonly known: number;
  readonly unknown: number;
}

/** How many tags have data one may rely on. Uncertain counts as data, bad does not. */
export function countTags(tags: readonly TagView[], now: number): TagCounts {
  const unknown = tags.filter((tag) => isUnknown(tagLook(tag, now))).length;
  return { total: tags.length, known: tags.length - unknown, unknown };
}

/** Newer latest values of the stream laid over the list; an older one never wins. */
export function withLatest(tags: readonly TagView[], latest: ReadonlyMap<string, NonNullable<TagView["latest"]>>): TagView[] {
  return tags.map((tag) => {
    const next = latest.get(tag.id);
    return next && (!tag.latest || Date.parse(next.ts) >= Date.parse(tag.latest.ts)) ? { ...tag, latest: next } : tag;
  });
}

/** Identity and name of a tag in one line; a name that begins with the identity does not say it twice. */
export function tagName(id: string, title: string): string {
  return title.startsWith(id) ? title : `${id} ${title}`.trim();
}
