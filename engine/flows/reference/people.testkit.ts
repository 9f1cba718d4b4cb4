import type { Candidate, Candidates } from "../../model/candidates.ts";
import { own } from "../../model/json.ts";
import type { Run } from "./run.testkit.ts";
import { allSeats } from "./turns.testkit.ts";

/** One way a person was found: through which role, with which weight. */
export interface Mention {
  readonly person: string;
  readonly role?: string;
  readonly weight?: number;
}

/** Everyone the candidates name, in order, active or not, doubles included. */
export function mentions(run: Run, candidates: Candidates): Mention[] {
  return candidates.flatMap((candidate) => mentionsOf(run, candidate));
}

export function peopleOf(run: Run, candidates: Candidates): string[] {
  return [...new Set(mentions(run, candidates).map((one) => one.person))].filter((person) => isActive(run, person));
}

function mentionsOf(run: Run, candidate: Candidate): Mention[] {
  switch (candidate.kind) {
    case "person":
      return [{ person: candidate.person }];
    case "initiator":
      return [{ person: run.world.initiator }];
    case "role":
      return roleHolders(run, candidate.role, candidate.at).map((person) => ({ person, role: candidate.role, ...(candidate.weight === undefined ? {} : { weight: candidate.weight }) }));
    case "manager":
      return managersAbove(run, run.world.initiator).slice(candidate.level - 1, candidate.level).map((person) => ({ person }));
    case "managerChain":
      return managersAbove(run, run.world.initiator).slice(0, candidate.upTo).map((person) => ({ person }));
    case "field":
      return namesIn(own(run.state.answers, candidate.field)).map((person) => ({ person }));
    case "actorOf":
      return actorsOf(run, candidate.node).map((person) => ({ person }));
    default:
      throw new Error(`the reference finds nobody by ${candidate.kind}`);
  }
}

function namesIn(value: unknown): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((one): one is string => typeof one === "string" && one !== "");
}

function roleHolders(run: Run, role: string, at: string): string[] {
  const units = at === "anywhere" ? undefined : unitsAbove(run, orgOf(run, run.world.initiator));
  return [...run.world.people].filter(([, person]) => person.roles.some((one) => one.role === role && (!units || units.includes(one.org)))).map(([id]) => id);
}

function orgOf(run: Run, id: string): string | undefined {
  const person = run.world.people.get(id);
  return person?.org ?? person?.roles[0]?.org;
}

function unitsAbove(run: Run, org: string | undefined): string[] {
  const list: string[] = [];
  for (let at = org; at !== undefined && !list.includes(at); at = run.world.orgParents?.get(at)) list.push(at);
  return list;
}

/** Everybody who has spoken at the latest visit of a node in the present walk, signers somebody added among them: separation of duty means all of them. */
function actorsOf(run: Run, node: string): string[] {
  const visit = run.state.visits.filter((one) => one.node === node && !one.dead).at(-1);
  return (visit ? allSeats(visit) : []).filter((seat) => seat.own !== undefined).map((seat) => seat.castBy ?? seat.person);
}

/** The managers above a person, nearest first. */
export function managersAbove(run: Run, person: string): string[] {
  const list: string[] = [];
  for (let at = run.world.people.get(person)?.manager; at !== undefined && !list.includes(at) && at !== person; at = run.world.people.get(at)?.manager) list.push(at);
  return list;
}

export function isActive(run: Run, person: string): boolean {
  return run.world.people.get(person)?.active === true;
}

export function isAdmin(run: Run, person: string): boolean {
  return peopleOf(run, run.def.settings.admin).includes(person);
}

/** Everyone who stands in for `person` now, deputies of deputies included. */
export function deputiesOf(run: Run, person: string): string[] {
  const now = run.world.now();
  const list: string[] = [];
  const add = (absent: string): void => {
    for (const one of run.world.deputies) {
      if (one.person !== absent || now < one.from || now >= one.to || list.includes(one.deputy)) continue;
      list.push(one.deputy);
      add(one.deputy);
    }
  };
  add(person);
  return list.filter((one) => one !== person);
}
