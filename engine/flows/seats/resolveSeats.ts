import type { Candidates } from "../../model/candidates.ts";
import type { ApprovalNode, FillNode, FlowNode } from "../../model/flow.ts";
import type { Seat } from "../types.ts";
import { activePeople, type Found, isActive, managerChain, resolveCandidates, type Seeker } from "./resolveCandidates.ts";

export type PersonNode = FillNode | ApprovalNode;

/** True for nodes at which people hold seats beside `start`. */
export function isPersonNode(node: FlowNode | undefined): node is PersonNode {
  return node?.kind === "fill" || node?.kind === "approval";
}

/**
 * The seats of a node by today's people (flows.md 5): candidates → active →
 * minus `exclude` → `selfApproval` → one seat a person. May be empty; what
 * then happens is `onNobody`'s to say.
 */
export function resolveSeats(seeker: Seeker, node: PersonNode): Seat[] {
  const excluded = new Set(excludedPeople(seeker, node));
  const named = resolveCandidates(seeker, node.candidates)
    .filter((one) => isActive(seeker.env.directory, one.person) && !excluded.has(one.person))
    .flatMap((one) => afterSelfApproval(seeker, node, excluded, one));
  return onePerPerson(named, node.kind === "approval" ? (node.vote?.weights ?? {}) : {});
}

/** Everyone barred from a node by separation of duty. */
export function excludedPeople(seeker: Seeker, node: PersonNode): string[] {
  return node.exclude ? resolveCandidates(seeker, node.exclude).map((one) => one.person) : [];
}

/** Why a person may not hold this node, or undefined when they may. */
export function whyNotEligible(seeker: Seeker, node: PersonNode, person: string): "inactive" | "excluded" | "self" | undefined {
  if (!isActive(seeker.env.directory, person)) return "inactive";
  if (excludedPeople(seeker, node).includes(person)) return "excluded";
  return person === seeker.initiator && node.selfApproval !== "allow" ? "self" : undefined;
}

/** Seats for people found some other way (an administrator, a life task). */
export function seatsFor(people: readonly string[]): Seat[] {
  return onePerPerson(people.map((person) => ({ person })), {});
}

/** The administrators of a flow, active ones. */
export function adminsOf(seeker: Seeker, admin: Candidates): string[] {
  return activePeople(seeker, admin);
}

function afterSelfApproval(seeker: Seeker, node: PersonNode, excluded: ReadonlySet<string>, one: Found): Found[] {
  if (one.person !== seeker.initiator || node.selfApproval === "allow") return [one];
  if (node.selfApproval === "forbid") return [];
  const up = managerChain(seeker.env.directory, seeker.initiator, 32).find((person) => person !== seeker.initiator && !excluded.has(person) && isActive(seeker.env.directory, person));
  return up === undefined ? [] : [{ ...one, person: up }];
}

/** First mention keeps the order, the highest weight is kept, roles are united. */
function onePerPerson(found: readonly Found[], weights: { readonly [role: string]: number }): Seat[] {
  const people = new Map<string, { roles: Set<string>; weight: number }>();
  for (const one of found) {
    const known = people.get(one.person) ?? { roles: new Set<string>(), weight: 0 };
    if (one.role !== undefined) known.roles.add(one.role);
    known.weight = Math.max(known.weight, weightOf(one, weights));
    people.set(one.person, known);
  }
  return [...people].map(([person, { roles, weight }], i) => ({ id: `s${i + 1}`, person, holders: [person], version: 1, ...(roles.size === 0 ? {} : { roles: [...roles] }), ...(weight === 1 ? {} : { weight }) }));
}

function weightOf(one: Found, weights: { readonly [role: string]: number }): number {
  const byRole = one.role !== undefined && Object.hasOwn(weights, one.role) ? weights[one.role] : undefined;
  return byRole ?? one.weight ?? 1;
}
