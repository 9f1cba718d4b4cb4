import type { FlowReportView } from "@safeloop/engine";
import { activitiesId, casesId, type Ladder } from "./processLogsFlow.ts";
import type { LogPlant } from "./processLogsPlant.ts";
import type { Replayed } from "./processLogsReplay.ts";
import type { LogCase } from "./processLogsRead.ts";

/** A failure each. */
export type Faults = readonly string[];

const same = (what: string, product: unknown, log: unknown): Faults => {
  const [a, b] = [JSON.stringify(product ?? null), JSON.stringify(log ?? null)];
  return a === b ? [] : [`${what}: the product says ${a.slice(0, 300)}, the log ${b.slice(0, 300)}`];
};

/** The steps people completed, in the order of the history the product shows: what, when, who. */
function walked(plant: LogPlant, { log, activities, fault }: Replayed): Faults {
  if (fault !== undefined) return [fault];
  const done = (activities?.history ?? []).filter((line) => line.command === "submit").map((line) => [line.node?.title.en, Date.parse(line.at), line.by?.id]);
  return [
    ...same("history", done, log.events.map((event) => [event.activity, event.at, plant.personId(event.resource)])),
    ...same("status", activities?.status, "ended"),
  ];
}

interface AuditLine {
  readonly action: string;
  readonly at: string;
  readonly actor: { readonly id: string };
  readonly subject: { readonly id: string };
}

/** All rows of one act, oldest first, by subject. */
async function auditOf(plant: LogPlant, action: string): Promise<ReadonlyMap<string, readonly AuditLine[]>> {
  const rows = new Map<string, AuditLine[]>();
  for (let next: string | null = ""; next !== null; ) {
    const cursor: string = next === "" ? "" : `&cursor=${next}`;
    const page: { items: AuditLine[]; next: string | null } = await plant.ask("auditor", "GET", `/audit?action=${action}&limit=200${cursor}`);
    for (const row of page.items) rows.set(row.subject.id, [row, ...(rows.get(row.subject.id) ?? [])]);
    next = page.next;
  }
  return rows;
}

/** What the audit log must hold of each case: every task completed, by whom and when, and every jump. */
async function audited(plant: LogPlant, cases: readonly Replayed[]): Promise<ReadonlyMap<Replayed, Faults>> {
  const [tasks, jumps] = [await auditOf(plant, "task.submit"), await auditOf(plant, "instance.jump")];
  const lines = (id: string): unknown => (tasks.get(id) ?? []).map((row) => [Date.parse(row.at), row.actor.id]);
  return new Map(cases.filter((one) => one.fault === undefined).map((one) => {
    const { log, activities, file } = one;
    const closed = log.closedAt === undefined ? [] : [[log.closedAt, plant.personId(log.responsible)]];
    return [one, [
      ...same("audit of tasks", lines(activities?.id ?? ""), log.events.slice(1).map((event) => [event.at, plant.personId(event.resource)])),
      ...same("audit of jumps", jumps.get(activities?.id ?? "")?.length ?? 0, one.jumps),
      ...(file ? same("audit of the file", lines(file.instanceId), closed) : []),
    ]];
  }));
}

/** Faults by case, none where it went through the product as the log tells it. */
export async function judgeCases(plant: LogPlant, cases: readonly Replayed[]): Promise<ReadonlyMap<string, Faults>> {
  const audit = await audited(plant, cases);
  return new Map(cases.map((one) => [one.log.id, [...walked(plant, one), ...(audit.get(one) ?? [])]]));
}

/** What the log itself gives, counted here and nowhere in the product. */
export interface LogFigures {
  readonly cases: number;
  readonly events: number;
  readonly steps: readonly { readonly title: string; readonly visits: number; readonly medianMs: number; readonly p90Ms: number }[];
  readonly variants: readonly { readonly steps: readonly string[]; readonly count: number }[];
  readonly files: { readonly all: number; readonly closed: number; readonly late: number; readonly openPast: number };
}

/** The least value that at least so many percent of all do not exceed. */
function percentile(values: readonly number[], percent: number): number {
  return [...values].sort((a, b) => a - b).find((value) => values.filter((one) => one <= value).length * 100 >= values.length * percent) ?? 0;
}

/** Time in a step runs from the completion of the one before; the first takes none. */
function stepsOf(log: readonly LogCase[], { idOf }: Ladder): LogFigures["steps"] {
  const times = new Map<string, number[]>([...idOf.keys()].map((title) => [title, []]));
  for (const { events } of log) for (const [i, event] of events.entries()) times.get(event.activity)?.push(i === 0 ? 0 : event.at - (events[i - 1]?.at ?? 0));
  return [...times].map(([title, all]) => ({ title, visits: all.length, medianMs: percentile(all, 50), p90Ms: percentile(all, 90) }));
}

function variantsOf(log: readonly LogCase[]): LogFigures["variants"] {
  const counts = new Map<string, number>();
  for (const { events } of log) {
    const key = events.map((event) => event.activity).join("\n");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts].map(([key, count]) => ({ steps: key.split("\n"), count }));
}

/** `now` is epoch ms: when the product was asked. */
export function figuresOf(log: readonly LogCase[], ladder: Ladder, now: number): LogFigures {
  const files = log.flatMap((one) => (one.deadline === undefined ? [] : [{ deadline: one.deadline, closedAt: one.closedAt }]));
  const closed = files.filter((one) => one.closedAt !== undefined);
  return {
    cases: log.length, events: log.reduce((sum, one) => sum + one.events.length, 0), steps: stepsOf(log, ladder), variants: variantsOf(log),
    files: {
      all: files.length, closed: closed.length, late: closed.filter((one) => (one.closedAt ?? 0) > one.deadline).length,
      openPast: files.filter((one) => one.closedAt === undefined && now > one.deadline).length,
    },
  };
}

/** The two reports of the product, as the safety officer of the site gets them. */
export interface Reports {
  readonly activities: FlowReportView;
  readonly files: FlowReportView;
}

export async function askReports(plant: LogPlant): Promise<Reports> {
  const of = (id: string): Promise<FlowReportView> => plant.ask("safety", "GET", `/flows/${id}/report`);
  return { activities: await of(activitiesId), files: await of(casesId) };
}

const byText = (list: readonly unknown[]): readonly string[] => list.map((one) => JSON.stringify(one)).sort();

/** Every figure of the reports against the log, by name. Variants are all compared where the report lists all. */
export function compareReports({ activities, files }: Reports, log: LogFigures): { readonly [name: string]: Faults } {
  const listed = activities.variants.map((one) => ({ steps: one.steps.map((step) => step.title.en), count: one.count }));
  const counts = log.variants.map((one) => one.count).sort((a, b) => b - a);
  const paths = listed.length === activities.variantCount ? byText(listed) : counts.slice(0, listed.length).map(String);
  const wanted = listed.length === activities.variantCount ? byText(log.variants) : listed.map((one) => String(one.count));
  const ended = ({ instances, ended: n }: FlowReportView): readonly number[] => [instances, n];
  return {
    "cases": same("instances and ended", ended(activities), [log.cases, log.cases]),
    "variants": [...same("number of variants", activities.variantCount, log.variants.length), ...same("variants", paths, wanted)],
    "top variant": same("count", listed[0]?.count, counts[0]),
    "steps": same("steps", activities.steps.map((one) => ({ title: one.title.en, visits: one.visits, medianMs: one.medianMs, p90Ms: one.p90Ms })), log.steps),
    "files": same("files and closed", ended(files), [log.files.all, log.files.closed]),
    "overdue": same("closed late", files.overdue, { count: log.files.late, of: log.files.closed }),
    "open past the deadline": same("open late", files.overdueRunning, { count: log.files.openPast, of: log.files.all - log.files.closed }),
  };
}
