import type { FlowDefinition, FlowInstance } from "@safeloop/engine";
import type { Query, Reader, ServerContext, Tx } from "../context.ts";
import type { LoadedInstance } from "./loadInstance.ts";

/**
 * How many events a suspended flow keeps because it knows their name. A chatty
 * source can fill no paper with them; what the flow would take if it went on
 * is handed to it beyond that as well.
 */
export const spareEvents = 100;

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

const clear = "delete from flow_listeners where instance_id = ?";
const add = "insert into flow_listeners (tenant_id, event, instance_id) values (?,?,?)";
const listening = "select instance_id from flow_listeners where tenant_id = ? and event = ? order by instance_id";
const one = "select 1 as found from flow_listeners where instance_id = ? and event = ?";

function eventsOf(flow: FlowDefinition): string[] {
  return flow.nodes.flatMap((node) => (node.kind === "wait" && "event" in node.until ? [node.until.event] : []));
}

function eventsStored({ stored = [] }: FlowInstance): number {
  return stored.filter((event) => event.type === "event").length;
}

function isHeld({ status, suspended }: FlowInstance): boolean {
  return status === "running" && suspended !== undefined;
}

function hears(instance: FlowInstance): boolean {
  return isHeld(instance) && eventsStored(instance) < spareEvents;
}

/** Whether a flow may take yet another event. One that is stored ends a wait, so only a flow that goes in a circle without any person could use more than it has waits. */
export function hasRoom(flow: FlowDefinition, instance: FlowInstance): boolean {
  return eventsStored(instance) < spareEvents + eventsOf(flow).length;
}

/** Brings the table of suspended flows and the events they know in line with the instance, in the transaction of the step. */
export async function projectListeners(ctx: ServerContext, tx: Tx, before: FlowInstance, { tenantId, flow, instance }: LoadedInstance): Promise<void> {
  const [had, has] = [hears(before), hears(instance)];
  if (had === has && before.definitionHash === instance.definitionHash) return;
  if (had) await tx.run(query(clear, instance.id));
  for (const event of has ? new Set(eventsOf(flow.definition)) : []) await tx.run(query(add, tenantId, event, instance.id));
  if (had && !has && isHeld(instance)) tx.afterCommit(() => ctx.log.warn({ instanceId: instance.id, stored: spareEvents }, "a suspended flow keeps no more events but those it would take if it went on"));
}

/** Suspended flows that know the name of an event. */
export async function listenersOf(reader: Reader, tenantId: string, event: string): Promise<string[]> {
  return (await reader.all<{ instance_id: string }>(query(listening, tenantId, event))).map((row) => row.instance_id);
}

/** Whether a flow still listens: it may have gone on, or have kept enough, since it was looked up. */
export async function isListening(tx: Tx, instanceId: string, event: string): Promise<boolean> {
  return (await tx.first(query(one, instanceId, event))) !== undefined;
}
