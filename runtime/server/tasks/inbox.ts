import { mayAct, standsInFor, type MayActView, type TaskPage, type TaskView } from "@safeloop/engine";
import type { Actor, Reader, RouteRequest, ServerContext } from "../context.ts";
import { mayActView } from "../instances/allowanceView.ts";
import { flowEnv, loadInstance, type LoadedInstance } from "../instances/loadInstance.ts";
import { hiddenFromList } from "../submissions/hiddenFields.ts";
import { limitOf, pageOfRows, readCursor, type CursorValue } from "../views/cursor.ts";
import { ownersOf, principalAmongHolders } from "./owners.ts";
import { seatDetails } from "./seatDetails.ts";
import type { TaskRecord } from "./taskStore.ts";
import { summaryOf, taskView } from "./taskView.ts";

const kinds = new Set(["approval", "fill", "life", "disposal"]);

/** A page of the tasks of one person straight from the index; of several, each task once. */
function listSql(people: number, kind: string | undefined, cursor: readonly CursorValue[] | undefined): string {
  const asked = `h.open = ?${kind === undefined ? "" : " and h.kind = ?"}${cursor ? " and h.opened_at <= ? and (h.opened_at < ? or h.task_id < ?)" : ""}`;
  const newest = "order by h.opened_at desc, h.task_id desc";
  if (people === 1) return `select t.* from task_holders h join tasks t on t.id = h.task_id where h.tenant_id = ? and h.person_id = ? and ${asked} ${newest} limit ?`;
  const page = `select distinct h.task_id, h.opened_at from task_holders h where h.tenant_id = ? and h.person_id in (${Array(people).fill("?").join(", ")}) and ${asked} ${newest} limit ?`;
  return `select t.* from (${page}) h join tasks t on t.id = h.task_id ${newest}`;
}

const formless = { id: "", title: { zh: "", en: "" } };
const noCommands: MayActView = {};

/** A task of no flow (the disposal of an alarm) is acted on where its alarm is shown. */
async function freeTaskView(ctx: ServerContext, reader: Reader, actor: Actor, row: TaskRecord): Promise<TaskView> {
  const principal = row.state === "open" ? await principalAmongHolders(ctx, reader, actor, row.id) : undefined;
  return taskView(row, { form: formless, title: row.title_zh, mayAct: noCommands, summary: [], directory: ctx.directory(actor.tenantId), now: ctx.clock.now(), standsInFor: principal });
}

async function flowTaskView(ctx: ServerContext, reader: Reader, actor: Actor, row: TaskRecord, loaded: LoadedInstance, locale: RouteRequest["locale"]): Promise<TaskView> {
  const directory = ctx.directory(loaded.tenantId);
  const form = loaded.form.definition;
  const env = await flowEnv(ctx, reader, loaded, actor.id, "view");
  const may = mayAct(loaded.flow.definition, loaded.instance, actor.id, env, actor.permissions.has("instance.admin"));
  const hidden = await hiddenFromList(ctx, actor, loaded.submission);
  return taskView(row, {
    form, title: loaded.submission.title, directory, now: env.now, details: seatDetails(loaded.instance, row.id, directory), standsInFor: standsInFor(loaded.flow.definition, loaded.instance, actor.id, env)[row.id],
    mayAct: mayActView(may.tasks[row.id]?.commands ?? {}, locale),
    summary: summaryOf(form, loaded.answers, directory, (xid) => hidden.has(xid)),
  });
}

/** One stored task as the actor sees it. */
export async function viewOfTask(ctx: ServerContext, reader: Reader, actor: Actor, row: TaskRecord, locale: RouteRequest["locale"]): Promise<TaskView> {
  const loaded = row.instance_id === null ? undefined : await loadInstance(ctx, reader, actor.tenantId, row.instance_id);
  return loaded ? flowTaskView(ctx, reader, actor, row, loaded, locale) : freeTaskView(ctx, reader, actor, row);
}

/** A page of the actor's inbox, newest first: his own open tasks and those of people he stands in for; `state=done` shows what is behind himself. */
export async function inbox(ctx: ServerContext, actor: Actor, query: RouteRequest["query"], locale: RouteRequest["locale"]): Promise<TaskPage> {
  const limit = limitOf(query);
  const cursor = readCursor(query, 2);
  const kind = typeof query["kind"] === "string" && kinds.has(query["kind"]) ? query["kind"] : undefined;
  const open = query["state"] === "done" ? 0 : 1;
  const people = open === 1 ? ownersOf(ctx, actor.tenantId, actor.id) : [actor.id];
  const bindings = [actor.tenantId, ...people, open, ...(kind === undefined ? [] : [kind]), ...(cursor ? [cursor[0], cursor[0], cursor[1]] : []), limit + 1];
  const rows = await ctx.store.all<TaskRecord>({ sql: listSql(people.length, kind, cursor), bindings });
  const { items, next } = pageOfRows(rows, limit, (row) => row, (row) => [row.opened_at, row.id]);
  const views: TaskView[] = [];
  for (const row of items) views.push(await viewOfTask(ctx, ctx.store, actor, row, locale));
  return { items: views, next };
}
