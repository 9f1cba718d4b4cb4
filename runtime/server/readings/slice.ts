import { isClean, isReport, checkRule, instantOf, liveReplayViewSchema, readingsViewSchema, Refusal, replayBodySchema, replayViewSchema, type AlertRule, type ReplaySpan, type Tag } from "@safeloop/engine";
import type { FastifyRequest } from "fastify";
import type { MakeSlice, Policy, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { liveAlarmsOf } from "../alarms/liveAlarmsOf.ts";
import { withComputed } from "../alarms/computedTags.ts";
import type { LiveAlarms } from "../alarms/liveAlarms.ts";
import { closed } from "../http/shapes.ts";
import { FormReports } from "../alarms/formReports.ts";
import { serviceOf } from "../services.ts";
import { readingsOf } from "./history.ts";
import { replayAsk } from "./replayTask.ts";
import { trendOf } from "./trend.ts";

const readTags: Policy = { kind: "permission", permission: "tag.read" };
const editRules: Policy = { kind: "permission", permission: "rule.edit" };
const hour = 3_600_000;

const spanQuery = closed({ from: { type: "string", format: "date-time" }, to: { type: "string", format: "date-time" }, points: { type: "integer", minimum: 10, maximum: 5000 } });

async function trend(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  const tag = knownTag(ctx, req);
  const to = instantOf(req.query["to"]) ?? ctx.clock.now();
  const from = instantOf(req.query["from"]) ?? to - hour;
  if (isReport(tag)) return { body: trendOf(tag, [], [], from, to, 10) }; // who may see a form is asked where forms are read
  if (from >= to) throw new Refusal("READINGS_SPAN");
  const points = Number(req.query["points"] ?? 600);
  const { blocks, recent } = await readingsOf(ctx, alarms, req.actor.tenantId, tag.id, from, to, points);
  return { body: trendOf(tag, blocks, recent, from, to, points) };
}

function knownTag(ctx: ServerContext, req: RouteRequest): Tag {
  const id = req.params["id"] ?? "";
  const tag = serviceOf(ctx.services, "tags").find(req.actor.tenantId, id);
  if (!tag || !ctx.reach(req.actor, "tag.read").has(tag.orgId)) throw new Refusal("NOT_FOUND", { what: id });
  return tag;
}

/** The rule asked about: the one sent, or the published one. */
function ruleOf(ctx: ServerContext, req: RouteRequest): AlertRule {
  const id = req.params["id"] ?? "";
  const sent = (req.body as { definition?: AlertRule } | null)?.definition;
  const rule = sent ?? ctx.services.definitions?.published(req.actor.tenantId, "rules", id)?.definition;
  if (!rule) throw new Refusal("NOT_FOUND", { what: id });
  const issues = checkRule(rule, tagsFor(ctx, req.actor.tenantId, rule), [], {}, ctx.calendars.byId);
  const first = issues.find((one) => one.severity === "error");
  if (!isClean(issues) && first) throw new Refusal(first.code, first.params, issues);
  return rule;
}

async function replay(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  const { from, to, mode } = req.body as { from: string; to: string; mode?: "sorted" | "live" };
  const { tenantId } = req.actor;
  const span = { from: Date.parse(from), to: Math.min(Date.parse(to), ctx.clock.now()) };
  if (mode === "live") return replayLog(ctx, alarms, req, span);
  const rule = ruleOf(ctx, req);
  const published = ctx.services.definitions?.published(tenantId, "rules", rule.id)?.definition;
  const present = published === rule ? undefined : published;
  const tags = withComputed(ctx, tenantId, present ? [rule, present] : [rule], serviceOf(ctx.services, "tags").all(tenantId));
  const live = alarms.of(tenantId);
  await live.open();
  const sources = { calendars: ctx.calendars.byId, reports: new FormReports(ctx, tenantId), recent: live.recent, numberOf: (id: string) => serviceOf(ctx.services, "tags").numberOf(tenantId, id) };
  const ask = await replayAsk({ tenantId, rule, present, tags, span, orgs: [...ctx.reach(req.actor, "alarm.view")] }, sources);
  return { body: await whileAsked(req, (signal) => ctx.worker.run("replay", ask, signal)) };
}

/** Ends the work when who asked has gone: nobody waits for a long replay any more. */
async function whileAsked<T>(req: RouteRequest, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const { socket } = (req.raw as FastifyRequest).raw;
  const gone = new AbortController();
  const end = (): void => gone.abort();
  socket.once("close", end);
  try {
    return await work(gone.signal);
  } finally {
    socket.off("close", end);
  }
}

/** The log of a rule's alarms, judged again from the journal of the engine. */
async function replayLog(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest, span: ReplaySpan): Promise<RouteReply> {
  const ruleId = req.params["id"] ?? "";
  const { tenantId } = req.actor;
  if ((req.body as { definition?: unknown }).definition !== undefined) throw new Refusal("READINGS_REPLAY_DRAFT");
  if (!ctx.services.definitions?.published(tenantId, "rules", ruleId)) throw new Refusal("NOT_FOUND", { what: ruleId });
  if (!(span.from < span.to)) throw new Refusal("READINGS_SPAN");
  await alarms.of(tenantId).idle(); // what is under way has its entry
  return { body: await ctx.worker.run("liveReplay", { tenantId, ...span, ruleId }) };
}

function tagsFor(ctx: ServerContext, tenantId: string, rule: AlertRule): readonly Tag[] {
  return withComputed(ctx, tenantId, [rule], serviceOf(ctx.services, "tags").all(tenantId));
}

async function review(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  const rule = ruleOf(ctx, req);
  return { body: await alarms.of(req.actor.tenantId).review(rule) };
}

function routes(ctx: ServerContext, alarms: LiveAlarms): Route[] {
  return [
    { method: "GET", url: "/api/v1/tags/:id/readings", summary: "Trend of a tag, thinned so that every minimum and maximum stays, with its gaps", policy: readTags, schema: { query: spanQuery, response: { 200: readingsViewSchema } }, handler: (req) => trend(ctx, alarms, req) },
    { method: "POST", url: "/api/v1/rules/:id/replay", summary: "What a rule would have done on stored readings; mode live: whether its log comes out again as it is stored", policy: editRules, schema: { body: replayBodySchema, response: { 200: { anyOf: [replayViewSchema, liveReplayViewSchema] } } }, bodyLimit: 1_048_576, idempotency: "off", handler: (req) => replay(ctx, alarms, req) },
    { method: "POST", url: "/api/v1/rules/:id/review", summary: "What publishing a rule would do to the live alarms", policy: editRules, schema: { body: closed({ definition: { type: "object" } }) }, idempotency: "off", handler: (req) => review(ctx, alarms, req) },
  ];
}

/** Readings that are stored: trends, and trying a rule on history. */
export const readingsSlice: MakeSlice = (ctx) => ({ name: "readings", routes: routes(ctx, liveAlarmsOf(ctx)) });
