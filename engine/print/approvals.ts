import { isBlank } from "../forms/index.ts";
import type { PrintApprovals, PrintEvents } from "../model/print.ts";
import { answerOf, isHidden, type Printing } from "./cells.ts";
import { decisionGrid } from "./decisionGrid.ts";
import type { PrintCell, PrintedGrid, PrintedTable } from "./document.ts";
import type { PrintDecision, PrintPending } from "./facts.ts";
import { opinionOf, placeText, signOf } from "./opinions.ts";
import { timeText } from "./times.ts";
import { nameText, valueText } from "./valueText.ts";

/** A line that a return cut out of the walk stays on paper, and says that it counts no more. */
function voided(on: Printing, decision: PrintDecision, cells: readonly PrintCell[]): readonly PrintCell[] {
  if (decision.superseded !== true) return cells;
  return cells.map((cell, at) => ({ ...cell, tone: "void" as const, ...(at === 0 ? { badge: on.words.say("void") } : {}) }));
}

function decisionCells(on: Printing, decision: PrintDecision, withPlace: boolean): readonly PrintCell[] {
  const time = timeText(decision.at, on.facts.zone);
  return voided(on, decision, [
    { text: on.words.text(decision.title) },
    { text: opinionOf(on, decision, "\n"), ...(decision.outcome === "rejected" ? { tone: "bad" as const } : {}) },
    { text: "", signs: [signOf(on, decision)] },
    { text: withPlace ? `${time}\n${placeText(on, decision)}` : time },
  ]);
}

function pendingCells(on: Printing, pending: PrintPending): readonly PrintCell[] {
  const people = pending.people.map((id) => nameText(on, "person", id)).join(on.words.say("comma"));
  return [{ text: on.words.text(pending.title) }, { text: on.words.say("waiting"), tone: "unknown" }, { text: people === "" ? on.words.say("blank") : people }, { text: on.words.say("blank") }];
}

const widths = [1.7, 3, 2, 1.95] as const;

function tableOf(on: Printing, title: string, heads: readonly [string, string, string, string], rows: readonly (readonly PrintCell[])[]): PrintedTable {
  return { kind: "table", title, columns: heads.map((head, at) => ({ title: head, width: widths[at] ?? 1 })), rows, empty: on.words.say("noRows") };
}

/** What the form says at a step, as far as the reader may read it. */
function saidAt(on: Printing, { opinions }: PrintApprovals, node: string): string | undefined {
  const field = opinions && Object.hasOwn(opinions, node) ? on.form.byXid.get(opinions[node] ?? "") : undefined;
  const value = field && !isHidden(on, field) ? answerOf(on, field) : undefined;
  return field && value !== undefined && !isBlank(value) ? valueText(on, field, value) : undefined;
}

const titled = (on: Printing, { title }: PrintApprovals | PrintEvents): { readonly title?: string } => (title ? { title: on.words.text(title) } : {});

/** Decisions in the order they were taken, then whoever is still asked. */
export function printApprovals(on: Printing, block: PrintApprovals): PrintedTable | PrintedGrid | undefined {
  const { words, facts } = on;
  const isAsked = ({ node }: { readonly node: string }): boolean => block.nodes === undefined || block.nodes.includes(node);
  const [decisions, pending] = [facts.decisions.filter(isAsked), facts.pending.filter(isAsked)];
  if (block.columns !== undefined) return decisionGrid(on, { columns: block.columns, ...titled(on, block), withPlace: true, saidAt: (node) => saidAt(on, block, node) }, decisions, pending);
  const rows = [...decisions.map((decision) => decisionCells(on, decision, true)), ...pending.map((one) => pendingCells(on, one))];
  return tableOf(on, block.title ? words.text(block.title) : words.say("approvals"), [words.say("step"), words.say("opinion"), words.say("signed"), words.say("timePlace")], rows);
}

/** Events of the life after the approval; none yet: no table. */
export function printEvents(on: Printing, block: PrintEvents): PrintedTable | PrintedGrid | undefined {
  const { words, facts } = on;
  if (facts.events.length === 0) return undefined;
  if (block.columns !== undefined) return decisionGrid(on, { columns: block.columns, ...titled(on, block), withPlace: false, saidAt: () => undefined }, facts.events, []);
  const rows = facts.events.map((event) => decisionCells(on, event, false));
  return tableOf(on, block.title ? words.text(block.title) : words.say("events"), [words.say("what"), words.say("remark"), words.say("signed"), words.say("time")], rows);
}
