import type { FlowDefinition } from "../../model/flow.ts";
import { tasksOf } from "../tasksOf.ts";
import type { FlowInstance, TaskState, Timer } from "../types.ts";

/** Where a ticket stands, in one word: the life state, else `draft`, `approving`, or how the flow ended. */
export function paperState(def: FlowDefinition, instance: FlowInstance | undefined): string {
  if (!instance) return "draft";
  if (instance.life) return instance.life.state;
  if (instance.status === "ended") return instance.outcome ?? "ended";
  const start = def.nodes.find((node) => node.kind === "start")?.id;
  return instance.visits.some((visit) => visit.state === "open" && visit.node === start) ? "draft" : "approving";
}

/** Nodes with an open or blocked visit, sorted. */
export function openNodes(instance: FlowInstance | undefined): readonly string[] {
  return distinct((instance?.visits ?? []).filter((visit) => visit.state !== "closed").map((visit) => visit.node));
}

/** Tasks that can be acted on, now or in turn. */
export function pendingTasks(def: FlowDefinition, instance: FlowInstance): readonly TaskState[] {
  return tasksOf(def, instance).filter((task) => task.state === "open" || task.state === "waiting");
}

/** Who holds a pending task at a node, sorted. */
export function holdersAt(tasks: readonly TaskState[], node: string): readonly string[] {
  return distinct(tasks.filter((task) => task.node === node).flatMap((task) => task.holders));
}

/** The pending task a case means by a person and, where he has several, a node. */
export function taskMeant(pending: readonly TaskState[], by: string, node: string | undefined): TaskState | undefined {
  return pending.find((one) => (node === undefined || one.node === node) && one.holders.includes(by)) ?? pending.find((one) => one.node === node);
}

/** Due times (epoch ms, sorted) of running timers by name: a life timer's id, a life task's `task.kind`, else `node.kind`. */
export function timersByName(instance: FlowInstance | undefined): { readonly [name: string]: readonly number[] } {
  const names = new Map<string, number[]>();
  for (const timer of instance?.timers ?? []) names.set(timerName(timer), [...(names.get(timerName(timer)) ?? []), timer.dueAt]);
  return Object.fromEntries([...names].map(([name, dues]) => [name, dues.sort((a, b) => a - b)]));
}

function timerName({ kind, timer, visit }: Timer): string {
  if (kind === "life" && timer !== undefined) return timer;
  return `${timer ?? visit?.slice(0, visit.lastIndexOf("#")) ?? ""}.${kind}`;
}

function distinct(list: readonly string[]): string[] {
  return [...new Set(list)].sort();
}
