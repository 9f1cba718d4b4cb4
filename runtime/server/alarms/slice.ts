import { alarmExplanationsSchema, alarmKpiQuerySchema, alarmKpiSchema, alarmPageSchema, idParamsSchema, alarmSummarySchema, alarmViewSchema, formsOf, Refusal, type AlarmCommand, type CommandRefusal } from "@safeloop/engine";
import type { MakeSlice, Policy, Route, RouteReply, RouteRequest, ServerContext, Tx } from "../context.ts";
import { closed } from "../http/shapes.ts";
import { limitOf, pageOfRows, readCursor } from "../views/cursor.ts";
import { alarmById, listAlarms, type AlarmFilter, type StoredAlarm } from "./alarmRows.ts";
import { alarmKpis, type KpiQuery } from "./alarmKpis.ts";
import { alarmDetail, alarmView, viewFacts } from "./alarmView.ts";
import { beginBypass } from "./bypasses/beginBypass.ts";
import { endBypass } from "./bypasses/bypassRows.ts";
import { assignDisposal, dispose, openDisposal } from "./disposals.ts";
import { explanationsOf } from "./explanationView.ts";
import { handleEscalation } from "./escalation.ts";
import type { LiveAlarms } from "./liveAlarms.ts";
import { liveAlarmsOf } from "./liveAlarmsOf.ts";
import { silenceRoutes } from "./notices/silenceRoutes.ts";
import { summaryOf } from "./summary.ts";
import type { PublishedEvent } from "../services.ts";
import { systemActor } from "../instances/systemActor.ts";

const view: Policy = { kind: "permission", permission: "alarm.view" };

const listQuery = closed({
  open: { type: "boolean" }, priority: { type: "string", maxLength: 20 }, state: { type: "string", maxLength: 80 }, area: { type: "string", maxLength: 100 }, tag: { type: "string", maxLength: 80 }, rule: { type: "string", maxLength: 100 },
  from: { type: "string", format: "date-time" }, to: { type: "string", format: "date-time" }, cursor: { type: "string", maxLength: 400 }, limit: { type: "integer", minimum: 1, maximum: 200 },
});

const text = { type: "string", maxLength: 1000 } as const;
const commandBody = closed({
  command: { enum: ["ack", "shelve", "unshelve", "reset", "comment", "assign", "dispose"] }, generation: { type: "integer", minimum: 0 },
  until: { type: "string", format: "date-time" }, reason: text, person: { type: "string", maxLength: 100 }, comment: text,
  disposition: { type: "string", maxLength: 20 }, cause: text, action: text, evidence: { type: "array", maxItems: 20, items: { type: "string", maxLength: 100 } },
}, ["command", "generation"]);

interface CommandBody {
  readonly command: "ack" | "shelve" | "unshelve" | "reset" | "comment" | "assign" | "dispose";
  readonly generation: number;
  readonly until?: string;
  readonly reason?: string;
  readonly comment?: string;
  readonly person?: string;
  readonly disposition?: string;
  readonly cause?: string;
  readonly action?: string;
  readonly evidence?: readonly string[];
}

const rights: { readonly [command in CommandBody["command"]]: string } = { ack: "alarm.ack", shelve: "alarm.shelve", unshelve: "alarm.shelve", reset: "alarm.reset", comment: "alarm.view", assign: "alarm.dispose", dispose: "alarm.dispose" };

function filterOf(ctx: ServerContext, req: RouteRequest): AlarmFilter {
  const { query } = req;
  const list = (name: string): readonly string[] | undefined => (typeof query[name] === "string" ? String(query[name]).split(",").slice(0, 10) : undefined);
  const one = <K extends string>(name: K): { readonly [k in K]?: string } => (typeof query[name] === "string" ? ({ [name]: query[name] } as { readonly [k in K]?: string }) : {});
  const time = <K extends string>(name: K): { readonly [k in K]?: number } => (typeof query[name] === "string" ? ({ [name]: Date.parse(query[name]) } as { readonly [k in K]?: number }) : {});
  const before = readCursor(query, 2);
  const priority = list("priority");
  const state = list("state");
  return {
    orgs: [...ctx.reach(req.actor, "alarm.view")], limit: limitOf(query), ...(typeof query["open"] === "boolean" ? { open: query["open"] } : {}),
    ...(priority ? { priority } : {}), ...(state ? { state } : {}), ...one("area"), ...one("tag"), ...one("rule"), ...time("from"), ...time("to"), ...(before ? { before: before as [number, string] } : {}),
  };
}

async function list(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  const filter = filterOf(ctx, req);
  const rows = await listAlarms(ctx.store, req.actor.tenantId, filter);
  const facts = await viewFacts(ctx, alarms.of(req.actor.tenantId), ctx.store, rows.slice(0, filter.limit), req.actor, req.locale);
  return { body: pageOfRows(rows, filter.limit, (row) => alarmView(row, facts), (row) => [row.alarm.raisedAt, row.alarm.id]) };
}

/** An alarm the caller may see; what he may not see is not there. */
async function visible(ctx: ServerContext, req: RouteRequest): Promise<StoredAlarm> {
  const id = req.params["id"] ?? "";
  const stored = await alarmById(ctx.store, req.actor.tenantId, id);
  if (!stored || !ctx.reach(req.actor, "alarm.view").has(stored.orgId)) throw new Refusal("NOT_FOUND", { what: id });
  return stored;
}

async function detail(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  return { body: await alarmDetail(ctx, alarms.of(req.actor.tenantId), ctx.store, await visible(ctx, req), req.actor, req.locale) };
}

async function explanations(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  const live = alarms.of(req.actor.tenantId);
  const id = req.params["id"] ?? "";
  await live.open();
  if (!live.rules().some((rule) => rule.id === id)) throw new Refusal("NOT_FOUND", { what: "rule" });
  return { body: await explanationsOf(live, id, ctx.reach(req.actor, "alarm.view"), ctx.clock.now()) };
}

async function command(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  const stored = await visible(ctx, req);
  const body = req.body as CommandBody;
  const permission = rights[body.command];
  if (!ctx.reach(req.actor, permission).has(stored.orgId)) throw new Refusal("ALARM_FORBIDDEN", { permission });
  const live = alarms.of(req.actor.tenantId);
  const reply = async (tx: Tx): Promise<RouteReply> => {
    const now = await alarmById(tx, req.actor.tenantId, stored.alarm.id);
    return { body: await alarmDetail(ctx, live, tx, now ?? stored, req.actor, req.locale) };
  };
  const engineCommand = engineCommandOf(body, req.actor.id);
  if (!engineCommand) return deskCommand(ctx, req, stored, body, reply);
  return live.command(req, stored.alarm, engineCommand, body.reason ?? body.comment ?? null, refuse, reply);
}

function refuse(refusal: CommandRefusal): never {
  throw new Refusal(refusal.code, refusal.params);
}

function engineCommandOf(body: CommandBody, by: string): AlarmCommand | undefined {
  switch (body.command) {
    case "ack": return { do: "ack", by, generation: body.generation };
    case "reset": return { do: "reset", by };
    case "unshelve": return { do: "unshelve", by };
    case "shelve": return { do: "shelve", by, until: body.until === undefined ? Number.NaN : Date.parse(body.until), reason: body.reason ?? "" };
    default: return undefined;
  }
}

/** Commands that leave the alarm's state alone: comment, assign, dispose. */
function deskCommand(ctx: ServerContext, req: RouteRequest, stored: StoredAlarm, body: CommandBody, reply: (tx: Tx) => Promise<RouteReply>): Promise<RouteReply> {
  return req.unit(async (tx) => {
    if (body.command === "dispose") await dispose(ctx, tx, req.actor, stored, body);
    if (body.command === "assign") await assignDisposal(ctx, tx, req.actor.tenantId, stored, body.person ?? "");
    const note = (body.comment ?? body.reason ?? "").trim();
    if (body.command === "comment" && note === "") throw new Refusal("ALARM_REASON_REQUIRED");
    const detailOf = { ...(note ? { comment: note } : {}), ...(body.disposition ? { disposition: body.disposition } : {}), ...(body.person ? { person: body.person } : {}) };
    const now = ctx.clock.now();
    await tx.run({
      sql: "insert into alarm_events (id, tenant_id, alarm_id, kind, at, stored_at, from_state, to_state, generation, why, by_id, note) values (?, ?, ?, ?, ?, ?, ?, ?, ?, 'COMMAND', ?, ?)",
      bindings: [ctx.newId(), req.actor.tenantId, stored.alarm.id, body.command, now, now, stored.alarm.state, stored.alarm.state, stored.alarm.generation, req.actor.id, note || body.action || null],
    });
    await ctx.audit(tx, req.actor, { action: `alarm.${body.command}`, subject: { type: "alarm", id: stored.alarm.id }, detail: detailOf });
    return reply(tx);
  });
}

function routes(ctx: ServerContext, alarms: LiveAlarms): Route[] {
  return [
    { method: "GET", url: "/api/v1/alarms", summary: "List alarms, newest first", policy: view, schema: { query: listQuery, response: { 200: alarmPageSchema } }, handler: (req) => list(ctx, alarms, req) },
    { method: "GET", url: "/api/v1/alarms/summary", summary: "Counts for the status bar and the start page", policy: { kind: "session" }, schema: { response: { 200: alarmSummarySchema } }, handler: async (req) => ({ body: await summaryOf(ctx, alarms, req.actor) }) },
    { method: "GET", url: "/api/v1/alarms/kpis", summary: "How the alarm system did in a period: load, floods, chatter, answers, false alarms with their intervals", policy: view, schema: { query: alarmKpiQuerySchema, response: { 200: alarmKpiSchema } }, handler: async (req) => ({ body: await alarmKpis(ctx, req.actor, req.query as unknown as KpiQuery) }) },
    { method: "GET", url: "/api/v1/alarms/:id", summary: "One alarm with its history", policy: view, schema: { response: { 200: alarmViewSchema } }, handler: (req) => detail(ctx, alarms, req) },
    { method: "GET", url: "/api/v1/rules/:id/explanations", summary: "Why a rule has raised for each of its keys, or has not, in words", policy: view, schema: { params: idParamsSchema, response: { 200: alarmExplanationsSchema } }, handler: (req) => explanations(ctx, alarms, req) },
    { method: "POST", url: "/api/v1/alarms/:id/commands", summary: "Acknowledge, shelve, reset, comment, assign or dispose an alarm", policy: view, schema: { body: commandBody, response: { 200: alarmViewSchema } }, handler: (req) => command(ctx, alarms, req) },
    ...silenceRoutes(ctx, alarms),
  ];
}

const tickMs = 200;
const maintainMs = 10_000;
const countMs = 1_000;
const reportMs = 500;

function readsForm(alarms: LiveAlarms, { tenantId, id }: PublishedEvent): boolean {
  return alarms.of(tenantId).rules().some((rule) => formsOf(rule).some(({ form }) => form === id));
}

/** Alarms: the live engines, their console, disposal and escalation. */
export const alarmsSlice: MakeSlice = (ctx) => {
  const alarms = liveAlarmsOf(ctx);
  ctx.services.alarms = alarms;
  ctx.services.readings = alarms;
  ctx.services.areaFacts = alarms;
  ctx.services.latest = { of: (tenantId, tagId) => alarms.latest(tenantId, tagId), openAlarms: (tenantId, tagId) => alarms.openAlarms(tenantId, tagId) };
  ctx.services.ruleUse = { openAlarms: async (tenantId, ruleId) => alarms.openAlarms(tenantId, ruleId), openKeys: (tenantId, ruleId) => alarms.openKeys(tenantId, ruleId) };
  const followed = (tx: Tx): void => tx.afterCommit(() => void alarms.followBypasses().catch((error: unknown) => ctx.log.error({ err: error }, "bypasses are followed within the second")));
  ctx.services.bypasses = {
    end: async (tx, tenantId, instanceId) => {
      if (await endBypass(tx, tenantId, instanceId, ctx.clock.now())) followed(tx);
    },
  };
  ctx.effects.handleInTransaction("outOfService", async (tx, effect, tenantId) => {
    await beginBypass(ctx, tx, effect, tenantId);
    followed(tx);
  });
  ctx.effects.handleInTransaction("disposalTask", (tx, effect, tenantId) => openDisposal(ctx, tx, effect, tenantId));
  ctx.effects.handle("ackAlarm", async (effect, tenantId) => {
    const live = alarms.of(tenantId);
    await live.open();
    const open = live.engine.book.open().filter((alarm) => alarm.ruleId === effect.rule && (effect.alarmKey === undefined || alarm.key === effect.alarmKey));
    for (const alarm of open) await live.systemCommand(alarm, { do: "ack", by: systemActor(tenantId).id, generation: alarm.generation });
  });
  ctx.effects.handle("raiseAlarm", (effect, tenantId) => alarms.of(tenantId).raiseByHand(effect.rule, effect.alarmKey ?? "manual"));
  handleEscalation(ctx, (tenantId) => alarms.of(tenantId));
  const timers: NodeJS.Timeout[] = [];
  const every = (ms: number, work: () => Promise<void>, what: string): void => {
    let running = false;
    const timer = setInterval(() => {
      if (running) return;
      running = true;
      void work().catch((error: unknown) => ctx.log.error({ err: error }, what)).finally(() => { running = false; });
    }, ms);
    timers.push(timer);
  };
  return {
    name: "alarms",
    routes: routes(ctx, alarms),
    async load() {
      ctx.services.tags?.onChanged((tenantId) => alarms.edited(tenantId));
      ctx.services.definitions?.onPublished((event) => {
        if (event.kind === "rules" || (event.kind === "forms" && readsForm(alarms, event))) alarms.edited(event.tenantId);
      });
      for (const tenantId of ctx.tenants()) await alarms.of(tenantId).open();
    },
    async start() {
      for (const tenantId of ctx.tenants()) await alarms.of(tenantId).open();
      every(tickMs, () => alarms.tick(), "the alarm engine could not store a step; it is brought back from the store");
      every(countMs, () => alarms.count(), "permits could not be counted; what rules know of them becomes unknown");
      every(countMs, () => alarms.followBypasses(), "bypasses could not be read; alarms stay in and out of service as they are, and are tried again");
      every(reportMs, () => alarms.takeReports(), "forms could not be taken in; they are kept and tried again");
      every(maintainMs, () => alarms.maintain(), "snapshots or sealing failed; they are tried again");
    },
    async stop() {
      timers.forEach((timer) => clearInterval(timer));
      await alarms.idle();
      await alarms.snapshot().catch((error: unknown) => ctx.log.error({ err: error }, "the last snapshot failed; the log is enough for the next start"));
    },
  };
};
