import { deputiesOf, type Effect, type I18nText } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import type { AbsenceRow } from "./absencesStore.ts";
import { siteMinute } from "./absencesTime.ts";

/** The job that tells open screens that a window begins or ends. */
const turnTask = "absenceTurn";

export type Happening = "created" | "ended" | "removed";

function wordsTo(reader: "deputy" | "person", happening: Happening, names: { readonly person: string; readonly deputy: string; readonly by: string }, window: string): I18nText {
  const { person, deputy, by } = names;
  const words: { readonly [key in `${typeof reader} ${Happening}`]: I18nText } = {
    "deputy created": { zh: `${window}，${person}不在岗，由您代理其任务`, en: `${person} is away ${window}; you stand in for their tasks` },
    "deputy ended": { zh: `${person}已回岗，您不再代理其任务`, en: `${person} is back; you no longer stand in for them` },
    "deputy removed": { zh: `${person}取消了不在岗（${window}），您不需要代理`, en: `The absence of ${person} (${window}) was removed; you do not stand in` },
    "person created": { zh: `${by}登记您不在岗（${window}），由${deputy}代理您的任务`, en: `${by} registered you as away ${window}; ${deputy} stands in for your tasks` },
    "person ended": { zh: `${by}结束了您的不在岗，${deputy}不再代理您的任务`, en: `${by} ended your absence; ${deputy} no longer stands in for you` },
    "person removed": { zh: `${by}取消了您的不在岗（${window}）`, en: `${by} removed your absence (${window})` },
  };
  return words[`${reader} ${happening}`];
}

/** Notices to the deputy and, when somebody else did it, to the absent one. Nobody is told what he did himself. */
export function noticesOf(ctx: ServerContext, actor: Actor, row: AbsenceRow, happening: Happening): Effect[] {
  const directory = ctx.directory(row.tenant_id);
  const nameOf = (id: string): string => directory.person(id)?.name ?? id;
  const names = { person: nameOf(row.person_id), deputy: nameOf(row.deputy_id), by: actor.name };
  const window = `${siteMinute(row.from_at, ctx.config.siteTz)} – ${siteMinute(row.to_at, ctx.config.siteTz)}`;
  const readers = [["deputy", row.deputy_id], ["person", row.person_id]] as const;
  return readers.filter(([, id]) => id !== actor.id).map(([reader, id]) => ({
    kind: "notify", key: `absence:${row.id}:${happening}:${reader}`, people: [id], topic: `absence.${happening}`, message: wordsTo(reader, happening, names, window),
    params: { absence: row.id, person: row.person_id, deputy: row.deputy_id, from: new Date(row.from_at).toISOString(), to: new Date(row.to_at).toISOString() },
  }));
}

function renewInboxes(ctx: ServerContext, tenantId: string, people: Iterable<string>): void {
  const all = [...new Set(people)];
  if (all.length > 0) ctx.live.publish({ type: "task", tenantId, people: all, data: {} });
}

/** After the commit, renews the inboxes of those who stood in for the person before the change or do so after it. Call it after `directoryChanged`. */
export function renewAfterCommit(ctx: ServerContext, tx: Tx, tenantId: string, personId: string): void {
  const deputies = (): string[] => deputiesOf(ctx.directory(tenantId), personId, ctx.clock.now());
  const before = deputies();
  tx.afterCommit(() => renewInboxes(ctx, tenantId, [...before, ...deputies()]));
}

/** Jobs at the beginning and the end of a window, so that inboxes change by the clock. */
export async function scheduleTurns(ctx: ServerContext, tx: Tx, row: AbsenceRow): Promise<void> {
  const turns = [["from", row.from_at], ["to", row.to_at]] as const;
  for (const [name, dueAt] of turns.filter(([, at]) => at > ctx.clock.now())) {
    await ctx.jobs.schedule(tx, { task: turnTask, key: `${row.id}/${name}`, dueAt, payload: { personId: row.person_id }, tenantId: row.tenant_id });
  }
}

export async function cancelTurns(ctx: ServerContext, tx: Tx, id: string): Promise<void> {
  for (const name of ["from", "to"]) await ctx.jobs.cancel(tx, turnTask, `${id}/${name}`);
}

/** Renews inboxes when a window begins or ends: of those who stand in just before it and from it on. */
export function onTurns(ctx: ServerContext): void {
  ctx.jobs.on(turnTask, async ({ personId }, { dueAt, tenantId }) => {
    const directory = ctx.directory(tenantId);
    renewInboxes(ctx, tenantId, [dueAt - 1, dueAt].flatMap((at) => deputiesOf(directory, String(personId), at)));
  });
}
