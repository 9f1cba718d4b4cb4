import type { Candidate, Candidates } from "../../model/candidates.ts";
import { isObject, own, type JsonValue } from "../../model/json.ts";
import type { Directory, Person } from "../../model/org.ts";
import type { RoleId } from "../../model/role.ts";
import { hasSpoken } from "../votes/effectiveVote.ts";
import { latestVisit, type View } from "../run/view.ts";
import { everySeat } from "./seatTree.ts";

/** A person found, and through which role and weight. */
export interface Found {
  readonly person: string;
  readonly role?: RoleId;
  readonly weight?: number;
}

/** What finding people needs; an unsent form has no instance yet. */
export type Seeker = Pick<View, "env" | "answers"> & { readonly instance?: View["instance"]; readonly initiator: string };

/** Everyone the candidates name, in their order, active or not, repeats kept. */
export function resolveCandidates(seeker: Seeker, candidates: Candidates): Found[] {
  return candidates.flatMap((candidate) => {
    const finder = finders[candidate.kind] as Finder | undefined;
    return finder ? finder(seeker, candidate) : [];
  });
}

/** The ids the candidates name, active people only, once each. */
export function activePeople(seeker: Seeker, candidates: Candidates): string[] {
  return [...new Set(resolveCandidates(seeker, candidates).map((one) => one.person))].filter((id) => isActive(seeker.env.directory, id));
}

/** True when the directory knows the person as active. */
export function isActive(directory: Directory, person: string): boolean {
  return directory.person(person)?.status === "active";
}

/** A view with its initiator, as `resolveCandidates` wants it. */
export function seekerOf(view: View): Seeker {
  return { env: view.env, answers: view.answers, instance: view.instance, initiator: view.instance.initiator };
}

/** Text values at a dotted x-id path; lists on the way are walked through. */
export function textsAt(value: JsonValue | undefined, path: readonly string[]): string[] {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).flatMap((item) => textsAt(item, path));
  const [head, ...rest] = path;
  if (head !== undefined) return isObject(value) ? textsAt(own(value, head) as JsonValue | undefined, rest) : [];
  return typeof value === "string" && value !== "" ? [value] : [];
}

type Finder = (seeker: Seeker, candidate: Candidate) => Found[];
type Finders = { readonly [K in Candidate["kind"]]: (seeker: Seeker, candidate: Extract<Candidate, { kind: K }>) => Found[] };

const finders: Finders = {
  person: (_, c) => [{ person: c.person }],
  initiator: (seeker) => [{ person: seeker.initiator }],
  role: (seeker, c) => holders(seeker, c.role, orgsOf(seeker, c)).map((person) => ({ person: person.id, role: c.role, ...(c.weight === undefined ? {} : { weight: c.weight }) })),
  manager: (seeker, c) => managers(seeker, c.level).slice(c.level - 1).map((person) => ({ person })),
  managerChain: (seeker, c) => managers(seeker, c.upTo).map((person) => ({ person })),
  field: (seeker, c) => fieldTexts(seeker, c.field).map((person) => ({ person })),
  actorOf: (seeker, c) => actorsOf(seeker, c.node).map((person) => ({ person })),
  onDuty: (seeker, c) => (seeker.env.directory.onDuty?.(c.role, seeker.env.orgId, seeker.env.now) ?? []).map((person) => ({ person: person.id, role: c.role })),
  contractorResponsible: (seeker, c) => textsAt(seeker.answers as JsonValue, c.field.split(".")).flatMap((org) => seeker.env.directory.holders("contractor-lead", org).map((person) => ({ person: person.id, role: "contractor-lead" as const }))),
};

/** `$row.<field>` reads the row a child flow was started for. */
function fieldTexts(seeker: Seeker, field: string): string[] {
  const [head, ...rest] = field.split(".");
  return head === "$row" ? textsAt(seeker.instance?.parent?.row, rest) : textsAt(seeker.answers, field.split("."));
}

function holders(seeker: Seeker, role: RoleId, orgs: readonly string[] | "anywhere"): readonly Person[] {
  const { directory } = seeker.env;
  return orgs === "anywhere" ? (directory.anywhere?.(role) ?? []) : orgs.flatMap((org) => directory.holders(role, org));
}

function orgsOf(seeker: Seeker, candidate: Extract<Candidate, { kind: "role" }>): readonly string[] | "anywhere" {
  const { directory, orgId } = seeker.env;
  const field = (): string[] => textsAt(seeker.answers, (candidate.field ?? "").split("."));
  switch (candidate.at) {
    case "initiatorOrg": return [orgId];
    case "fieldOrg": return field();
    case "areaOwner": return areasOf(seeker, candidate.field).flatMap((area) => directory.area(area)?.orgId ?? []);
    case "$parent": return [directory.orgUnit(orgId)?.parentId ?? []].flat();
    case "$root": return rootOf(directory, orgId);
    case "anywhere": return "anywhere";
  }
}

/** Areas named by a place field, or by the first place answered when no field is named. */
function areasOf(seeker: Seeker, field: string | undefined): string[] {
  const values = field === undefined ? Object.values(seeker.answers) : [own(seeker.answers, field)];
  const areas = values.flatMap((value) => (isObject(value) && typeof own(value, "area") === "string" ? [own(value, "area") as string] : []));
  return field === undefined ? areas.slice(0, 1) : areas;
}

function rootOf(directory: Directory, orgId: string): string[] {
  let at = directory.orgUnit(orgId);
  for (let hops = 0; at?.parentId != null && hops < 32; hops++) at = directory.orgUnit(at.parentId);
  return at ? [at.id] : [];
}

/** Managers upwards from the initiator; a circle in the data ends the chain. */
function managers(seeker: Seeker, upTo: number): string[] {
  return managerChain(seeker.env.directory, seeker.initiator, upTo);
}

/** Up to `upTo` managers above a person. */
export function managerChain(directory: Directory, person: string, upTo: number): string[] {
  const chain: string[] = [];
  for (let at = directory.managerOf(person); at && chain.length < Math.min(upTo, 32) && at.id !== person && !chain.includes(at.id); at = directory.managerOf(at.id)) chain.push(at.id);
  return chain;
}

function actorsOf(seeker: Seeker, node: string): string[] {
  if (!seeker.instance) return [];
  const visit = latestVisit({ instance: seeker.instance }, node, true);
  return everySeat(visit?.seats ?? []).filter(hasSpoken).map((seat) => seat.by ?? seat.person);
}
