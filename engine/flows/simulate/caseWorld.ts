import type { FactContext, PersonFacts } from "../../forms/context.ts";
import { dataByKey, formOf } from "../../forms/index.ts";
import { own } from "../../model/json.ts";
import type { Person } from "../../model/org.ts";
import type { CaseAbsence, CaseArea, CaseDuty, CasePerson, CaseWorld } from "../../model/packCase.ts";
import type { Asked } from "./recordDirectory.ts";
import { beginSimulation } from "./beginSimulation.ts";
import { recordDirectory } from "./recordDirectory.ts";
import { simulate } from "./simulate.ts";
import type { Simulation } from "./types.ts";

/** The world a run has seen: everyone and everything it asked for, found by playing it again before a directory that takes notes. */
export function caseWorld(sim: Simulation): CaseWorld {
  const { directory, asked } = recordDirectory(sim.setup.directory);
  sim.acts.reduce<Simulation>(simulate, beginSimulation({ ...sim.setup, directory }));
  const { facts = {}, initiator, answers, form, now } = sim.setup;
  const [absences, duty] = [absencesIn(asked), dutyIn(asked)];
  return {
    at: iso(now), initiator, data: dataByKey(formOf(form), answers),
    people: Object.fromEntries(inOrder(asked).map((one) => [one.id, casePerson(one, asked, own(facts.people ?? {}, one.id) as PersonFacts | undefined)])),
    ...(asked.units.size > 0 ? { units: Object.fromEntries([...asked.units].map(([id, { id: _id, ...unit }]) => [id, unit])) } : {}),
    ...areasIn(asked, facts), ...plantFacts(facts),
    ...(absences.length > 0 ? { absences } : {}), ...(duty.length > 0 ? { duty } : {}),
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

function casePerson(one: Person, asked: Asked, facts: PersonFacts | undefined): CasePerson {
  const manager = asked.managers.has(one.id) ? asked.managers.get(one.id) : one.managerId;
  return {
    name: one.name, orgId: one.orgId, ...(manager == null ? {} : { managerId: manager }), ...(one.status === "active" ? {} : { status: one.status }),
    ...(one.roles.length > 0 ? { roles: one.roles.map(({ role, orgId }) => `${role}@${orgId}` as const) } : {}),
    ...(one.certificates && one.certificates.length > 0 ? { certificates: one.certificates } : {}),
    ...(facts?.contraindications ? { contraindications: facts.contraindications } : {}), ...(facts?.hours24 === undefined ? {} : { hours24: facts.hours24 }),
  };
}

/** People in an order in which every list they came in keeps its own; lists that contradict each other are left as they came. */
function inOrder({ people, lists }: Asked): readonly Person[] {
  const before = new Map<string, Set<string>>();
  for (const list of lists) for (const [i, id] of list.entries()) if (i > 0) before.set(id, (before.get(id) ?? new Set()).add(list[i - 1] ?? ""));
  const placed = new Set<string>();
  const open = new Set<string>();
  const place = (id: string): void => {
    if (placed.has(id) || open.has(id)) return;
    open.add(id);
    for (const earlier of before.get(id) ?? []) place(earlier);
    placed.add(id);
  };
  for (const id of people.keys()) place(id);
  return [...placed].flatMap((id) => people.get(id) ?? []);
}

function areasIn({ areas }: Asked, { area }: Partial<FactContext>): Pick<CaseWorld, "areas"> {
  const known = new Map<string, CaseArea>([...areas].map(([id, { id: _id, ...rest }]) => [id, rest]));
  if (area) known.set(area.id, { ...known.get(area.id), known: area.known, gasAlarms: area.gasAlarms, evacuation: area.evacuation });
  return known.size > 0 ? { areas: Object.fromEntries(known) } : {};
}

function plantFacts({ devices, linked, contractors, conflicts, livePermits, calendar }: Partial<FactContext>): Partial<CaseWorld> {
  return { ...(devices ? { devices } : {}), ...(linked ? { linked } : {}), ...(contractors ? { contractors } : {}), ...(conflicts ? { conflicts } : {}), ...(livePermits === undefined ? {} : { livePermits }), ...(calendar ? { calendar } : {}) };
}

/** Windows that answer as the directory did at each instant it was asked. */
function absencesIn({ deputies }: Asked): readonly CaseAbsence[] {
  return [...grouped(deputies, (one) => one.person)].flatMap(([person, list]) => windows(list, (one) => one.deputy).map(({ said, from, to }) => ({ person, deputy: said, from, to })));
}

function dutyIn({ duty }: Asked): readonly CaseDuty[] {
  return [...grouped(duty, (one) => `${one.role} ${one.orgId}`).values()].flatMap((list) =>
    windows(list, (one) => (one.people.length > 0 ? one.people.join(" ") : undefined)).flatMap(({ said, from, to }) => list.slice(0, 1).map(({ role, orgId }) => ({ role, orgId, from, to, people: said.split(" ") }))));
}

function grouped<T>(list: readonly T[], keyOf: (one: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const one of list) groups.set(keyOf(one), [...(groups.get(keyOf(one)) ?? []), one]);
  return groups;
}

/** Stretches of the same answer, from the first instant to just after the last. */
function windows<T extends { readonly at: number }>(list: readonly T[], sayOf: (one: T) => string | undefined): { readonly said: string; readonly from: string; readonly to: string }[] {
  const found: { said: string | undefined; from: number; to: number }[] = [];
  for (const one of [...list].sort((a, b) => a.at - b.at)) {
    const last = found[found.length - 1];
    if (last && last.said === sayOf(one)) last.to = one.at + 1;
    else found.push({ said: sayOf(one), from: one.at, to: one.at + 1 });
  }
  return found.flatMap(({ said, from, to }) => (said === undefined ? [] : [{ said, from: iso(from), to: iso(to) }]));
}
