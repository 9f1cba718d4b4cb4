import { differenceOf, isReport, predictFalse, Refusal, replayParts, reportWarmUpMs, RuleReplay, warmUpMs, type Alarm, type AlertRule, type CalendarLookup, type Disposition, type Episode, type JudgedAlarm, type ReplayHistory, type ReplayReading, type ReplaySpan, type ReplayView, type Tag } from "@safeloop/engine";
import { fromJson } from "../storage/json.ts";
import { countReadings, historyOf, type StoredReadings } from "./history.ts";

const day = 86_400_000;
const maxSpanMs = 31 * day;
/** Readings held at once: those of one part. */
const maxOfPart = 2_000_000;
/** Readings of one replay: 50 tags for 30 days at one in ten seconds; some seconds of judging. */
export const maxReplayed = 14_000_000;
const shown = 200;

/** A rule to be tried on what is stored. */
export interface ReplayAsk {
  readonly rule: AlertRule;
  readonly present: AlertRule | undefined; // the published one; undefined where that is the rule asked about, or there is none
  readonly tags: readonly Tag[];
  readonly span: ReplaySpan;
  readonly calendars: CalendarLookup;
  /** Units whose alarms may be looked at; undefined: all. */
  readonly orgs?: readonly string[];
  /** True once nobody waits for the answer any more. */
  readonly isCancelled?: () => boolean;
}

/** Replays a draft, and the present rule beside it, part by part: what does not belong together is never in memory together. */
export async function replayRule(stored: StoredReadings, ask: ReplayAsk): Promise<ReplayView> {
  const { rule, present, tags, span, calendars } = ask;
  checkSpan(span);
  const rules = present ? [rule, present] : [rule];
  const parts = replayParts(rules, tags, calendars);
  const from = span.from - warmUpMs(rules, tags, calendars);
  const formsFrom = span.from - reportWarmUpMs(rules, tags, calendars);
  await refuseTooMany(stored, parts, from, formsFrom, span.to);
  const forms = await formsOf(stored, parts.flat(), formsFrom, span.to);
  const replays = rules.map((one) => new RuleReplay(one, tags, span, calendars));
  for (const part of parts) {
    const history: ReplayHistory = new Map(await Promise.all(part.map(async (tag) => [tag.id, forms.get(tag.id) ?? await historyOf(stored, tag, from, span.to)] as const)));
    for (const replay of replays) await inSteps(replay.judge(history), ask.isCancelled);
  }
  const [draft, live] = replays.map((one) => one.report());
  return viewOf(span, draft!, live, predictFalse(draft!.episodes, await judgedAlarms(stored, rule.id, span, ask.orgs)));
}

/** Throws a refusal for a span that is none, or longer than a replay takes. */
export function checkSpan({ from, to }: ReplaySpan): void {
  if (!(from < to) || to - from > maxSpanMs) throw new Refusal("READINGS_SPAN");
}

/** The filled forms of each point that stands for forms, by time. */
async function formsOf({ reports }: StoredReadings, tags: readonly Tag[], from: number, to: number): Promise<ReadonlyMap<string, readonly ReplayReading[]>> {
  const points = tags.filter(isReport);
  const found = new Map<string, ReplayReading[]>(points.map((tag) => [tag.id, []]));
  for (const { tagId, sample: { ts, v, q, flags } } of (points.length > 0 && await reports?.history(points, from, to)) || []) found.get(tagId)?.push({ ts, v, q, flags, late: false });
  for (const list of found.values()) list.sort((a, b) => a.ts - b.ts);
  return found;
}

async function refuseTooMany(stored: StoredReadings, parts: readonly (readonly Tag[])[], from: number, formsFrom: number, to: number): Promise<void> {
  let all = (await stored.reports?.count(parts.flat(), formsFrom, to)) ?? 0;
  for (const part of parts) {
    const readings = await countReadings(stored, part.filter((tag) => !isReport(tag)), from, to);
    all += readings;
    if (readings > maxOfPart) throw new Refusal("READINGS_REPLAY_SIZE", { readings, max: maxOfPart });
  }
  if (all > maxReplayed) throw new Refusal("READINGS_REPLAY_SIZE", { readings: all, max: maxReplayed });
}

/** Runs a long computation in pieces: live alarms and requests come in between. */
async function inSteps<T>(steps: Generator<undefined, T>, isCancelled?: () => boolean): Promise<T> {
  for (;;) {
    if (isCancelled?.()) throw new Refusal("STOPPING");
    const step = steps.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

interface AlarmRow {
  readonly record: string;
  readonly disposition: Disposition | null;
  readonly first: number | string | null;
}

/** The live alarms of a rule in a span, from their first raise on, with what people found. */
async function judgedAlarms({ store, tenantId }: StoredReadings, ruleId: string, { from, to }: ReplaySpan, orgs: readonly string[] | undefined): Promise<readonly JudgedAlarm[]> {
  const inReach = orgs === undefined ? "" : ` and a.org_id in (${orgs.map(() => "?").join(",") || "null"})`;
  const sql = `select a.record, d.disposition, (select min(e.at) from alarm_events e where e.alarm_id = a.id and e.kind = 'raise') as first from alarms a left join disposals d on d.alarm_id = a.id
    where a.tenant_id = ? and a.rule_id = ? and a.ordinal > 0 and a.raised_at <= ? and (a.closed_at is null or a.closed_at >= ?)${inReach}`;
  const rows = await store.all<AlarmRow>({ sql, bindings: [tenantId, ruleId, to, from, ...(orgs ?? [])] });
  return rows.map((row) => {
    const { key, priority, raisedAt, clearedAt, unconfirmed } = fromJson<Alarm>(row.record);
    return { key, priority, unconfirmed, disposition: row.disposition, raisedAt: Number(row.first ?? raisedAt), clearedAt };
  });
}

function viewOf(span: ReplaySpan, draft: ReturnType<RuleReplay["report"]>, live: ReturnType<RuleReplay["report"]> | undefined, predicted: ReplayView["predicted"]): ReplayView {
  const { onlyOld, onlyNew, moved, same } = live ? differenceOf(draft.episodes, live.episodes) : { onlyOld: [], onlyNew: [], moved: [], same: 0 };
  return {
    ...span, ...draft, coverage: [...draft.coverage], episodes: first<Episode>(draft.episodes),
    difference: live ? { episodes: live.episodes.length, live: first(live.episodes), announced: live.announced, same, onlyOld: first(onlyOld), onlyNew: first(onlyNew), moved: first(moved) } : null,
    predicted,
  };
}

function first<T>(list: readonly T[]): { count: number; first: T[] } {
  return { count: list.length, first: list.slice(0, shown) };
}
