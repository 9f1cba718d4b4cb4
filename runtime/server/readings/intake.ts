import { isObject, issue, normaliseReading, type AcceptResult, type AlarmEngine, type Issue, type Reading, type Sample, type Tag } from "@safeloop/engine";
import { computedSource } from "../alarms/areaCounts.ts";
import type { ReadingsTaken } from "../services.ts";
import type { LoggedReading } from "./loggedReading.ts";

/** Issues of one request shown in its answer. */
const maxIssues = 100;

export interface IntakeTags {
  find(id: string): Tag | undefined;
  numberOf(id: string): number | undefined;
}

interface Judged {
  readonly part: number;
  readonly index: number;
  readonly tagId: string;
  readonly tagNo: number;
  readonly sample: Sample;
}

/** A batch judged in memory: what to log, what the engine decided, what each sender is told. */
export interface IntakeResult {
  readonly step: AcceptResult;
  readonly logged: readonly LoggedReading[];
  readonly fresh: readonly { readonly tagId: string; readonly sample: Sample }[];
  readonly taken: readonly ReadingsTaken[];
  readonly said: ReadonlyMap<string, number>; // how often each code was said, in all
}

/** Validates and normalises the readings of a batch and lets the engine judge them. Late ones are stored too; resends only stand in the log, as the engine heard them. */
export function takeReadings(engine: AlarmEngine, tags: IntakeTags, parts: readonly { readonly readings: readonly Reading[]; readonly source: string }[], now: number): IntakeResult {
  const counts = parts.map(() => ({ accepted: 0, duplicates: 0, late: 0, issues: [] as (Issue & { index: number })[] }));
  const said = new Map<string, number>();
  const say = (part: number, index: number, one: Issue): void => {
    const { issues } = counts[part]!;
    said.set(one.code, (said.get(one.code) ?? 0) + 1);
    if (issues.length < maxIssues) issues.push({ ...one, path: `/${index}${one.path}`, index });
  };
  const judged: Judged[] = [];
  parts.forEach(({ readings, source }, part) => readings.forEach((reading, index) => {
    const { found, issue: wrong } = judgeReading(tags, reading, source, now);
    if (wrong) say(part, index, wrong);
    if (found) judged.push({ part, index, ...found });
  }));
  const step = engine.accept(judged, now);
  const logged: LoggedReading[] = [];
  const fresh: { tagId: string; sample: Sample }[] = [];
  judged.forEach((one, at) => {
    const fate = step.fates[at];
    const count = counts[one.part]!;
    const { ts, v, q, flags } = one.sample;
    if (fate === "duplicate") {
      count.duplicates += 1;
      logged.push({ tagNo: one.tagNo, ts, v, q, flags, late: false, again: true });
      return;
    }
    logged.push({ tagNo: one.tagNo, ts, v, q, flags, late: fate === "late" });
    if (fate === "late") {
      count.late += 1;
      say(one.part, one.index, issue("READING_LATE", "/ts", { tag: one.tagId, lateS: Math.round((now - ts) / 1000) }));
      return;
    }
    count.accepted += 1;
    if (fate === "conflict") say(one.part, one.index, issue("READING_CONFLICT", "/value", { tag: one.tagId }));
    fresh.push({ tagId: one.tagId, sample: one.sample });
  });
  return { step, logged, fresh, taken: counts, said };
}

/** A reading found to be one of a tag, or what is wrong with it; a corrected clock is both. */
export interface JudgedReading {
  readonly found?: { readonly tagId: string; readonly tagNo: number; readonly sample: Sample };
  readonly issue?: Issue;
}

/** Validates and normalises one reading as it comes from `source`. */
export function judgeReading(tags: IntakeTags, reading: unknown, source: string, now: number): JudgedReading {
  if (!isObject(reading) || typeof reading["tagId"] !== "string") return { issue: issue("READING_SHAPE", "/tagId", { field: "tagId" }) };
  if (reading["unit"] !== undefined && typeof reading["unit"] !== "string") return { issue: issue("READING_SHAPE", "/unit", { field: "unit" }) };
  const tagId = reading["tagId"];
  const tag = tags.find(tagId);
  const tagNo = tags.numberOf(tagId);
  if (!tag || tagNo === undefined) return { issue: issue("READING_UNKNOWN_TAG", "/tagId", { tag: tagId.slice(0, 80) }) };
  if (tag.computed && source !== computedSource) return { issue: issue("READING_COMPUTED", "/tagId", { tag: tagId }) };
  const { sample, issue: wrong } = normaliseReading(reading as unknown as Reading, tag, now);
  const found = sample && { tagId: tag.id, tagNo, sample }; // the tag's own text: it is found again without being read
  if (!found) return wrong ? { issue: wrong } : {};
  return wrong ? { found, issue: wrong } : { found };
}
