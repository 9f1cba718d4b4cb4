import { type Area, type Effect, type FlowDefinition } from "@safeloop/engine";
import type { Query, ServerContext, Tx } from "../context.ts";
import { systemStep } from "../instances/systemSteps.ts";
import { systemActor } from "../instances/systemActor.ts";
import { endCause, keepCause } from "../registers/areaCauses.ts";
import { serviceOf } from "../services.ts";

type InterlockEffect = Extract<Effect, { kind: "interlock" }>;

interface Candidate {
  readonly id: string;
  readonly flow_id: string;
  readonly flow_hash: string;
  readonly area_id: string | null;
  readonly pos_x: number | null;
  readonly pos_y: number | null;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const inArea = "select id, flow_id, flow_hash, area_id, pos_x, pos_y from instances where tenant_id = ? and life_tone in ('waiting', 'live', 'stopped') and status = 'running' and area_id = ?";
const inBox = "select id, flow_id, flow_hash, area_id, pos_x, pos_y from instances where tenant_id = ? and life_tone in ('waiting', 'live', 'stopped') and status = 'running' and pos_x between ? and ? and pos_y between ? and ?";
// A permit that does not say in which area it is cannot be shown to be outside.
const nowhere = "select id, flow_id, flow_hash, area_id, pos_x, pos_y from instances where tenant_id = ? and life_tone in ('waiting', 'live', 'stopped') and status = 'running' and area_id is null";
// Nor can one be shown to be out of reach that does not say where in its area it is.
const unplaced = "select id, flow_id, flow_hash, area_id, pos_x, pos_y from instances where tenant_id = ? and life_tone in ('waiting', 'live', 'stopped') and status = 'running' and area_id is not null and pos_x is null";

function isNear(candidate: Candidate, effect: InterlockEffect): boolean {
  if (!effect.around || effect.radiusM === undefined || candidate.pos_x === null || candidate.pos_y === null) return false;
  return Math.hypot(candidate.pos_x - effect.around.x, candidate.pos_y - effect.around.y) <= effect.radiusM;
}

/** Issued permits in the area, within the radius, or whose place cannot be told from it. */
async function candidates(ctx: ServerContext, tx: Tx, tenantId: string, effect: InterlockEffect): Promise<Candidate[]> {
  const found = effect.areaId === undefined ? [] : await tx.all<Candidate>(query(inArea, tenantId, effect.areaId));
  const lost = await tx.all<Candidate>(query(nowhere, tenantId));
  if (effect.around && effect.radiusM !== undefined) {
    const { x, y } = effect.around;
    const r = effect.radiusM;
    found.push(...(await tx.all<Candidate>(query(inBox, tenantId, x - r, x + r, y - r, y + r))).filter((one) => isNear(one, effect)));
    found.push(...(await tx.all<Candidate>(query(unplaced, tenantId))).filter((one) => mayReach(ctx.directory(tenantId).area(one.area_id ?? "")?.bounds, effect)));
  }
  const isOut = (one: Candidate): boolean => effect.areaId === undefined && one.pos_x !== null && !isNear(one, effect);
  return [...new Map([...found, ...lost.filter((one) => !isOut(one))].map((one) => [one.id, one])).values()].sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** False only for an area drawn on the plan that lies wholly outside the radius. */
function mayReach(bounds: Area["bounds"], { around, radiusM }: InterlockEffect): boolean {
  if (!bounds || !around || radiusM === undefined) return true;
  const off = (at: number, from: number, length: number): number => Math.max(from - at, 0, at - from - length);
  return Math.hypot(off(around.x, bounds.x, bounds.w), off(around.y, bounds.y, bounds.h)) <= radiusM;
}

/** True when the flow has an event for the cause; others are not touched. */
function heeds(flow: FlowDefinition, cause: string): boolean {
  return flow.life?.events.some((event) => event.by === "interlock" && (event.interlock ? event.interlock.causes.includes(cause) : event.id === cause)) ?? false;
}

const recordStop = "insert into permit_stops (tenant_id, cause_id, instance_id, at) values (?,?,?,?) on conflict (tenant_id, cause_id, instance_id) do update set over_at = null";

/** What stops a permit, and under which name it is taken off again. */
export type StopOf = Pick<InterlockEffect, "cause" | "causeId" | "reason">;

async function stopOne(ctx: ServerContext, tx: Tx, tenantId: string, candidate: Candidate, effect: InterlockEffect): Promise<void> {
  const flow = await serviceOf(ctx.services, "definitions").byHash(tenantId, "flows", candidate.flow_hash, tx);
  if (flow && heeds(flow.definition, effect.cause)) await fireCause(ctx, tx, tenantId, candidate.id, effect);
}

/** Stops one permit for a cause its flow has an event for, in the transaction of the cause. */
export async function fireCause(ctx: ServerContext, tx: Tx, tenantId: string, instanceId: string, stop: StopOf): Promise<void> {
  const input = { type: "interlock", cause: stop.cause, causeId: stop.causeId, reason: stop.reason } as const;
  const saved = await systemStep(ctx, tx, tenantId, instanceId, input, "permit.interlock").catch((error: unknown) => reportFailure(ctx, tx, tenantId, instanceId, stop, error));
  if (saved) await tx.run(query(recordStop, tenantId, stop.causeId, instanceId, ctx.clock.now()));
}

/** One permit that cannot be stopped must not lose the alarm itself; it is reported as loudly as we can. (A failed statement fails the unit anyway.) */
async function reportFailure(ctx: ServerContext, tx: Tx, tenantId: string, instanceId: string, effect: StopOf, error: unknown): Promise<undefined> {
  ctx.log.error({ err: error, instanceId, cause: effect.cause, causeId: effect.causeId }, "A permit could not be stopped by an interlock; stop the work by voice.");
  await ctx.audit(tx, systemActor(tenantId), { action: "permit.interlockFailed", subject: { type: "instance", id: instanceId }, detail: { cause: effect.cause, causeId: effect.causeId, error: error instanceof Error ? error.message.slice(0, 200) : "fault" } });
  return undefined;
}

/** Stops every issued permit in the scope of a cause, in the transaction of the cause. */
export async function stopPermits(ctx: ServerContext, tx: Tx, effect: InterlockEffect, tenantId: string): Promise<void> {
  await keepCause(ctx, tx, tenantId, effect);
  const scope = (await candidates(ctx, tx, tenantId, effect)).filter((one) => effect.permits === undefined || effect.permits.includes(one.flow_id));
  for (const candidate of scope) await stopOne(ctx, tx, tenantId, candidate, effect);
  await ctx.audit(tx, systemActor(tenantId), { action: "permit.interlockCause", subject: { type: "cause", id: effect.causeId }, detail: { cause: effect.cause, inScope: scope.length, ...(effect.areaId === undefined ? {} : { area: effect.areaId }) } });
}

/** Takes an ended cause off the permits it holds. They stay stopped until a person resumes them. */
export async function releaseCause(ctx: ServerContext, tx: Tx, tenantId: string, causeId: string): Promise<void> {
  await endCause(tx, tenantId, causeId);
  const held = await tx.all<{ instance_id: string }>(query("select instance_id from permit_stops where tenant_id = ? and cause_id = ? and over_at is null order by instance_id", tenantId, causeId));
  for (const { instance_id: id } of held) {
    await systemStep(ctx, tx, tenantId, id, { type: "interlockOver", causeId }, "permit.interlockOver");
    await tx.run(query("update permit_stops set over_at = ? where tenant_id = ? and cause_id = ? and instance_id = ?", ctx.clock.now(), tenantId, causeId, id));
  }
}
