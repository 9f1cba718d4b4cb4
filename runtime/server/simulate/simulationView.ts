import {
  dataByKey, formOf, paperState, suggestActs, tasksOf,
  type Directory, type HistoryEntry, type Issue, type JsonObject, type PersonRef, type Simulated, type SimulatedStep, type SimulatedStepView, type SimulatedTaskView, type Simulation, type TaskState,
} from "@safeloop/engine";
import type { RouteRequest } from "../context.ts";
import { issueViews } from "../views/issueView.ts";
import { personRef } from "../views/personRef.ts";

const iso = (at: number): string => new Date(at).toISOString();

/** The whole run as its screen shows it, sentences in the caller's language. */
export function simulationView(sim: Simulation, warnings: readonly Issue[], locale: RouteRequest["locale"]): Simulated {
  const { setup, instance } = sim;
  const view = new Viewer(setup.directory, locale);
  const suggested = suggestActs(sim);
  return {
    now: iso(sim.now), actor: view.person(sim.actor), state: paperState(setup.flow, instance), ...(instance.outcome === undefined ? {} : { outcome: instance.outcome }),
    data: dataByKey(formOf(setup.form), sim.answers), tasks: tasksOf(setup.flow, instance).map((task) => view.task(task)), log: sim.log.map((step) => view.step(step, sim)),
    suggestions: {
      people: suggested.people.map(({ person, acts }) => ({ person: view.person(person), acts: acts.map(({ targets, title, ...act }) => ({ ...act, ...(title ? { title: { ...title } } : {}), ...(targets ? { targets: targets.map((one) => ({ node: one.node, title: { ...one.title }, redone: [...one.redone], supersededTasks: [...one.supersededTasks] })) } : {}) })) })),
      outside: suggested.outside.map((one) => ("dueAt" in one ? { ...one, dueAt: iso(one.dueAt) } : { ...one })),
    },
    issues: issueViews(warnings, locale),
  };
}

class Viewer {
  constructor(private readonly directory: Directory, private readonly locale: RouteRequest["locale"]) {}

  person(id: string): PersonRef {
    return personRef(this.directory, id);
  }

  task({ id, node, title, kind, visit, person, holders, actors, version, state, openedAt, closedAt, dueAt }: TaskState): SimulatedTaskView {
    return {
      id, node: { id: node, title: { ...title } }, kind, visit, person: this.person(person), holders: this.people(holders), actors: this.people(actors), version, state, openedAt: iso(openedAt),
      ...(closedAt === undefined ? {} : { closedAt: iso(closedAt) }), ...(dueAt === undefined ? {} : { dueAt: iso(dueAt) }),
    };
  }

  step(step: SimulatedStep, sim: Simulation): SimulatedStepView {
    return {
      act: step.act, at: iso(step.at), ...(step.input ? { input: { ...step.input } } : {}), accepted: step.accepted, ...(step.ignored ? { ignored: true } : {}),
      history: step.history.map((line) => this.line(line)), opened: step.opened.map((task) => this.task(task)), closed: step.closed.map((task) => this.task(task)),
      notices: step.notices.map(({ person, topic, message }) => ({ person: this.person(person), topic, message: { ...message } })),
      armed: step.armed.map(({ id, kind, dueAt }) => ({ id, kind, dueAt: iso(dueAt) })), ...(step.fired === undefined ? {} : { fired: step.fired }),
      effects: step.effects.map((effect) => ({ ...effect })), data: changesByKey(step.writes, sim), issues: issueViews(step.issues, this.locale),
      stands: { state: step.stands.state, open: Object.fromEntries(Object.entries(step.stands.open).map(([node, holders]) => [node, this.people(holders)])) },
    };
  }

  private people(ids: readonly string[]): PersonRef[] {
    return ids.map((id) => this.person(id));
  }

  private line({ command, by, node, visit, seat, outcome, comment, supersedes, detail }: HistoryEntry): SimulatedStepView["history"][number] {
    return {
      command, by: by === null ? null : this.person(by), ...(node === undefined ? {} : { node }), ...(visit === undefined ? {} : { visit }), ...(seat === undefined ? {} : { seat }),
      ...(outcome === undefined ? {} : { outcome }), ...(comment === undefined ? {} : { comment }), ...(supersedes ? { supersedes: [...supersedes] } : {}), ...(detail ? { detail: { ...detail } } : {}),
    };
  }
}

/** Changed answers by property key; null where one was cleared. */
function changesByKey(writes: SimulatedStep["writes"], { setup }: Simulation): JsonObject {
  const form = formOf(setup.form);
  const cleared = form.roots.filter((field) => writes[field.xid] === null).map((field) => [field.key, null] as const);
  return { ...dataByKey(form, writes), ...Object.fromEntries(cleared) };
}
