import type { Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import { tasksOf } from "../tasksOf.ts";
import type { FlowInput, FlowInstance, FlowStep, TaskState, Timer } from "../types.ts";
import { holdersAt, openNodes, paperState, pendingTasks, timersByName } from "./paper.ts";
import type { SimulatedNotice, SimulatedStep, Simulation, Standing } from "./types.ts";

/** A line of the log in which nothing happened to the flow. */
export function quietLine(act: number, { now: at, setup, instance }: Pick<Simulation, "setup" | "now" | "instance">, issues: readonly Issue[] = []): SimulatedStep {
  return { act, at, accepted: issues.every((one) => one.severity !== "error"), history: [], opened: [], closed: [], notices: [], armed: [], effects: [], writes: {}, stands: standing(setup.flow, instance), issues };
}

/** What a step did, seen from before and after it. */
export function stepLine({ setup, now }: Pick<Simulation, "setup" | "now">, act: number, before: FlowInstance | undefined, step: FlowStep, input?: FlowInput): SimulatedStep {
  const { flow } = setup;
  const [was, is] = [before ? tasksOf(flow, before) : [], tasksOf(flow, step.instance)];
  return {
    ...quietLine(act, { setup, now, instance: step.instance }, step.issues), ...(input ? { input } : {}), ...(step.ignored ? { ignored: true as const } : {}),
    history: step.history, writes: step.writes,
    opened: turnedTo(is, was), closed: turnedTo(was, is).map((task) => is.find((one) => one.id === task.id) ?? task),
    notices: noticesOf(step), armed: armedSince(before, step.instance), ...(input?.type === "timer" ? { fired: input.timerId } : {}),
    effects: step.effects.filter((one) => one.kind !== "notify" && one.kind !== "startTimer" && one.kind !== "cancelTimer"),
  };
}

function standing(flow: FlowDefinition, instance: FlowInstance): Standing {
  const pending = pendingTasks(flow, instance);
  return { state: paperState(flow, instance), open: Object.fromEntries(openNodes(instance).map((node) => [node, holdersAt(pending, node)])), timers: timersByName(instance) };
}

/** Tasks that are somebody's turn in one picture and not in the other. */
function turnedTo(here: readonly TaskState[], there: readonly TaskState[]): readonly TaskState[] {
  const turns = new Set(there.filter(isTurn).map((task) => task.id));
  return here.filter((task) => isTurn(task) && !turns.has(task.id));
}

function isTurn({ state }: TaskState): boolean {
  return state === "open" || state === "claimed" || state === "delegated";
}

function noticesOf(step: FlowStep): readonly SimulatedNotice[] {
  return step.effects.flatMap((one) => (one.kind === "notify" ? one.people.map((person) => ({ person, topic: one.topic, message: one.message })) : []));
}

function armedSince(before: FlowInstance | undefined, after: FlowInstance): readonly Timer[] {
  const known = new Map((before?.timers ?? []).map((timer) => [timer.id, timer]));
  const fresh = after.timers.filter((timer) => timer.remainingMs === undefined && (known.get(timer.id)?.dueAt !== timer.dueAt || known.get(timer.id)?.remainingMs !== undefined));
  return fresh.sort((a, b) => a.dueAt - b.dueAt || (a.id < b.id ? -1 : 1));
}
