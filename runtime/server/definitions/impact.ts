import { actsOf, compileRule, formsOf, hashOf, isClean, type AlertRule, type DefImpact, type DefinitionKind, type FlowDefinition, type Issue, type JsonObject } from "@safeloop/engine";
import type { Actor, Query, ServerContext } from "../context.ts";
import { loadInstance } from "../instances/loadInstance.ts";
import { breather } from "../migration/breather.ts";
import { judgeMove } from "../migration/moveInstance.ts";
import type { MigrationTarget } from "../migration/target.ts";
import { followersOf, layersOf } from "../packs/layers/layerRows.ts";
import { fromJson } from "../storage/json.ts";
import { checkEnvOf, publishedOf } from "./checkEnv.ts";
import { revisionRows, type DefinitionRow } from "./definitionStore.ts";
import type { DefinitionMemory } from "./definitionMemory.ts";

type User = DefImpact["users"][number];
type How = User["how"];

/** Moving is judged one instance at a time, so that only so many are looked at; the answer says how many. */
const mostJudged = 200;

/** Whom publishing the draft concerns. Stores nothing; the numbers are those of this moment. */
export async function impactOf(ctx: ServerContext, memory: DefinitionMemory, actor: Actor, kind: DefinitionKind, row: DefinitionRow, check: (definition: unknown) => Promise<readonly Issue[]>): Promise<DefImpact> {
  const { tenantId } = actor;
  const draft = row.draft === null ? undefined : fromJson(row.draft);
  return {
    users: usersOf(memory, tenantId, kind, row.id),
    pack: row.source === "pack" && row.pack_id !== null ? { id: row.pack_id, subsidiaries: await subsidiariesWith(ctx, tenantId, row.pack_id) } : null,
    running: await runningOf(ctx, tenantId, kind, row.id),
    drafts: kind === "forms" ? await count(ctx, { sql: "select count(*) as n from submissions where tenant_id = ? and form_id = ? and draft = 1", bindings: [tenantId, row.id] }) : 0,
    ...(await ofRule(ctx, memory, tenantId, kind, row.id, draft, check)),
    verdicts: kind === "flows" && draft && isClean(await check(draft)) ? await verdictsOf(ctx, memory, actor, row, draft) : null,
  };
}

/** Published flows and rules that name the definition, each with what it does. */
function usersOf(memory: DefinitionMemory, tenantId: string, kind: DefinitionKind, id: string): User[] {
  const flows = memory.all(tenantId, "flows").filter((one) => kind !== "flows" || one.id !== id).flatMap(({ definition }) => howFlow(definition, kind, id).map((how): User => ({ kind: "flows", id: definition.id, title: definition.title, how })));
  const rules = memory.all(tenantId, "rules").filter((one) => kind !== "rules" || one.id !== id).flatMap(({ definition }) => howRule(definition, kind, id).map((how): User => ({ kind: "rules", id: definition.id, title: definition.title, how })));
  return [...flows, ...rules];
}

function howFlow(flow: FlowDefinition, kind: DefinitionKind, id: string): How[] {
  const acts = actsOf(flow);
  const found: (How | false)[] = kind === "forms"
    ? [flow.form.id === id && "form", acts.some((act) => act.do === "createSubmission" && act.form === id) && "creates"]
    : kind === "flows"
      ? [flow.nodes.some((node) => node.kind === "subflow" && node.flow.id === id) && "subflow", acts.some((act) => act.do === "startFlow" && act.flow === id) && "starts"]
      : [acts.some((act) => (act.do === "raiseAlarm" || act.do === "ackAlarm") && act.rule === id) && "alarm"];
  return found.filter((one): one is How => one !== false);
}

function howRule(rule: AlertRule, kind: DefinitionKind, id: string): How[] {
  const found: (How | false)[] = kind === "forms"
    ? [formsOf(rule).some(({ form }) => form === id) && "reads", rule.actions.some((action) => action.do === "disposalTask" && action.form === id) && "disposal"]
    : [kind === "rules" && (rule.inhibitedBy ?? []).includes(id) && "inhibits"];
  return found.filter((one): one is How => one !== false);
}

async function subsidiariesWith(ctx: ServerContext, tenantId: string, packId: string): Promise<number> {
  const below = await followersOf(ctx.store, tenantId);
  const layers = await Promise.all(below.map((one) => layersOf(ctx.store, one)));
  return layers.filter((one) => one.has(packId)).length;
}

async function count(ctx: ServerContext, query: Query): Promise<number> {
  return Number((await ctx.store.first<{ n: number | string }>(query))?.n ?? 0);
}

/** Numbers only, of the whole tenant: whoever publishes must know what goes on, though he may not open it. */
async function runningOf(ctx: ServerContext, tenantId: string, kind: DefinitionKind, id: string): Promise<DefImpact["running"]> {
  const revisions = kind === "rules" ? [] : kind === "forms" ? await runningOver(ctx, tenantId, id) : await runningFlow(ctx, tenantId, id);
  return { total: revisions.reduce((sum, one) => sum + one.running, 0), revisions };
}

async function runningOver(ctx: ServerContext, tenantId: string, id: string): Promise<DefImpact["running"]["revisions"]> {
  const sql = "select s.form_revision as revision, count(*) as n from instances i join submissions s on s.id = i.submission_id where i.tenant_id = ? and i.form_id = ? and i.status = 'running' group by s.form_revision order by s.form_revision desc";
  return (await ctx.store.all<{ revision: number; n: number | string }>({ sql, bindings: [tenantId, id] })).map((row) => ({ revision: row.revision, running: Number(row.n) }));
}

async function runningFlow(ctx: ServerContext, tenantId: string, id: string): Promise<DefImpact["running"]["revisions"]> {
  const sql = "select flow_hash, count(*) as n from instances where tenant_id = ? and flow_id = ? and status = 'running' group by flow_hash";
  const found = new Map((await ctx.store.all<{ flow_hash: string; n: number | string }>({ sql, bindings: [tenantId, id] })).map((row) => [row.flow_hash, Number(row.n)]));
  return (await revisionRows(ctx.store, tenantId, "flows", id)).flatMap((row) => (found.has(row.hash) ? [{ revision: row.revision, running: found.get(row.hash) ?? 0 }] : []));
}

/** What a rule looks at, and which of its open alarms publishing the draft would end: those whose key the draft no longer has (alarms.md 10). */
async function ofRule(ctx: ServerContext, memory: DefinitionMemory, tenantId: string, kind: DefinitionKind, id: string, draft: JsonObject | undefined, check: (definition: unknown) => Promise<readonly Issue[]>): Promise<Pick<DefImpact, "tags" | "alarms">> {
  if (kind !== "rules") return { tags: 0, alarms: { open: 0, ends: 0 } };
  const open = ctx.services.ruleUse?.openKeys(tenantId, id) ?? [];
  const published = memory.published(tenantId, "rules", id)?.definition;
  const rule = draft && isClean(await check(draft)) ? (draft as unknown as AlertRule) : published;
  if (!rule) return { tags: 0, alarms: { open: open.length, ends: 0 } };
  const { plans } = compileRule(rule, checkEnvOf(ctx, tenantId, publishedOf(memory, tenantId)).tagsFor([rule]), ctx.calendars.byId);
  const keys = new Set(plans.map((plan) => plan.key));
  return { tags: new Set(plans.flatMap((plan) => plan.plans.map((input) => input.tag.id))).size, alarms: { open: open.length, ends: open.filter((key) => !keys.has(key)).length } };
}

/** What would become of running instances on the draft, oldest first. Only counted: whose they are stays with those who may open them. */
async function verdictsOf(ctx: ServerContext, memory: DefinitionMemory, actor: Actor, row: DefinitionRow, draft: JsonObject): Promise<DefImpact["verdicts"]> {
  const { tenantId } = actor;
  const definition = { ...draft, revision: (row.revision ?? 0) + 1 } as unknown as FlowDefinition;
  const form = definition.form.hash === undefined ? memory.published(tenantId, "forms", definition.form.id) : await memory.byHash(tenantId, "forms", definition.form.hash);
  if (!form) return null;
  const target: MigrationTarget = { flow: { kind: "flows", id: row.id, revision: definition.revision, hash: hashOf(definition), definition }, form };
  const ids = await ctx.store.all<{ id: string }>({ sql: "select id from instances where tenant_id = ? and flow_id = ? and status = 'running' order by id limit ?", bindings: [tenantId, row.id, mostJudged] });
  const counts = { judged: 0, keep: 0, automatic: 0, needsMapping: 0, refuse: 0 };
  const breathe = breather();
  for (const { id } of ids) {
    const loaded = await loadInstance(ctx, ctx.store, tenantId, id);
    if (!loaded) continue;
    const { plan } = await judgeMove(ctx, ctx.store, actor, loaded, target, { seq: loaded.instance.seq });
    counts.judged += 1;
    counts[plan.verdict] += 1;
    await breathe();
  }
  return counts;
}
