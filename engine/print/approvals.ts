import type { PrintApprovals, PrintEvents } from "../model/print.ts";
import type { Printing } from "./cells.ts";
import type { PrintCell, PrintedTable, PrintSign } from "./document.ts";
import type { PrintDecision, PrintPending } from "./facts.ts";
import { timeText } from "./times.ts";
import { nameText } from "./valueText.ts";

const outcomes = { approved: "approved", rejected: "rejected", returned: "returned", filled: "filled" } as const;

function byText(on: Printing, { by, standsFor }: PrintDecision): string {
  const name = by === null ? on.words.say("system") : nameText(on, "person", by);
  return standsFor === undefined ? name : `${name}${on.words.say("standsIn", { name: nameText(on, "person", standsFor) })}`;
}

function signOf(on: Printing, decision: PrintDecision): PrintSign {
  const { signature } = decision;
  return {
    name: byText(on, decision), at: "", how: on.words.method(signature?.method),
    ...(signature?.file === undefined ? {} : { file: signature.file }),
    ...(signature?.intact === false ? { warning: on.words.say("broken") } : {}),
  };
}

function placeText(on: Printing, { distanceM }: PrintDecision): string {
  return distanceM === undefined ? on.words.say("noPlace") : on.words.say("distance", { m: Math.round(distanceM) });
}

function opinionOf(on: Printing, decision: PrintDecision): string {
  const said = decision.outcome === "event" ? "" : on.words.say(outcomes[decision.outcome]);
  return [said, decision.comment ?? ""].filter((part) => part !== "").join("\n") || on.words.say("blank");
}

/** A line that a return cut out of the walk stays on paper, and says that it counts no more. */
function voided(on: Printing, decision: PrintDecision, cells: readonly PrintCell[]): readonly PrintCell[] {
  if (decision.superseded !== true) return cells;
  return cells.map((cell, at) => ({ ...cell, tone: "void" as const, ...(at === 0 ? { badge: on.words.say("void") } : {}) }));
}

function decisionCells(on: Printing, decision: PrintDecision, withPlace: boolean): readonly PrintCell[] {
  const time = timeText(decision.at, on.facts.zone);
  return voided(on, decision, [
    { text: on.words.text(decision.title) },
    { text: opinionOf(on, decision), ...(decision.outcome === "rejected" ? { tone: "bad" as const } : {}) },
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

/** Decisions in the order they were taken, then whoever is still asked. */
export function printApprovals(on: Printing, block: PrintApprovals): PrintedTable {
  const { words, facts } = on;
  const isAsked = ({ node }: { readonly node: string }): boolean => block.nodes === undefined || block.nodes.includes(node);
  const rows = [...facts.decisions.filter(isAsked).map((decision) => decisionCells(on, decision, true)), ...facts.pending.filter(isAsked).map((pending) => pendingCells(on, pending))];
  return tableOf(on, block.title ? words.text(block.title) : words.say("approvals"), [words.say("step"), words.say("opinion"), words.say("signed"), words.say("timePlace")], rows);
}

/** Events of the life after the approval; none yet: no table. */
export function printEvents(on: Printing, block: PrintEvents): PrintedTable | undefined {
  const { words, facts } = on;
  if (facts.events.length === 0) return undefined;
  const rows = facts.events.map((event) => decisionCells(on, event, false));
  return tableOf(on, block.title ? words.text(block.title) : words.say("events"), [words.say("what"), words.say("remark"), words.say("signed"), words.say("time")], rows);
}
