import { type Answers, type JsonValue, type PermitPage, type PermitRow, type PersonRef } from "@safeloop/engine";
import type { Actor, RouteRequest, ServerContext } from "../context.ts";
import { peopleFieldsOf } from "../forms/fieldIndex.ts";
import { envelopeOf, type InstanceRecord } from "../instances/instanceStore.ts";
import { loadInstance } from "../instances/loadInstance.ts";
import { visibleCondition } from "../submissions/listFilter.ts";
import { submissionRow } from "../submissions/submissionList.ts";
import { hiddenFromList } from "../submissions/hiddenFields.ts";
import { limitOf, pageOfRows, readCursor } from "../views/cursor.ts";
import { personRef } from "../views/personRef.ts";

const iso = (ms: number): string => new Date(ms).toISOString();

function peopleIn(answers: Answers, xids: readonly string[]): string[] {
  const ids = (value: JsonValue | undefined): string[] => (typeof value === "string" ? [value] : Array.isArray(value) ? value.flatMap((one: JsonValue) => ids(one)) : []);
  return [...new Set(xids.flatMap((xid) => ids(answers[xid])))];
}

async function permitRow(ctx: ServerContext, actor: Actor, record: InstanceRecord): Promise<PermitRow | undefined> {
  const loaded = await loadInstance(ctx, ctx.store, actor.tenantId, record.id);
  if (!loaded) return undefined;
  const form = loaded.form.definition;
  const instance = envelopeOf(record);
  const row = submissionRow(loaded.submission, form, await hiddenFromList(ctx, actor, loaded.submission));
  const refs = (which: RegExp): PersonRef[] => peopleIn(loaded.answers, peopleFieldsOf(form, which).map((field) => field.xid)).map((id) => personRef(ctx.directory(actor.tenantId), id));
  return {
    ...row,
    instanceId: record.id,
    life: {
      state: record.life_state ?? row.state, title: { ...row.stateTitle }, tone: row.tone === "draft" ? "waiting" : row.tone,
      since: iso(instance.life?.since ?? instance.startedAt), causes: instance.causes.map((one) => one.id),
    },
    ...(record.valid_until === null ? {} : { validUntil: iso(record.valid_until) }),
    ...(record.area_id === null ? {} : { areaId: record.area_id }),
    ...(record.pos_x === null || record.pos_y === null ? {} : { position: { x: record.pos_x, y: record.pos_y } }),
    holders: refs(/leader|holder/i),
    guardians: refs(/guardian/i),
    ...(record.gas_due_at === null ? {} : { gasDueAt: iso(record.gas_due_at) }),
  };
}

/** Permits newest first, by state (life state, else the flow's) and area; `open=true` leaves ended ones out. */
export async function listPermits(ctx: ServerContext, actor: Actor, query: RouteRequest["query"]): Promise<PermitPage> {
  const limit = limitOf(query);
  const cursor = readCursor(query, 2);
  const visible = await visibleCondition(ctx, actor);
  const state = typeof query["state"] === "string" ? [query["state"]] : [];
  const area = typeof query["area"] === "string" ? [query["area"]] : [];
  const sql = `select i.* from instances i join submissions s on s.id = i.submission_id where i.tenant_id = ? and i.permit = 1
    ${query["open"] === "true" ? "and s.tone not in ('done', 'void')" : ""} ${state.length > 0 ? "and s.state = ?" : ""} ${area.length > 0 ? "and i.area_id = ?" : ""} ${cursor ? "and i.created_at <= ? and (i.created_at < ? or i.id < ?)" : ""}
    and ${visible.sql} order by i.created_at desc, i.id desc limit ?`;
  const bindings = [actor.tenantId, ...state, ...area, ...(cursor ? [cursor[0], cursor[0], cursor[1]] : []), ...visible.bindings, limit + 1];
  const records = await ctx.store.all<InstanceRecord>({ sql, bindings });
  const { items, next } = pageOfRows(records, limit, (record) => record, (record) => [record.created_at, record.id]);
  const rows: PermitRow[] = [];
  for (const record of items) {
    const row = await permitRow(ctx, actor, record);
    if (row) rows.push(row);
  }
  return { items: rows, next };
}
