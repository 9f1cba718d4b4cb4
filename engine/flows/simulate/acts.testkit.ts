import fc from "fast-check";
import { hour, minute } from "../testing/plant.testkit.ts";
import { tasksOf } from "../tasksOf.ts";
import type { SimulatedCommand, Simulation, SimulationAct } from "./types.ts";

export interface Throw { readonly what: number; readonly pick: number; readonly more: number; readonly flag: boolean }

export const throws = fc.array(fc.record({ what: fc.nat(99), pick: fc.nat(9_999), more: fc.nat(9_999), flag: fc.boolean() }), { minLength: 3, maxLength: 25 });

const persons = ["a", "b", "c", "d", "me", "boss", "admin"] as const;
const at = <T>(list: readonly T[], i: number): T | undefined => list[i % Math.max(1, list.length)];
const onTask = ["approve", "approve", "approve", "approve", "submit", "submit", "reject", "return", "transfer", "delegate", "advise", "undelegate", "claim", "unclaim", "addSigner", "reduceSigner", "takeBack"] as const;

/** An act made of chance: mostly commands at open tasks, some stale or by others, time, events, answers, interlocks, undo. */
export function actFor(sim: Simulation, { what, pick, more, flag }: Throw): SimulationAct {
  if (what < 58) return commandFor(sim, { what, pick, more, flag });
  if (what < 74) return more % 3 > 0 ? { type: "advance", toNextTimer: true } : { type: "advance", ms: at([0, 1, 30 * minute, 2 * hour, 3 * hour, 50 * hour], pick) ?? 0 };
  if (what < 78) return { type: "event", name: "e", key: more % 4 === 0 ? "other" : "k" };
  if (what < 82) return { type: "childEnds", visit: at(sim.instance.visits.filter((one) => one.children), pick)?.id ?? "S#1", outcome: flag ? "approved" : "rejected" };
  if (what < 86) return { type: "setAnswers", data: { [at(["f", "g", "h"], pick) ?? "f"]: at([null, "x", "y", new Date(sim.now + hour).toISOString()], more) ?? null } };
  if (what < 89) return { type: "actAs", person: at(persons, pick) ?? "me" };
  if (what < 92) return flag ? { type: "interlock", cause: `g${more % 2}` } : { type: "interlockOver", causeId: `g${more % 2}` };
  if (what < 95) return { type: "command", command: flag ? "suspend" : "resume", by: "admin", reason: "r" };
  if (what < 97) return { type: "command", command: flag ? "withdraw" : "comment", by: "me", comment: "x" };
  return flag ? { type: "undo" } : { type: "command", command: "jump", by: "admin", visit: at(sim.instance.visits.filter((one) => one.state !== "closed"), pick)?.id ?? "S#1", to: at(sim.setup.flow.nodes, more)?.id ?? "S", reason: "r" };
}

function commandFor(sim: Simulation, { what, pick, more, flag }: Throw): SimulatedCommand {
  const tasks = tasksOf(sim.setup.flow, sim.instance);
  const live = tasks.filter((one) => one.actors.length > 0);
  const task = at(what % 9 === 8 || live.length === 0 ? tasks : live, pick);
  const command = task?.kind === "fill" && more % 5 > 0 ? "submit" : (at(onTask, more) ?? "approve");
  const by = what % 11 === 10 ? (at(persons, more) ?? "me") : (task?.actors[0] ?? task?.holders[0] ?? "me");
  const meant = pick % 13 === 0 ? {} : pick % 3 === 0 && task ? { node: task.node } : { task: task?.id ?? "i1:none:s1" };
  return { type: "command", command, by, ...meant, ...membersOf(command, sim, more, flag), ...(pick % 7 === 0 && task ? { version: task.version + (flag ? 1 : 0) } : {}) };
}

function membersOf(command: string, sim: Simulation, more: number, flag: boolean): Partial<SimulatedCommand> {
  const other = at(persons, more >> 2) ?? "a";
  switch (command) {
    case "submit": return { ...(flag ? { data: { [at(["f", "g", "nowhere"], more) ?? "f"]: at(["x", "y", null], more >> 3) ?? "x" } } : {}), signature: { method: "strokes" } };
    case "approve": return flag ? { signature: { method: "strokes" } } : {};
    case "reject": return { comment: "no" };
    case "return": return { to: at(sim.setup.flow.nodes, more)?.id ?? "S", back: flag };
    case "transfer": case "delegate": return { person: other };
    case "advise": return { comment: "x" };
    case "addSigner": return { people: [other, at(persons, more >> 4) ?? "b"], position: at(["before", "after", "parallel"] as const, more) ?? "parallel", mode: at(["any", "all", "sequence"] as const, more >> 3) ?? "all" };
    default: return {};
  }
}
