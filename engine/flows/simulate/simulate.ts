import { issue } from "../../issues/issue.ts";
import { doAct } from "./acts.ts";
import { beginSimulation } from "./beginSimulation.ts";
import { Playing } from "./playing.ts";
import { quietLine } from "./stepLine.ts";
import type { Simulation, SimulationAct } from "./types.ts";

/**
 * The simulation after one more act; the given one stays as it is. A refused
 * act changes nothing but the log, which says why. `undo` takes back the last
 * act with all that came of it, to the same bytes.
 */
export function simulate(sim: Simulation, act: SimulationAct): Simulation {
  if (act.type === "undo") return undo(sim);
  const acts = [...sim.acts, act];
  if (!sim.begun) return { ...sim, acts, log: [...sim.log, quietLine(acts.length, sim, [issue("SIMULATION_NOT_BEGUN", "")])] };
  return played(sim, act, acts);
}

/** An act no typed caller gives must not throw: it is refused like any other. */
function played(sim: Simulation, act: Simulation["acts"][number], acts: Simulation["acts"]): Simulation {
  const play = new Playing(sim, acts.length);
  try {
    doAct(play, act);
    return play.result(acts);
  } catch (fault) {
    const refused = new Playing(sim, acts.length);
    refused.say(issue("FLOW_INTERNAL", "", { what: fault instanceof Error ? fault.message : String(fault) }));
    return refused.result(acts);
  }
}

/** The simulation after several acts. What is undone among them is never played. */
export function simulateAll(sim: Simulation, acts: readonly SimulationAct[]): Simulation {
  return withoutUndone(acts).reduce(simulate, sim);
}

/** Acts without those that are undone later, and without the undoing. */
export function withoutUndone(acts: readonly SimulationAct[]): readonly SimulationAct[] {
  const kept: SimulationAct[] = [];
  for (const act of acts) {
    const last = kept[kept.length - 1];
    if (act.type === "undo" && last && last.type !== "undo") kept.pop();
    else kept.push(act);
  }
  return kept;
}

/** Plays everything but the last act again: nothing has to be kept for it, and the same acts give the same bytes. */
function undo(sim: Simulation): Simulation {
  if (sim.acts.length > 0) return sim.acts.slice(0, -1).reduce<Simulation>(simulate, beginSimulation(sim.setup));
  return { ...sim, log: [...sim.log, quietLine(0, sim, [issue("SIMULATION_NOTHING_TO_UNDO", "")])] };
}
