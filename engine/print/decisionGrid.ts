import type { Printing } from "./cells.ts";
import type { PrintedGrid, PrintPair, PrintSign } from "./document.ts";
import type { PrintDecision, PrintPending } from "./facts.ts";
import { inLines } from "./grid.ts";
import { opinionOf, placeText, signOf } from "./opinions.ts";
import { timeText } from "./times.ts";
import { nameText } from "./valueText.ts";

/** What the boxes of a block have in common. */
export interface DecisionBoxes {
  readonly columns: number;
  readonly title?: string;
  readonly withPlace: boolean;
  /** What a form says at a step, by its id. */
  readonly saidAt: (node: string) => string | undefined;
}

function signIn(on: Printing, decision: PrintDecision, withPlace: boolean): PrintSign {
  const time = timeText(decision.at, on.facts.zone);
  return { ...signOf(on, decision), at: time, ...(withPlace ? { place: placeText(on, decision) } : {}) };
}

/** What was said at the step: a step that fills in says it in the form; nothing said needs no dash beside a signature. */
function saidBy(on: Printing, decision: PrintDecision, boxes: DecisionBoxes): string {
  const inForm = decision.superseded === true ? undefined : boxes.saidAt(decision.node); // the form has only what was said last
  if (inForm !== undefined && decision.outcome === "filled") return inForm;
  if (decision.outcome === "event") return decision.comment ?? "";
  return opinionOf(on, inForm === undefined ? decision : { ...decision, comment: inForm }, on.words.say("colon"));
}

function decided(on: Printing, decision: PrintDecision, boxes: DecisionBoxes): PrintPair {
  const isVoid = decision.superseded === true;
  const tone = isVoid ? "void" as const : decision.outcome === "rejected" ? "bad" as const : undefined;
  return {
    label: on.words.text(decision.title), span: 1,
    value: {
      text: saidBy(on, decision, boxes), signs: [signIn(on, decision, boxes.withPlace)],
      ...(tone === undefined ? {} : { tone }), ...(isVoid ? { badge: on.words.say("void") } : {}),
    },
  };
}

function waiting(on: Printing, { title, people }: PrintPending): PrintPair {
  const names = people.map((id) => nameText(on, "person", id)).join(on.words.say("comma"));
  return { label: on.words.text(title), span: 1, value: { text: [on.words.say("waiting"), names].filter((part) => part !== "").join(on.words.say("colon")), tone: "unknown" } };
}

/** Decisions as boxes side by side, each with opinion, signature, time and place, as a form has its signature boxes; nothing yet: none. */
export function decisionGrid(on: Printing, boxes: DecisionBoxes, decisions: readonly PrintDecision[], pending: readonly PrintPending[]): PrintedGrid | undefined {
  const pairs = [...decisions.map((one) => decided(on, one, boxes)), ...pending.map((one) => waiting(on, one))];
  if (pairs.length === 0) return undefined;
  return { kind: "grid", ...(boxes.title === undefined ? {} : { title: boxes.title }), columns: boxes.columns, lines: inLines(pairs, boxes.columns) };
}
