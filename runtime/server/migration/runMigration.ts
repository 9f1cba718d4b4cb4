import { Refusal, type MigrationRan, type MigrationRun, type MigrationRunBody } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { refusalOf } from "../errors/problem.ts";
import { loadInstance } from "../instances/loadInstance.ts";
import { dropStaleBackups } from "./backupStore.ts";
import { breather } from "./breather.ts";
import { judgeMove, moveInstance } from "./moveInstance.ts";
import type { MigrationAsker } from "./preview.ts";
import { instanceIds } from "./runningStore.ts";
import { migrationTarget, presentFlow, type MigrationTarget } from "./target.ts";
import { betweenOf, refusedView, resultView } from "./views.ts";

type AskedOf = MigrationRunBody["instances"][number];

/** One instance in the transaction given. One that is not the actor's to administer is not there. */
async function moveIn(ctx: ServerContext, tx: Tx, asker: MigrationAsker, target: MigrationTarget, asked: AskedOf, reason: string): Promise<MigrationRan> {
  const { actor, locale, flowId } = asker;
  const loaded = await loadInstance(ctx, tx, actor.tenantId, asked.id);
  if (!loaded || loaded.record.flow_id !== flowId || !ctx.reach(actor, "instance.admin").has(loaded.record.org_id)) throw new Refusal("NOT_FOUND", { what: "instance" });
  const result = await moveInstance(ctx, tx, actor, loaded, target, asked, reason);
  const { number, seq } = result.step.instance;
  return { id: asked.id, number, seq, outcome: result.outcome, ...resultView(result, betweenOf(loaded, target), locale) };
}

/** One instance in a transaction of its own. Whatever refuses it is its own outcome; nothing of it is stored then. */
async function moveOne(ctx: ServerContext, asker: MigrationAsker, target: MigrationTarget, asked: AskedOf, reason: string): Promise<MigrationRan> {
  try {
    return await ctx.store.unit((tx) => moveIn(ctx, tx, asker, target, asked, reason));
  } catch (error) {
    const refusal = refusalOf(error, ctx.newId());
    if (!(error instanceof Refusal)) ctx.log.error({ err: error, ref: refusal.params["ref"], instance: asked.id }, "an instance could not be migrated");
    return { id: asked.id, outcome: "refused", reasons: [refusedView(refusal, asker.locale)], questions: [] };
  }
}

/** Compiles and checks the new revision before any transaction: inside one, every other writer would wait for it. */
async function warmUp(ctx: ServerContext, { actor, flowId }: MigrationAsker, target: MigrationTarget, asked: readonly AskedOf[]): Promise<void> {
  const [id] = await instanceIds(ctx, ctx.store, { actor, flowId, ids: asked.map((one) => one.id), notHash: target.flow.hash }, "", 1);
  const first = id === undefined ? undefined : await loadInstance(ctx, ctx.store, actor.tenantId, id);
  if (first) await judgeMove(ctx, ctx.store, actor, first, target, { seq: first.instance.seq });
}

/** Moves the named instances, each in a transaction of its own, and says what became of each. */
export async function runMigration(ctx: ServerContext, asker: MigrationAsker, body: MigrationRunBody): Promise<MigrationRun> {
  const { tenantId } = asker.actor;
  await presentFlow(ctx, tenantId, asker.flowId);
  const target = await migrationTarget(ctx, tenantId, asker.flowId, body.to);
  await warmUp(ctx, asker, target, body.instances);
  await ctx.store.unit((tx) => dropStaleBackups(tx, tenantId));
  const items: MigrationRan[] = [];
  const breathe = breather();
  for (const asked of body.instances) {
    items.push(await moveOne(ctx, asker, target, asked, body.reason));
    await breathe();
  }
  return { items, summary: summaryOf(items) };
}

function summaryOf(items: readonly MigrationRan[]): MigrationRun["summary"] {
  const count = (outcome: MigrationRan["outcome"]): number => items.filter((one) => one.outcome === outcome).length;
  return { migrated: count("migrated"), kept: count("kept"), changed: count("changed"), needsMapping: count("needsMapping"), refused: count("refused") };
}
