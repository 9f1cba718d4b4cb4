import type { OpenStep, RunLine } from "./runLines.ts";

/** One time the run stood at a step. */
export interface RunVisit {
  readonly id: string;
  readonly node: string;
  readonly from: number;
  readonly to?: number;
  readonly state: "open" | "blocked" | "done" | "void";
  readonly outcome?: string; // passed, rejected
  readonly reason?: string; // why it was left; `done` when it was decided
  readonly blocked?: string; // nobody, unknownCondition
  readonly acts: readonly { readonly by: string | null; readonly command: string; readonly at: number; readonly comment?: string }[];
}

const decisions: ReadonlySet<string> = new Set(["submit", "approve", "reject", "return", "system"]);

/** The visits of a run in the order they began. One that was left for another reason than being done does not count. */
export function visitsOf(lines: readonly RunLine[], open: readonly OpenStep[]): readonly RunVisit[] {
  const visits = new Map<string, RunVisit>();
  for (const line of lines) {
    if (line.visit !== undefined && line.node !== undefined) visits.set(line.visit, withLine(visits.get(line.visit) ?? begun(line.visit, line.node, line.at), line));
    for (const id of line.supersedes ?? []) {
      const cut = visits.get(id);
      if (cut) visits.set(id, { ...cut, state: "void" });
    }
  }
  return [...visits.values(), ...unseen([...visits.values()], open)];
}

function begun(id: string, node: string, from: number): RunVisit {
  return { id, node, from, state: "open", acts: [] };
}

function withLine(visit: RunVisit, line: RunLine): RunVisit {
  const next = decisions.has(line.command) ? { ...visit, acts: [...visit.acts, { by: line.by, command: line.command, at: line.at, ...(line.comment ? { comment: line.comment } : {}) }] } : visit;
  return stateAfter(next, line);
}

function stateAfter(visit: RunVisit, line: RunLine): RunVisit {
  const isVoid = line.isVoid === true || visit.state === "void";
  if (line.command === "blocked") return { ...visit, state: isVoid ? "void" : "blocked", ...(line.outcome === undefined ? {} : { blocked: line.outcome }) };
  if (line.command === "enter") return { ...visit, state: isVoid ? "void" : "open" };
  if (line.command !== "leave") return isVoid ? { ...visit, state: "void" } : visit;
  const { reason = "done", outcome } = line;
  return { ...visit, to: line.at, reason, state: isVoid || reason !== "done" ? "void" : "done", ...(outcome === "passed" || outcome === "rejected" ? { outcome } : {}) };
}

/** Steps that are open and of which nothing has been written yet, such as a wait. */
function unseen(visits: readonly RunVisit[], open: readonly OpenStep[]): readonly RunVisit[] {
  const known = new Set(visits.filter((one) => one.state === "open" || one.state === "blocked").map((one) => one.node));
  return open.filter((one) => !known.has(one.node)).map((one) => ({ id: `${one.node}#now`, node: one.node, from: one.since ?? 0, state: one.isBlocked ? "blocked" : "open", acts: [] }));
}
