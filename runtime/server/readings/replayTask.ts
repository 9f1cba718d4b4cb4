import { isReport, Refusal, replayParts, reportWarmUpMs, type AlertRule, type CalendarLookup, type ReplaySpan, type ReplayView, type Tag } from "@safeloop/engine";
import type { FormReports } from "../alarms/formReports.ts";
import type { TaskTools } from "../worker/tasks.ts";
import type { LoggedReading } from "./loggedReading.ts";
import { checkSpan, maxReplayed, replayRule } from "./replayRule.ts";
import { readingsOfColumns, type Columns } from "./columns.ts";
import type { RecentReadings } from "./recentReadings.ts";

type Reports = Pick<FormReports, "count" | "history">;

/** Filled forms that the rules of a replay read. */
interface GivenForms {
  readonly count: number;
  readonly history: Awaited<ReturnType<Reports["history"]>>;
}

/** A replay as it goes to the worker thread. */
export interface ReplayTaskAsk {
  readonly tenantId: string;
  readonly rule: AlertRule;
  readonly present: AlertRule | undefined;
  readonly tags: readonly Tag[];
  readonly numbers: readonly (readonly [tagId: string, tagNo: number])[];
  readonly span: ReplaySpan;
  readonly orgs: readonly string[];
  readonly recent: readonly (readonly [tagNo: number, readings: Columns])[]; // not sealed yet
  readonly forms: GivenForms;
}

/** What the server asked knows of its tenant beside the database. */
export interface ReplaySources {
  readonly calendars: CalendarLookup;
  readonly reports: Reports;
  readonly recent: Pick<RecentReadings, "before">;
  readonly numberOf: (tagId: string) => number | undefined;
}

/** What a replay needs of the server that is asked: the points its rules read, what of them is not sealed yet, and the forms they read, which only the server's own thread knows how to find. */
export async function replayAsk(ask: Omit<ReplayTaskAsk, "numbers" | "recent" | "forms">, { calendars, reports, recent, numberOf }: ReplaySources): Promise<ReplayTaskAsk> {
  checkSpan(ask.span);
  const rules = ask.present ? [ask.rule, ask.present] : [ask.rule];
  const tags = [...new Set(replayParts(rules, ask.tags, calendars).flat())];
  const from = ask.span.from - reportWarmUpMs(rules, ask.tags, calendars);
  const numbers = tags.flatMap((tag) => {
    const no = numberOf(tag.id);
    return no === undefined ? [] : [[tag.id, no] as const];
  });
  const unsealed = numbers.flatMap(([, no]) => {
    const readings = recent.before(no, Infinity);
    return readings ? [[no, readings] as const] : [];
  });
  return { ...ask, numbers, recent: unsealed, forms: await formsFor(reports, tags.filter(isReport), from, ask.span.to) };
}

async function formsFor(reports: Reports, points: readonly Tag[], from: number, to: number): Promise<GivenForms> {
  if (points.length === 0) return { count: 0, history: [] };
  const count = await reports.count(points, from, to);
  if (count > maxReplayed) throw new Refusal("READINGS_REPLAY_SIZE", { readings: count, max: maxReplayed });
  return { count, history: await reports.history(points, from, to) };
}

/** Replays a rule in the worker thread: what is sealed is read from the database there. */
export async function replayTask({ store, calendars, isCancelled }: TaskTools, { tenantId, numbers, recent, forms, ...ask }: ReplayTaskAsk): Promise<ReplayView> {
  const tagNo = new Map(numbers);
  const unsealed = new Map(recent);
  const recentOf = (no: number): readonly LoggedReading[] => {
    const readings = unsealed.get(no);
    return readings ? readingsOfColumns(no, readings) : [];
  };
  const reports: Reports = { count: async () => forms.count, history: async () => forms.history };
  return replayRule({ store, tenantId, numberOf: (id) => tagNo.get(id), recent: recentOf, recentCount: (no) => unsealed.get(no)?.ts.length ?? 0, reports }, { ...ask, calendars, isCancelled });
}
