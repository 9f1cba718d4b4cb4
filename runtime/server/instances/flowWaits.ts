import { awaitedEvents, awaitedOnResume, type AwaitedEvent, type FlowInstance } from "@safeloop/engine";
import type { Query, ServerContext, Tx } from "../context.ts";
import { hasRoom, projectListeners } from "./flowListeners.ts";
import { flowEnv, type LoadedInstance } from "./loadInstance.ts";
import { systemActor } from "./systemActor.ts";

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const clear = "delete from flow_waits where instance_id = ?";
const add = "insert into flow_waits (tenant_id, event, key, instance_id, visit) values (?,?,?,?,?)";
const waiting = "select distinct instance_id from flow_waits where tenant_id = ? and event = ? and key = ? order by instance_id";
const keysAtOnce = 500; // a flood of alarms must not meet the stores' limit on bindings
const heard = (keys: number) => `select key, 0 as listens from flow_waits where tenant_id = ? and event = ? and key in (${Array.from({ length: keys }, () => "?").join(",")})
  union select '' as key, 1 as listens from flow_listeners where tenant_id = ? and event = ?`;

/** True when the instance may have rows: some visit waits, or would once what is stored has reached it. */
function mayWait(instance: FlowInstance): boolean {
  return instance.suspended !== undefined || awaitedEvents(instance).length > 0;
}

/** Writes what a flow waits for. */
export async function addWaits(tx: Tx, tenantId: string, instanceId: string, waits: readonly AwaitedEvent[]): Promise<void> {
  for (const { visit, event, key } of waits) await tx.run(query(add, tenantId, event, key, instanceId, visit));
}

/** What reaches the instance by name and key. */
async function waitsOf(ctx: ServerContext, tx: Tx, loaded: LoadedInstance): Promise<readonly AwaitedEvent[]> {
  const { tenantId, flow, instance } = loaded;
  if (instance.status === "ended" || !instance.suspended || !instance.stored) return awaitedEvents(instance);
  if (!hasRoom(flow.definition, instance)) return [];
  return awaitedOnResume(flow.definition, instance, await flowEnv(ctx, tx, loaded, systemActor(tenantId).id, "resume"));
}

/** Brings the tables of what flows wait and listen for in line with a step, in its transaction: `after` is the instance as it now is. */
export async function projectWaits(ctx: ServerContext, tx: Tx, before: FlowInstance, after: LoadedInstance): Promise<void> {
  if (mayWait(before)) await tx.run(query(clear, after.instance.id));
  await addWaits(tx, after.tenantId, after.instance.id, await waitsOf(ctx, tx, after));
  await projectListeners(ctx, tx, before, after);
}

/** Instances that wait for an event now, or, suspended, would if they went on. */
export async function waitersOf(tx: Pick<Tx, "all">, tenantId: string, event: string, key: string): Promise<string[]> {
  return (await tx.all<{ instance_id: string }>(query(waiting, tenantId, event, key))).map((row) => row.instance_id);
}

/** Which of the keys reach a flow: all of them, where a suspended one listens for the name. */
async function reaching(tx: Tx, tenantId: string, event: string, keys: readonly string[]): Promise<readonly string[]> {
  const rows = await tx.all<{ key: string; listens: number }>(query(heard(keys.length), tenantId, event, ...keys, tenantId, event));
  if (rows.some((row) => row.listens === 1)) return keys;
  const found = new Set(rows.map((row) => row.key));
  return keys.filter((key) => found.has(key));
}

/** Something has happened that flows may wait for, under any of its names: it reaches them after the commit. Nothing is written when nobody waits or listens. */
export async function enqueueEvents(ctx: ServerContext, tx: Tx, tenantId: string, event: string, keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const found = await reaching(tx, tenantId, event, keys.slice(at, at + keysAtOnce));
    if (found.length > 0) await ctx.effects.enqueue(tx, tenantId, found.map((key) => ({ kind: "flowEvent", key: `event:${event}:${key}:${ctx.newId()}`, name: event, eventKey: key })));
  }
}
