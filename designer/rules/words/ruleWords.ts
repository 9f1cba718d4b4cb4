import type { Translate } from "../../i18n/translate.ts";
import type { Comparison, Condition, Members, Term } from "../condition/model.ts";

/** How the things a rule speaks of are called, in the reader's language. */
export interface RuleNames {
  readonly t: Translate;
  readonly span: (seconds: number) => string;
  readonly field: (xid: string) => string;
  /** A value as the form shows it where it is one of a field. */
  readonly value: (value: string | number | boolean, xid?: string) => string;
  readonly limit: (term: Extract<Term, { kind: "limit" }>) => string;
  readonly alias: (name: string) => string;
  readonly calendar: (id: string) => string;
  readonly isForm: boolean;
}

/** How a comparison is written for people. */
export const sign: { readonly [op in Comparison]: string } = { ">=": "≥", ">": ">", "<=": "≤", "<": "<", "==": "=", "!=": "≠", "===": "=", "!==": "≠" };

const spans = [["d", 86_400], ["h", 3600], ["min", 60]] as const;

/** A span exactly, in the largest unit that it is a whole number of: 90 s stay 90 s. */
export function spanWords(seconds: number, t: Translate): string {
  const [unit, size] = spans.find(([, one]) => seconds >= one && seconds % one === 0) ?? ["s", 1];
  return t(`span.${unit}`, { count: Number((seconds / size).toPrecision(6)) });
}

const calcSign = { "+": " + ", "-": " − ", "*": " × ", "/": " ÷ " } as const;

const fieldIn = (term: Term): string | undefined => (term.kind === "event" || term.kind === "latest" ? term.field : undefined);

/** "b 的…" before what is asked of another input. */
function ofInput(words: string, alias: string | undefined, { t, alias: called }: RuleNames): string {
  return alias === undefined ? words : t("term.of", { input: called(alias), words });
}

/** A term in words. `other` is the side it is compared with, which knows how a value is shown. */
export function termWords(term: Term, names: RuleNames, other?: Term): string {
  const { t, span } = names;
  switch (term.kind) {
    case "value": return term.alias === undefined ? t("term.value") : t("term.of", { input: names.alias(term.alias), words: t("term.value") });
    case "prev": case "age": case "quality": return ofInput(t(`term.${term.kind}`), term.alias, names);
    case "window": return ofInput(t(`term.${term.fold}`, { span: span(term.windowS) }), term.alias, names);
    case "rate": return ofInput(t("term.rate", { span: span(term.windowS), per: t(`per.${term.per ?? "s"}`) }), term.alias, names);
    case "event": case "latest": return ofInput(t(names.isForm ? `term.form_${term.kind}` : `term.${term.kind}`, { field: names.field(term.field) }), term.alias, names);
    case "count": return countWords(term, names);
    case "area": return t(`term.${term.count.replaceAll(".", "_")}`, { of: term.of ?? "" });
    case "design": return ofInput(t("term.design", { name: term.name }), term.alias, names);
    case "range": return t(`term.range_${term.part}`);
    case "limit": return names.limit(term);
    case "literal": return valueWords(term.value, names, other);
    case "calc": return calcWords(term, names);
    case "other": return JSON.stringify(term.logic);
  }
}

function valueWords(value: string | number | boolean, names: RuleNames, other: Term | undefined): string {
  if (other?.kind === "age" && typeof value === "number") return names.span(value);
  if (other?.kind === "quality") return names.t(`quality.${String(value)}`);
  return names.value(value, other && fieldIn(other));
}

function countWords({ windowS, where }: Extract<Term, { kind: "count" }>, names: RuleNames): string {
  const key = names.isForm ? "term.form_count" : "term.count";
  return where === undefined ? names.t(key, { span: names.span(windowS) }) : names.t(`${key}Where`, { span: names.span(windowS), where: conditionText(where, names) });
}

function calcWords({ op, items }: Extract<Term, { kind: "calc" }>, names: RuleNames): string {
  const parts = items.map((one) => (one.kind === "calc" && op !== "abs" && !["abs", "min2", "max2"].includes(one.op) ? `(${termWords(one, names)})` : termWords(one, names)));
  if (op === "abs") return names.t("term.abs", { x: parts[0] ?? "" });
  if (op === "min2" || op === "max2") return names.t(`term.${op}`, { all: parts.join(names.t("comma")) });
  return parts.join(calcSign[op]);
}

export function membersWords({ set, withinM }: Members, { t, alias }: RuleNames): string {
  const points = set === "selected" ? t("members.selected") : t("members.set", { set: alias(set) });
  return withinM === undefined ? points : t("members.near", { points, metres: withinM });
}

const joins = (one: Condition): boolean => one.kind === "and" || one.kind === "or" || one.kind === "if";

function inner(one: Condition, names: RuleNames): string {
  return joins(one) ? names.t("bracket", { words: conditionText(one, names) }) : conditionText(one, names);
}

function choiceWords(items: readonly Condition[], names: RuleNames): string {
  const [when, then, ...rest] = items;
  if (!when || !then || rest.length === 0) return when ? conditionText(when, names) : "";
  return names.t("choice", { when: inner(when, names), then: inner(then, names), rest: choiceWords(rest, names) });
}

/** A condition in words. What has none stands as JSON, so that no part is left out. */
export function conditionText(condition: Condition, names: RuleNames): string {
  const { t } = names;
  switch (condition.kind) {
    case "raw": return JSON.stringify(condition.logic);
    case "constant": return t(condition.value ? "always" : "never");
    case "holds": return t("holds", { term: termWords(condition.term, names) });
    case "calendar": return t("inHours", { calendar: names.calendar(condition.id) });
    case "compare": return `${termWords(condition.term, names, condition.operand)} ${sign[condition.op]} ${termWords(condition.operand, names, condition.term)}`;
    case "between": return t("between", { term: termWords(condition.term, names), low: termWords(condition.low, names, condition.term), high: termWords(condition.high, names, condition.term) });
    case "and": case "or": return condition.items.map((one) => inner(one, names)).join(` ${t(condition.kind)} `);
    case "not": return t("not", { what: conditionText(condition.items[0], names) });
    case "if": return choiceWords(condition.items, names);
    case "lastN": return t("lastN", { k: condition.k, n: condition.n, what: conditionText(condition.items[0], names) });
    case "kOfN": return t(condition.withinS === undefined ? "kOfN" : "kOfNWithin", { k: condition.k, members: membersWords(condition.members, names), span: names.span(condition.withinS ?? 0), what: conditionText(condition.items[0], names) });
  }
}
