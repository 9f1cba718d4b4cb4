import type { FlowInstance } from "@safeloop/engine";
import type { Query, ServerContext, Tx } from "../context.ts";

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const clear = "delete from flow_waits where instance_id = ?";
const add = "insert into flow_waits (tenant_id, event, key, instance_id, visit) values (?,?,?,?,?)";
const waiting = "select distinct instance_id from flow_waits where tenant_id = ? and event = ? and key = ? order by instance_id";
const keysAtOnce = 500; // a flood of alarms must not meet the stores' limit on bindings
const awaited = (keys: number) => `select distinct key from flow_waits where tenant_id = ? and event = ? and key in (${Array.from({ length: keys }, () => "?").join(",")}) order by key`;

function waitsOf(instance: FlowInstance): readonly { readonly visit: string; readonly event: string; readonly key: string }[] {
  return instance.visits.flatMap((visit) => (visit.state === "open" && visit.waits ? [{ visit: visit.id, ...visit.waits }] : []));
}

/** True while some visit of the instance waits for an event. */
export function isWaiting(instance: FlowInstance): boolean {
  return waitsOf(instance).length > 0;
}

/** Brings the table of what flows wait for in line with the instance, in the transaction of the step. */
export async function projectWaits(tx: Tx, tenantId: string, instance: FlowInstance, had: boolean): Promise<void> {
  if (had) await tx.run(query(clear, instance.id));
  for (const { visit, event, key } of waitsOf(instance)) await tx.run(query(add, tenantId, event, key, instance.id, visit));
}

/** Instances that wait for an event now. */
export async function waitersOf(tx: Pick<Tx, "all">, tenantId: string, event: string, key: string): Promise<string[]> {
  return (await tx.all<{ instance_id: string }>(query(waiting, tenantId, event, key))).map((row) => row.instance_id);
}

/** Something has happened that flows may wait for, under any of its names: it reaches them after the commit. Nothing is written when nobody waits. */
export async function enqueueEvents(ctx: ServerContext, tx: Tx, tenantId: string, event: string, keys: readonly string[]): Promise<void> {
  for (let at = 0; at < keys.length; at += keysAtOnce) {
    const some = keys.slice(at, at + keysAtOnce);
    const found = await tx.all<{ key: string }>(query(awaited(some.length), tenantId, event, ...some));
    if (found.length > 0) await ctx.effects.enqueue(tx, tenantId, found.map(({ key }) => ({ kind: "flowEvent", key: `event:${event}:${key}:${ctx.newId()}`, name: event, eventKey: key })));
  }
}
