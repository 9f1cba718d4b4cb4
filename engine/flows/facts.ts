import type { ApprovalFact, FactContext, InstanceFacts } from "../forms/context.ts";
import type { JsonObject, JsonValue } from "../model/json.ts";
import { validUntil } from "./life/validUntil.ts";
import { fieldHashes, hasChanged } from "./fieldHashes.ts";
import { nodeAt } from "./run/nodeAt.ts";
import { everySeat } from "./seats/seatTree.ts";
import { effectiveVote, hasSpoken } from "./votes/effectiveVote.ts";
import type { View } from "./run/view.ts";

/** A decision about to be given, so that a check can judge it before it counts. */
export interface PendingApproval {
  readonly node: string;
  readonly by: string;
  readonly distanceM: number | null;
}

/** The facts checks and conditions see: the caller's, with those the engine itself knows best put over them. */
export function factsFor(view: View, event: string, by: string | null, pending?: PendingApproval): FactContext {
  const person = by === null ? undefined : view.env.directory.person(by);
  const initiator = view.env.directory.person(view.instance.initiator);
  return {
    ...view.env.ctx,
    now: iso(view.env.now),
    event,
    ...(person ? { actor: { id: person.id, orgId: person.orgId, roles: person.roles.map((one) => one.role) } } : {}),
    ...(initiator ? { initiator: { id: initiator.id, orgId: view.instance.orgId, name: initiator.name } } : {}),
    instance: instanceFacts(view, pending),
  };
}

/** What `{"var": …}` may read in a flow: answers, `initiator`, `nodes`, `instance` and `ctx`. */
export function scopeOf(view: View): JsonValue {
  const ctx = factsFor(view, "condition", null);
  const initiator = { ...(ctx.initiator as JsonObject | undefined), roles: rolesOf(view, view.instance.initiator) };
  return { ...view.answers, initiator, nodes: nodeFacts(view), instance: instanceScope(view), ctx: ctx as unknown as JsonObject };
}

/** ISO-8601 UTC of an instant. */
export function iso(at: number): string {
  return new Date(at).toISOString();
}

/** Every role a person holds. */
export function rolesOf(view: Pick<View, "env">, person: string): string[] {
  return [...new Set(view.env.directory.person(person)?.roles.map((one) => one.role) ?? [])];
}

function instanceFacts(view: View, pending?: PendingApproval): InstanceFacts {
  const { life } = view.instance;
  const until = validUntil(view.plan.def, view.instance);
  return {
    state: life?.state ?? (view.instance.status === "ended" ? (view.instance.outcome ?? "ended") : "approving"),
    ...(life?.startedAt === undefined ? {} : { startedAt: iso(life.startedAt) }),
    ...(life?.stoppedAt === undefined ? {} : { suspendedAt: iso(life.stoppedAt), breakMin: (view.env.now - life.stoppedAt) / 60_000 }),
    ...(until === undefined ? {} : { validUntil: iso(until) }),
    ...(life ? { eventTimes: Object.fromEntries(Object.entries(life.eventTimes).map(([event, at]) => [event, iso(at)])) } : {}),
    changed: changedSinceApproval(view),
    approvals: [...givenApprovals(view), ...(pending ? [approvalFact(view, pending.node, pending.by, view.env.now, pending.distanceM)] : [])],
  };
}

/** X-ids whose value is no longer what it was when the first standing approval was given. */
function changedSinceApproval(view: View): string[] {
  const first = view.instance.visits.find((visit) => !visit.dead && visit.outcome === "passed" && visit.dataAtClose !== undefined && nodeAt(view.plan, visit)?.kind === "approval");
  if (!first?.dataAtClose) return [];
  const now = fieldHashes(view.answers);
  return [...new Set([...Object.keys(first.dataAtClose), ...Object.keys(now)])].filter((xid) => hasChanged(first.dataAtClose ?? {}, now, [xid])).sort();
}

/** Approvals that stand in the present walk. */
function givenApprovals(view: View): ApprovalFact[] {
  return view.instance.visits
    .filter((visit) => !visit.dead && nodeAt(view.plan, visit)?.kind === "approval")
    .flatMap((visit) => everySeat(visit.seats).filter((seat) => effectiveVote(seat) === "approved")
      .map((seat) => approvalFact(view, visit.node, seat.by ?? seat.person, seat.at ?? visit.enteredAt, seat.distanceM ?? null)));
}

function approvalFact(view: View, node: string, by: string, at: number, distanceM: number | null): ApprovalFact {
  return { node, by, roles: rolesOf(view, by), at: iso(at), distanceM };
}

/** `nodes.<id>` is the latest visit of the present walk, else missing. */
function nodeFacts(view: View): JsonObject {
  const facts: Record<string, JsonValue> = {};
  for (const visit of view.instance.visits) {
    if (visit.dead) continue;
    const by = everySeat(visit.seats).filter(hasSpoken).map((seat) => seat.by ?? seat.person);
    facts[visit.node] = { ...(visit.outcome === undefined ? {} : { outcome: visit.outcome }), visits: Number(visit.id.slice(visit.id.lastIndexOf("#") + 1)), by };
  }
  return facts;
}

function instanceScope(view: View): JsonObject {
  const { number, generation, status, orgId, life, parent } = view.instance;
  return { number, generation, status, orgId, startedAt: iso(view.instance.startedAt), ...(life ? { state: life.state } : {}), ...(parent?.row === undefined ? {} : { row: parent.row }) };
}
