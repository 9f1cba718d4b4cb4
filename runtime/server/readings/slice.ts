import { isClean, isReport, checkRule, instantOf, readingsViewSchema, Refusal, replayInSteps, compileRule, lookBackMs, type AlertRule, type ReplayReport, type Tag } from "@safeloop/engine";
import type { MakeSlice, Policy, Route, RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { liveAlarmsOf } from "../alarms/liveAlarmsOf.ts";
import { withComputed } from "../alarms/computedTags.ts";
import type { LiveAlarms } from "../alarms/liveAlarms.ts";
import { closed } from "../http/shapes.ts";
import { FormReports } from "../alarms/formReports.ts";
import { serviceOf } from "../services.ts";
import { countReadings, historyOf, readingsOf } from "./history.ts";
import { importReadings } from "./importReadings.ts";
import { postReadings } from "./postReadings.ts";
import { trendOf } from "./trend.ts";

const readTags: Policy = { kind: "permission", permission: "tag.read" };
const writeReadings: Policy = { kind: "permission", permission: "reading.write" };
const editRules: Policy = { kind: "permission", permission: "rule.edit" };
const hour = 3_600_000;
const maxReplayMs = 8 * 24 * hour;
const maxReplaySamples = 2_000_000;

const spanQuery = closed({ from: { type: "string", format: "date-time" }, to: { type: "string", format: "date-time" }, points: { type: "integer", minimum: 10, maximum: 5000 } });
const replayBody = closed({ definition: { type: "object" }, from: { type: "string", format: "date-time" }, to: { type: "string", format: "date-time" } }, ["from", "to"]);

async function trend(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  const tag = knownTag(ctx, req);
  const to = instantOf(req.query["to"]) ?? ctx.clock.now();
  const from = instantOf(req.query["from"]) ?? to - hour;
  if (isReport(tag)) return { body: trendOf(tag, [], [], from, to, 10) }; // who may see a form is asked where forms are read
  if (from >= to) throw new Refusal("READINGS_SPAN");
  const { blocks, recent } = await readingsOf(ctx, alarms, req.actor.tenantId, tag.id, from, to);
  return { body: trendOf(tag, blocks, recent, from, to, Number(req.query["points"] ?? 600)) };
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
  const span = { from: Date.parse(from), to: Math.min(Date.parse(to), ctx.clock.now()) };
  if (!(span.from < span.to) || span.to - span.from > maxReplayMs) throw new Refusal("READINGS_SPAN");
  const rule = ruleOf(ctx, req);
  const { used, warmUpMs, reportsMs } = inputsOf(ctx, req.actor.tenantId, rule);
  const reports = new FormReports(ctx, req.actor.tenantId);
  const stored = await countReadings(ctx, alarms, req.actor.tenantId, used.filter((tag) => !isReport(tag)), span.from - warmUpMs, span.to) + await reports.count(used, span.from - reportsMs, span.to);
  if (stored > maxReplaySamples) throw new Refusal("READINGS_REPLAY_SIZE", { readings: stored, max: maxReplaySamples });
  const history = [...await historyOf(ctx, alarms, req.actor.tenantId, used.filter((tag) => !isReport(tag)), span.from - warmUpMs, span.to), ...await reports.history(used, span.from - reportsMs, span.to)];
  const how = { ...span, mode: "sorted", calendars: ctx.calendars.byId } as const;
  const report = await inSteps(replayInSteps(rule, used, history, how));
  const present = ctx.services.definitions?.published(req.actor.tenantId, "rules", rule.id)?.definition;
  const now = present && present !== rule ? await inSteps(replayInSteps(present, used, history, how)) : undefined;
  return { body: reportView(report, now) };
}

/** Runs a long computation in pieces: live alarms and requests come in between. */
async function inSteps<T>(steps: Generator<undefined, T>): Promise<T> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

function tagsFor(ctx: ServerContext, tenantId: string, rule: AlertRule): readonly Tag[] {
  return withComputed(ctx, tenantId, [rule], serviceOf(ctx.services, "tags").all(tenantId));
}

/** The tags a rule reads, and the time before a span that must be replayed so that windows and delays are filled: max(window, on-delay, L, stale). */
function inputsOf(ctx: ServerContext, tenantId: string, rule: AlertRule): { readonly used: readonly Tag[]; readonly warmUpMs: number; readonly reportsMs: number } {
  const tags = tagsFor(ctx, tenantId, rule);
  const { plans } = compileRule(rule, tags, ctx.calendars.byId);
  const ids = new Set(plans.flatMap((plan) => plan.plans.map((input) => input.tag.id)));
  return { used: tags.filter((tag) => ids.has(tag.id)), warmUpMs: Math.max(600_000, ...plans.map(lookBackMs), 1000 * (rule.onDelayS ?? 0), 1000 * (rule.staleAfterS ?? 0)), reportsMs: Math.max(0, ...plans.map((plan) => plan.reports?.keptMs ?? 0)) };
}

/** Times are epoch ms, as in the engine's report. */
function reportView(report: ReplayReport, present: ReplayReport | undefined): object {
  return {
    ...report, per: { operator10min: report.perOperator10min },
    ...(present ? { present: { episodes: present.episodes.length, announced: present.announced, onlyNew: difference(report, present), onlyOld: difference(present, report) } } : {}),
  };
}

/** Episodes of one report that the other has nothing overlapping for. */
function difference(a: ReplayReport, b: ReplayReport): number {
  const end = (at: number | null): number => at ?? Number.POSITIVE_INFINITY;
  return a.episodes.filter((one) => !b.episodes.some((other) => other.key === one.key && other.raisedAt <= end(one.clearedAt) && one.raisedAt <= end(other.clearedAt))).length;
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
    { method: "POST", url: "/api/v1/rules/:id/replay", summary: "What a rule would have done on stored readings", policy: editRules, schema: { body: replayBody }, bodyLimit: 1_048_576, idempotency: "off", handler: (req) => replay(ctx, alarms, req) },
    { method: "POST", url: "/api/v1/rules/:id/review", summary: "What publishing a rule would do to the live alarms", policy: editRules, schema: { body: closed({ definition: { type: "object" } }) }, idempotency: "off", handler: (req) => review(ctx, alarms, req) },
  ];
}

/** Readings: the way in over HTTP, trends, and trying a rule on history. */
export const readingsSlice: MakeSlice = (ctx) => ({ name: "readings", routes: routes(ctx, liveAlarmsOf(ctx)) });
