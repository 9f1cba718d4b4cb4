import { FlowTally, Refusal, reportMaxInstances, traceOf, type FlowReportView } from "@safeloop/engine";
import type { Actor, ServerContext } from "../context.ts";
import { definitionRow } from "../definitions/definitionStore.ts";
import { envelopeOf } from "../instances/instanceStore.ts";
import { breather } from "../migration/breather.ts";
import { serviceOf, type PublishedRevision } from "../services.ts";
import { countReported, leaveLines, reportedPage, type ReportedFlow } from "./reportStore.ts";

const pageSize = 200;

/** Refuses a flow the tenant never had; one taken out of use still has its past. */
async function known(ctx: ServerContext, tenantId: string, flowId: string): Promise<void> {
  await serviceOf(ctx.services, "definitions").load(tenantId);
  if (!(await definitionRow(ctx.store, tenantId, "flows", flowId))) throw new Refusal("NOT_FOUND", { what: "flow" });
}

function windowOf(query: { readonly [name: string]: unknown }): Pick<ReportedFlow, "from" | "to"> {
  const at = (value: unknown, otherwise: number): number => (typeof value === "string" ? Date.parse(value) : otherwise);
  const [from, to] = [at(query["from"], 0), at(query["to"], Number.MAX_SAFE_INTEGER)];
  if (!(from < to)) throw new Refusal("REPORT_WINDOW");
  return { from, to };
}

/** Revisions by hash; few, and asked for by every instance. */
function revisions(ctx: ServerContext, tenantId: string): (hash: string) => Promise<PublishedRevision<"flows">> {
  const found = new Map<string, PublishedRevision<"flows">>();
  return async (hash) => {
    const flow = found.get(hash) ?? (await serviceOf(ctx.services, "definitions").byHash(tenantId, "flows", hash));
    if (!flow) throw new Error(`An instance is pinned to the flow ${hash} that is not stored.`);
    found.set(hash, flow);
    return flow;
  };
}

/** Adds up the instances a page at a time, with others served in between; nothing of a page is kept. */
async function tallied(ctx: ServerContext, wanted: ReportedFlow, now: number): Promise<FlowTally> {
  const tally = new FlowTally();
  const revision = revisions(ctx, wanted.actor.tenantId);
  const breathe = breather();
  for (let after = "", more = true; more; ) {
    const page = await reportedPage(ctx, ctx.store, wanted, after, pageSize);
    const lines = await leaveLines(ctx, ctx.store, page.map((row) => row.id));
    for (const row of page) {
      const { definition } = await revision(row.flow_hash);
      tally.add(definition, traceOf(definition, envelopeOf(row), lines.get(row.id) ?? [], now));
      await breathe();
    }
    after = page.at(-1)?.id ?? after;
    more = page.length === pageSize;
  }
  return tally;
}

/** How the instances of a flow that the actor may see have gone. Refuses more than `reportMaxInstances`. */
export async function flowReport(ctx: ServerContext, actor: Actor, flowId: string, query: { readonly [name: string]: unknown }): Promise<FlowReportView> {
  const wanted: ReportedFlow = { actor, flowId, ...windowOf(query) };
  await known(ctx, actor.tenantId, flowId);
  const count = await countReported(ctx, ctx.store, wanted);
  if (count > reportMaxInstances) throw new Refusal("REPORT_TOO_WIDE", { count, max: reportMaxInstances });
  const now = ctx.clock.now();
  const report = (await tallied(ctx, wanted, now)).report();
  return {
    ...report, flowId, at: new Date(now).toISOString(),
    variants: report.variants.map((one) => ({ ...one, steps: [...one.steps] })), steps: [...report.steps], bottlenecks: [...report.bottlenecks],
  };
}
