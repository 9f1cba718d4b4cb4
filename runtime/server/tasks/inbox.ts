import { mayAct, type MayActView, type TaskPage, type TaskView } from "@safeloop/engine";
import type { Actor, Reader, RouteRequest, ServerContext } from "../context.ts";
import { mayActView } from "../instances/allowanceView.ts";
import { flowEnv, loadInstance, type LoadedInstance } from "../instances/loadInstance.ts";
import { hiddenFromList } from "../submissions/hiddenFields.ts";
import { limitOf, pageOfRows, readCursor, type CursorValue } from "../views/cursor.ts";
import type { TaskRecord } from "./taskStore.ts";
import { summaryOf, taskView } from "./taskView.ts";

const kinds = new Set(["approval", "fill", "life", "disposal"]);

function listSql(kind: string | undefined, cursor: readonly CursorValue[] | undefined): string {
  return `select t.* from task_holders h join tasks t on t.id = h.task_id
    where h.tenant_id = ? and h.person_id = ? and h.open = ?${kind === undefined ? "" : " and h.kind = ?"}${cursor ? " and h.opened_at <= ? and (h.opened_at < ? or h.task_id < ?)" : ""}
    order by h.opened_at desc, h.task_id desc limit ?`;
}

const formless = { id: "", title: { zh: "", en: "" } };
const noCommands: MayActView = {};

/** A task of no flow (the disposal of an alarm) is acted on where its alarm is shown. */
function freeTaskView(ctx: ServerContext, row: TaskRecord, tenantId: string): TaskView {
  return taskView(row, { form: formless, title: row.title_zh, mayAct: noCommands, summary: [], directory: ctx.directory(tenantId), now: ctx.clock.now() });
}

async function flowTaskView(ctx: ServerContext, reader: Reader, actor: Actor, row: TaskRecord, loaded: LoadedInstance, locale: RouteRequest["locale"]): Promise<TaskView> {
  const directory = ctx.directory(loaded.tenantId);
  const form = loaded.form.definition;
  const env = await flowEnv(ctx, reader, loaded, actor.id, "view");
  const may = mayAct(loaded.flow.definition, loaded.instance, actor.id, env, actor.permissions.has("instance.admin"));
  const hidden = await hiddenFromList(ctx, actor, loaded.submission);
  return taskView(row, {
    form, title: loaded.submission.title, directory, now: env.now, mayAct: mayActView(may.tasks[row.id]?.commands ?? {}, locale),
    summary: summaryOf(form, loaded.answers, directory, (xid) => hidden.has(xid)),
  });
}

/** One stored task as the actor sees it. */
export async function viewOfTask(ctx: ServerContext, reader: Reader, actor: Actor, row: TaskRecord, locale: RouteRequest["locale"]): Promise<TaskView> {
  const loaded = row.instance_id === null ? undefined : await loadInstance(ctx, reader, actor.tenantId, row.instance_id);
  return loaded ? flowTaskView(ctx, reader, actor, row, loaded, locale) : freeTaskView(ctx, row, actor.tenantId);
}

/** A page of the actor's own inbox, newest first; `state=done` shows what is behind him. */
export async function inbox(ctx: ServerContext, actor: Actor, query: RouteRequest["query"], locale: RouteRequest["locale"]): Promise<TaskPage> {
  const limit = limitOf(query);
  const cursor = readCursor(query, 2);
  const kind = typeof query["kind"] === "string" && kinds.has(query["kind"]) ? query["kind"] : undefined;
  const open = query["state"] === "done" ? 0 : 1;
  const bindings = [actor.tenantId, actor.id, open, ...(kind === undefined ? [] : [kind]), ...(cursor ? [cursor[0], cursor[0], cursor[1]] : []), limit + 1];
  const rows = await ctx.store.all<TaskRecord>({ sql: listSql(kind, cursor), bindings });
  const { items, next } = pageOfRows(rows, limit, (row) => row, (row) => [row.opened_at, row.id]);
  const views: TaskView[] = [];
  for (const row of items) views.push(await viewOfTask(ctx, ctx.store, actor, row, locale));
  return { items: views, next };
}
