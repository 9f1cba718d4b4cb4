import { initialTransition, transition, type AnyMachineSnapshot } from "xstate";
import type { JsonValue } from "../../model/json.ts";
import { isObject, own } from "../../model/json.ts";
import type { FlowPlan } from "../plan/plan.ts";
import type { FlowInstance, RegionId } from "../types.ts";
import type { Truth } from "./guards.ts";

export type Tokens = FlowInstance["tokens"];
export type Judge = (edge: string) => Truth;

/** What one macrostep did, netted: a node entered and left in it is not mentioned. */
export interface MachineStep {
  readonly tokens: Tokens;
  readonly ended: boolean;
  readonly entered: readonly string[]; // in document order
  readonly left: readonly { readonly node: string; readonly why: string }[];
}

/** Thrown when state and definition do not fit: a fault, turned into FLOW_INTERNAL at the door. */
export class MachineFault extends Error {}

/** The first macrostep: the token stands at `start`. */
export function startMachine(plan: FlowPlan): MachineStep {
  return plan.machine.learned.step("", nothingToJudge, () => {
    const [snapshot, actions] = initialTransition(plan.machine.machine);
    return settle(plan, snapshot, actions);
  });
}

/** Sends one event to the machine: a step it has made before is not computed again. */
export function sendMachine(plan: FlowPlan, tokens: Tokens, event: string, judge: Judge): MachineStep {
  const key = `${JSON.stringify([tokens.value, tokens.arrived, tokens.chosen])} ${event}`;
  return plan.machine.learned.step(key, judge, (heard) => computeStep(plan, tokens, event, heard));
}

/** The same, by the machine rebuilt from the tokens. */
export function computeStep(plan: FlowPlan, tokens: Tokens, event: string, judge: Judge): MachineStep {
  if (!isWhole(plan, tokens)) throw new MachineFault("tokens do not name every region");
  const from = plan.machine.machine.resolveState({ value: tokens.value as never, context: { arrived: tokens.arrived, chosen: tokens.chosen, judge } });
  const [next, actions] = transition(plan.machine.machine, from, { type: event });
  if (actions.length === 0) throw new MachineFault(`no state handles ${event}`);
  return settle(plan, next, actions);
}

/**
 * True when the value names a state for every active region. XState would
 * complete a missing one with its initial state and go on, silently wrong.
 */
export function isWhole(plan: FlowPlan, tokens: Tokens): boolean {
  return regionIsWhole(plan, "root", tokens.value);
}

function regionIsWhole(plan: FlowPlan, region: RegionId, value: JsonValue | undefined): boolean {
  if (typeof value === "string") return !plan.blocks.has(value) || plan.blocks.get(value)?.kind === "exclusive";
  if (!isObject(value)) return false;
  const [split, ...more] = Object.keys(value);
  const block = plan.blocks.get(split ?? "");
  const inner = own(value, split ?? "");
  if (!block || more.length > 0 || !isObject(inner) || block.region !== region) return false;
  return Object.keys(inner).length === block.branches.length && block.branches.every((one) => regionIsWhole(plan, one.region, own(inner, one.region) as JsonValue | undefined));
}

function settle(plan: FlowPlan, snapshot: AnyMachineSnapshot, actions: readonly unknown[]): MachineStep {
  if (snapshot.status === "error") throw new MachineFault(String(snapshot.error));
  const { arrived, chosen } = snapshot.context as Tokens;
  return { tokens: { value: snapshot.value as JsonValue, arrived, chosen }, ended: snapshot.status === "done", ...net(plan, actions as readonly ActionRecord[]) };
}

function nothingToJudge(edge: string): never {
  throw new MachineFault(`the first step asks about ${edge}`);
}

interface ActionRecord { readonly type: string; readonly params?: { readonly n?: string; readonly why?: string } }

/** Exit actions come without their cause; it is the next mark in the list. */
function net(plan: FlowPlan, actions: readonly ActionRecord[]): Pick<MachineStep, "entered" | "left"> {
  const entered = new Set<string>();
  const left: { node: string; why: string }[] = [];
  let uncaused = 0;
  for (const action of actions) {
    const n = action.params?.n ?? "";
    if (action.type === "enter") entered.add(n);
    else if (action.type === "exit" && !entered.delete(n)) left.push({ node: n, why: "" });
    else if (action.type === "mark") {
      const why = action.params?.why ?? "";
      for (; uncaused < left.length; uncaused++) left[uncaused] = { node: left[uncaused]?.node ?? "", why };
    }
  }
  const order = (id: string): number => plan.order.get(id) ?? Number.MAX_SAFE_INTEGER;
  return { entered: [...entered].sort((a, b) => order(a) - order(b)), left };
}
