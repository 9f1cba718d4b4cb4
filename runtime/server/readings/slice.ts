import { isClean, isReport, checkRule, instantOf, readingsViewSchema, Refusal, replayBodySchema, replayViewSchema, type AlertRule, type Tag } from "@safeloop/engine";
import type { MakeSlice, Policy, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { liveAlarmsOf } from "../alarms/liveAlarmsOf.ts";
import { withComputed } from "../alarms/computedTags.ts";
import type { LiveAlarms } from "../alarms/liveAlarms.ts";
import { closed } from "../http/shapes.ts";
import { FormReports } from "../alarms/formReports.ts";
import { serviceOf } from "../services.ts";
import { readingsOf, type StoredReadings } from "./history.ts";
import { importReadings } from "./importReadings.ts";
import { postReadings } from "./postReadings.ts";
import { replayRule } from "./replayRule.ts";
import { trendOf } from "./trend.ts";

const readTags: Policy = { kind: "permission", permission: "tag.read" };
const writeReadings: Policy = { kind: "permission", permission: "reading.write" };
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

const importQuery = closed({ timeZone: { type: "string", maxLength: 60, description: "IANA zone of times without an offset" }, dryRun: { type: "boolean" } });

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
  const { from, to } = req.body as { from: string; to: string };
  const { tenantId } = req.actor;
  const rule = ruleOf(ctx, req);
  const published = ctx.services.definitions?.published(tenantId, "rules", rule.id)?.definition;
  const present = published === rule ? undefined : published;
  const tags = withComputed(ctx, tenantId, present ? [rule, present] : [rule], serviceOf(ctx.services, "tags").all(tenantId));
  const span = { from: Date.parse(from), to: Math.min(Date.parse(to), ctx.clock.now()) };
  return { body: await replayRule(await storedReadings(ctx, alarms, tenantId), { rule, present, tags, span, calendars: ctx.calendars.byId, orgs: [...ctx.reach(req.actor, "alarm.view")] }) };
}

async function storedReadings(ctx: ServerContext, alarms: LiveAlarms, tenantId: string): Promise<StoredReadings> {
  const live = alarms.of(tenantId);
  await live.open();
  return { store: ctx.store, tenantId, numberOf: (id) => serviceOf(ctx.services, "tags").numberOf(tenantId, id), recent: (tagNo) => live.recent.of(tagNo), recentCount: (tagNo) => live.recent.count(tagNo), reports: new FormReports(ctx, tenantId) };
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
    { method: "POST", url: "/api/v1/readings", summary: "Send one reading or up to 10,000; answered after they are stored", policy: writeReadings, bodyLimit: 8 * 1024 * 1024, idempotency: "off", handler: (req) => postReadings(ctx, req) },
    { method: "POST", url: "/api/v1/readings/import", summary: "Bring in history from a CSV file, one reading or one instant a line; dryRun=true only reads", policy: writeReadings, consumes: ["text/csv"], bodyLimit: 4 * 1024 * 1024, schema: { query: importQuery }, idempotency: "off", handler: (req) => importReadings(ctx, alarms, req) },
    { method: "GET", url: "/api/v1/tags/:id/readings", summary: "Trend of a tag, thinned so that every minimum and maximum stays, with its gaps", policy: readTags, schema: { query: spanQuery, response: { 200: readingsViewSchema } }, handler: (req) => trend(ctx, alarms, req) },
    { method: "POST", url: "/api/v1/rules/:id/replay", summary: "What a rule would have done on stored readings", policy: editRules, schema: { body: replayBodySchema, response: { 200: replayViewSchema } }, bodyLimit: 1_048_576, idempotency: "off", handler: (req) => replay(ctx, alarms, req) },
    { method: "POST", url: "/api/v1/rules/:id/review", summary: "What publishing a rule would do to the live alarms", policy: editRules, schema: { body: closed({ definition: { type: "object" } }) }, idempotency: "off", handler: (req) => review(ctx, alarms, req) },
  ];
}

/** Readings: the way in over HTTP, trends, and trying a rule on history. */
export const readingsSlice: MakeSlice = (ctx) => ({ name: "readings", routes: routes(ctx, liveAlarmsOf(ctx)) });
