import { fieldHashes } from "../fieldHashes.ts";
import { nodeOf } from "../plan/plan.ts";
import { notices } from "../notices.ts";
import type { CloseReason, Visit } from "../types.ts";
import { everySeat } from "../seats/seatTree.ts";
import { effectiveVote } from "../votes/effectiveVote.ts";
import { note, patch, patchVisit, type Run, tell } from "./run.ts";
import { leaveChildren } from "./children.ts";
import { dropVisitTimers } from "./timers.ts";
import { visitOf } from "./view.ts";
import { lastOf } from "../lastOf.ts";

/** Opens a visit; `k` counts all visits of the node and never restarts. */
export function openVisit(run: Run, node: string, asked: boolean): Visit {
  const k = run.instance.visits.filter((one) => one.node === node).length + 1;
  const visit: Visit = {
    id: `${node}#${k}`, node, order: run.instance.visits.length, generation: run.instance.generation, state: "open",
    seats: [], enteredAt: run.env.now, ...(asked ? { asked } : {}),
  };
  patch(run, { visits: [...run.instance.visits, visit] });
  return visit;
}

/** Closes a visit: its timers go, and people who still had it to do are told when it no longer holds. */
export function closeVisit(run: Run, id: string, reason: CloseReason, outcome?: Visit["outcome"]): void {
  const visit = visitOf(run, id);
  if (!visit || visit.state === "closed") return;
  dropVisitTimers(run, id);
  leaveChildren(run, visit, reason);
  patchVisit(run, id, {
    state: "closed", reason, closedAt: run.env.now, closedBy: { by: run.by, command: run.command, seq: run.instance.seq },
    ...(outcome === undefined ? {} : { outcome }),
    ...((reason === "done" || hasVotes(visit)) && keepsData(run, visit) ? { dataAtClose: fieldHashes(run.answers) } : {}),
  });
  note(run, { command: "leave", node: visit.node, visit: id, outcome: outcome ?? reason, detail: { reason } });
  if (reason !== "done") tellSuperseded(run, visit);
}

/** A vote of a visit that is cut short may be carried later, and is then judged by what its giver saw. */
function hasVotes(visit: Visit): boolean {
  return everySeat(visit.seats).some((seat) => seat.own !== undefined);
}

/** Flows that dedupe compare data with an earlier close; permits tell what was edited after an approval. */
function keepsData(run: Run, visit: Visit): boolean {
  if (run.plan.def.settings.permit === true) return visit.seats.length > 0;
  return visit.seats.length > 0 && run.plan.def.nodes.some((node) => node.kind === "approval" && node.dedupe !== "none");
}

/** People of closed tasks are told once per person in one step. */
function tellSuperseded(run: Run, visit: Visit): void {
  const open = everySeat(visit.seats).filter((seat) => effectiveVote(seat) === undefined).flatMap((seat) => seat.holders);
  const people = open.filter((person) => person !== run.by && !run.touched.has(person));
  for (const person of people) run.touched.add(person);
  tell(run, people, "task.superseded", notices.superseded(titleOf(run, visit.node), run.instance.number), { visit: visit.id });
}

/** The title of a visit's node or life task; of a node this revision no longer has, the title it had. */
export function titleOf(run: Pick<Run, "plan"> & Partial<Pick<Run, "instance">>, node: string): { readonly zh: string; readonly en: string } {
  if (!node.startsWith("life.")) return (run.plan.graph.nodes.get(node) ?? nodeOfOld(run, node) ?? nodeOf(run.plan, node)).title;
  const task = run.plan.def.life?.states.flatMap((state) => state.tasks ?? []).find((one) => `life.${one.id}` === node);
  return task?.title ?? { zh: node, en: node };
}

/** What a node was when it was entered: kept by visits of nodes a migration has left behind. */
function nodeOfOld(run: Partial<Pick<Run, "instance">>, node: string): Visit["was"] {
  return lastOf(run.instance?.visits ?? [], (one) => one.node === node && one.was !== undefined)?.was;
}
