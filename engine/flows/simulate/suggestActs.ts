import { mayAct } from "../mayAct.ts";
import { isPlan, planOf, type FlowPlan } from "../plan/plan.ts";
import { stepOf } from "../run/step.ts";
import { deputiesOf } from "../seats/deputies.ts";
import { activePeople, seekerOf } from "../seats/resolveCandidates.ts";
import { adminsOf } from "../seats/resolveSeats.ts";
import { everySeat } from "../seats/seatTree.ts";
import type { FlowCommand, MayAct } from "../types.ts";
import { nextTimerOf } from "./playing.ts";
import { simulatedEnv } from "./simulatedEnv.ts";
import type { OutsideAct, Simulation, SuggestedAct, Suggestions } from "./types.ts";

/** Who may do what now, by the very checks a command goes through, and what may come from outside. Nothing once the run has ended. */
export function suggestActs(sim: Simulation): Suggestions {
  const plan = planOf(sim.setup.flow);
  if (!sim.begun || !isPlan(plan) || sim.instance.status === "ended") return { people: [], outside: [] };
  const people = concerned(sim, plan).map((person) => ({ person, name: sim.setup.directory.person(person)?.name ?? person, acts: actsOf(sim, plan, person) }));
  return { people: people.filter((one) => one.acts.length > 0), outside: outsideOf(sim) };
}

/** Everyone a command may come from: those asked, who stands in for them, administrators, and candidates of life events. */
function concerned(sim: Simulation, plan: FlowPlan): readonly string[] {
  const env = simulatedEnv(sim);
  const seeker = seekerOf({ plan, instance: sim.instance, env, answers: sim.answers });
  const seats = sim.instance.visits.flatMap((visit) => everySeat(visit.seats)).flatMap((seat) => [...seat.holders, ...(seat.delegatee === undefined ? [] : [seat.delegatee])]);
  const events = (sim.setup.flow.life?.events ?? []).flatMap((event) => (Array.isArray(event.by) ? activePeople(seeker, event.by) : []));
  const first = [sim.setup.initiator, ...seats, ...sim.instance.participants, ...events, ...adminsOf(seeker, sim.setup.flow.settings.admin)];
  return [...new Set([...first, ...first.flatMap((person) => deputiesOf(sim.setup.directory, person, sim.now))])];
}

function actsOf(sim: Simulation, plan: FlowPlan, person: string): readonly SuggestedAct[] {
  const may = mayAct(sim.setup.flow, sim.instance, person, simulatedEnv(sim, person));
  const onTasks = Object.entries(may.tasks).flatMap(([task, { commands }]) => allowedOf(commands).map((act) => ({ ...act, task, ...placeOf(sim, plan, task) })));
  const events = may.events.filter((one) => one.allowed).map((one): SuggestedAct => ({ command: "event", event: one.id, title: one.title }));
  return [...onTasks, ...allowedOf(may.commands), ...events];
}

function allowedOf(commands: MayAct["commands"]): readonly SuggestedAct[] {
  return Object.entries(commands).filter(([, one]) => one.allowed).map(([command, { targets }]) => ({ command: command as FlowCommand, ...(targets ? { targets } : {}) }));
}

function placeOf(sim: Simulation, plan: FlowPlan, task: string): Pick<SuggestedAct, "node" | "title"> {
  const visit = sim.instance.visits.find((one) => task.startsWith(`${sim.instance.id}:${one.id}:`));
  return visit ? { node: visit.node, title: stepOf(plan, visit).title } : {};
}

function outsideOf({ instance }: Simulation): readonly OutsideAct[] {
  const timer = nextTimerOf(instance);
  const open = instance.visits.filter((visit) => visit.state === "open");
  return [
    ...(timer ? [{ type: "advance" as const, toNextTimer: true as const, timer: timer.id, dueAt: timer.dueAt }] : []),
    ...open.flatMap(({ waits }) => (waits ? [{ type: "event" as const, name: waits.event, key: waits.key }] : [])),
    ...open.flatMap((visit) => (visit.children ?? []).filter((one) => one.outcome === undefined).map((one) => ({ type: "childEnds" as const, visit: visit.id, child: one.key }))),
  ];
}
