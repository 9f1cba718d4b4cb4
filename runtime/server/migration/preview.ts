import type { MigrationPreview, MigrationPreviewBody, MigrationPreviewed } from "@safeloop/engine";
import type { Actor, RouteRequest, ServerContext } from "../context.ts";
import { loadInstance, type LoadedInstance } from "../instances/loadInstance.ts";
import { readCursor, writeCursor } from "../views/cursor.ts";
import { breather } from "./breather.ts";
import { judgeMove } from "./moveInstance.ts";
import { countByHash, instanceIds, type Wanted } from "./runningStore.ts";
import { flowRevision, migrationTarget, presentFlow, type MigrationTarget } from "./target.ts";
import { betweenOf, placesOf, planView } from "./views.ts";

type Locale = RouteRequest["locale"];

const usualPage = 200;

/** Who asks, about which flow. */
export interface MigrationAsker {
  readonly actor: Actor;
  readonly locale: Locale;
  readonly flowId: string;
}

async function wantedBy(ctx: ServerContext, { actor, flowId }: MigrationAsker, body: MigrationPreviewBody, target: MigrationTarget): Promise<Wanted> {
  const from = body.from === undefined ? undefined : await flowRevision(ctx, actor.tenantId, flowId, body.from);
  return {
    actor, flowId,
    ...(from ? { hash: from.hash } : body.instances ? {} : { notHash: target.flow.hash }),
    ...(body.instances ? { ids: body.instances } : {}),
  };
}

async function previewed(ctx: ServerContext, { actor, locale }: MigrationAsker, loaded: LoadedInstance, target: MigrationTarget, mapping: MigrationPreviewBody["mapping"]): Promise<MigrationPreviewed> {
  const { instance, flow } = loaded;
  const { plan } = await judgeMove(ctx, ctx.store, actor, loaded, target, { seq: instance.seq, ...(mapping ? { mapping } : {}) });
  return {
    id: instance.id, number: instance.number, seq: plan.seq, revision: flow.revision, verdict: plan.verdict, ready: plan.step !== undefined,
    ...planView(plan, betweenOf(loaded, target), locale),
    at: placesOf(flow.definition, instance),
    ...(plan.step ? { then: placesOf(target.flow.definition, plan.step.instance) } : {}),
  };
}

/**
 * What would become of each instance, a page at a time, oldest first. Changes
 * nothing. Others are served in between: judging a thousand takes seconds.
 */
export async function previewMigration(ctx: ServerContext, asker: MigrationAsker, body: MigrationPreviewBody): Promise<MigrationPreview> {
  const { actor, flowId } = asker;
  await presentFlow(ctx, actor.tenantId, flowId);
  const target = await migrationTarget(ctx, actor.tenantId, flowId, body.to);
  const wanted = await wantedBy(ctx, asker, body, target);
  const limit = body.instances?.length ?? body.limit ?? usualPage;
  const ids = await instanceIds(ctx, ctx.store, wanted, String(readCursor(body, 1)?.[0] ?? ""), limit + 1);
  const items: MigrationPreviewed[] = [];
  const breathe = breather();
  for (const id of ids.slice(0, limit)) {
    const loaded = await loadInstance(ctx, ctx.store, actor.tenantId, id);
    if (loaded) items.push(await previewed(ctx, asker, loaded, target, body.mapping));
    await breathe();
  }
  const counts = await countByHash(ctx, ctx.store, wanted);
  return {
    items, to: { revision: target.flow.revision, hash: target.flow.hash }, summary: summaryOf(items), missing: missingOf(body, ids),
    next: ids.length > limit ? writeCursor([ids[limit - 1] ?? ""]) : null, total: [...counts.values()].reduce((sum, n) => sum + n, 0),
  };
}

function summaryOf(items: readonly MigrationPreviewed[]): MigrationPreview["summary"] {
  const count = (verdict: MigrationPreviewed["verdict"]): number => items.filter((one) => one.verdict === verdict).length;
  return { keep: count("keep"), automatic: count("automatic"), needsMapping: count("needsMapping"), refuse: count("refuse") };
}

/** All that are named are judged in one page, so that what is not among them is not there. */
function missingOf({ instances = [], cursor }: MigrationPreviewBody, found: readonly string[]): string[] {
  const known = new Set(found);
  return cursor === undefined ? [...new Set(instances)].filter((id) => !known.has(id)) : [];
}
