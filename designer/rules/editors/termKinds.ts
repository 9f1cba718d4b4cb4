import type { AlertRule } from "@safeloop/engine";
import { areaCounts, type Term, windowFolds } from "../condition/model.ts";

/** What a person may compare, as one flat list: a kind, with its fold where there is one. */
export const termChoices = ["value", "prev", "age", "quality", ...windowFolds, "rate", "count", "event", ...areaCounts, "design", "range", "difference", "other"] as const;
export type TermChoice = (typeof termChoices)[number];

/** Groups of the list, in its order. */
export const choiceGroups: readonly (readonly [name: string, choices: readonly TermChoice[]])[] = [
  ["now", ["value", "prev", "quality", "event"]],
  ["time", ["age", "rate", "count", ...windowFolds]],
  ["area", areaCounts],
  ["own", ["design", "range"]],
  ["more", ["difference", "other"]],
];

export function choiceOf(term: Term): TermChoice | "literal" | "limit" | "latest" {
  if (term.kind === "window") return term.fold;
  if (term.kind === "area") return term.count;
  if (term.kind === "calc") return term.op === "abs" && term.items[0]?.kind === "calc" && term.items[0].op === "-" ? "difference" : "other";
  return term.kind;
}

const aliasOf = (term: Term): { readonly alias?: string } => ("alias" in term && term.alias !== undefined ? { alias: term.alias } : {});
const windowOf = (term: Term): number => ("windowS" in term ? term.windowS : 60);

/** The term a choice begins with; input and window stay as they were. */
export function freshTerm(choice: TermChoice, before: Term, rule: Pick<AlertRule, "aliases">): Term {
  const [alias, windowS] = [aliasOf(before), windowOf(before)];
  const fold = windowFolds.find((one) => one === choice);
  const area = areaCounts.find((one) => one === choice);
  if (fold) return { kind: "window", fold, windowS, ...alias };
  if (area) return area === "area.people" ? { kind: "area", count: area } : { kind: "area", count: area, of: area === "area.alarms.count" ? "P1" : area === "area.permits.count" ? "*" : "" };
  switch (choice) {
    case "value": case "prev": case "age": case "quality": return { kind: choice, ...alias };
    case "rate": return { kind: "rate", windowS, per: "min", ...alias };
    case "count": return { kind: "count", windowS };
    case "event": return { kind: "event", field: "type", ...alias };
    case "design": return { kind: "design", name: "", ...alias };
    case "range": return { kind: "range", part: "max" };
    case "difference": return { kind: "calc", op: "abs", items: [{ kind: "calc", op: "-", items: [{ kind: "value" }, { kind: "value", alias: Object.keys(rule.aliases ?? {})[0] ?? "b" }] }] };
    default: return { kind: "other", logic: null };
  }
}
