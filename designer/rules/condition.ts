import { isObject, type JsonLogic } from "@safeloop/engine";

export const comparisons = [">=", ">", "<=", "<", "==", "!="] as const;
export type Comparison = (typeof comparisons)[number];

/** What is compared: the reading itself, a named other input, how far it rose within some seconds; of a form a field of this or the latest one, or how many there were. */
export type Term =
  | { readonly kind: "value"; readonly alias?: string }
  | { readonly kind: "rise"; readonly windowS: number }
  | { readonly kind: "event" | "latest"; readonly field: string }
  | { readonly kind: "count"; readonly windowS: number; readonly where?: { readonly field: string; readonly value: string | number | boolean } };

/** A window as days. */
export function daysOf(windowS: number): number {
  return Number((windowS / 86_400).toPrecision(4));
}

/** What it is compared with: a sourced limit, or a literal (codes of states and events). */
export type Operand = { readonly kind: "limit"; readonly id: string } | { readonly kind: "literal"; readonly value: string | number | boolean };

/**
 * A condition as the builder shows it. What the builder has no words for
 * stays as `raw` JSON, shown and kept to the byte, so that no view loses any.
 */
export type Condition =
  | { readonly kind: "compare"; readonly term: Term; readonly op: Comparison; readonly operand: Operand }
  | { readonly kind: "and" | "or"; readonly items: readonly Condition[] }
  | { readonly kind: "raw"; readonly logic: JsonLogic };

function single(logic: JsonLogic): readonly [string, JsonLogic] | undefined {
  if (!isObject(logic)) return undefined;
  const entries = Object.entries(logic);
  const first = entries[0];
  return entries.length === 1 && first ? first : undefined;
}

function termOf(logic: JsonLogic): Term | undefined {
  const [operator, argument] = single(logic) ?? [];
  if (!Array.isArray(argument)) return undefined;
  const first: unknown = argument[0];
  if (operator === "count" && typeof first === "number" && argument.length <= 2) return countOf(first, argument as readonly JsonLogic[]);
  if (argument.length > 1) return undefined;
  if (operator === "value") return first === undefined ? { kind: "value" } : typeof first === "string" ? { kind: "value", alias: first } : undefined;
  if (operator === "rise" && typeof first === "number") return { kind: "rise", windowS: first };
  if ((operator === "event" || operator === "latest") && typeof first === "string") return { kind: operator, field: first };
  return undefined;
}

/** `count[w]`, or `count[w, {"==": [{"event": [field]}, value]}]`. */
function countOf(windowS: number, argument: readonly JsonLogic[]): Term | undefined {
  if (argument.length === 1) return { kind: "count", windowS };
  const where = conditionOf(argument[1] ?? null);
  if (where.kind !== "compare" || where.op !== "==" || where.term.kind !== "event" || where.operand.kind !== "literal") return undefined;
  return { kind: "count", windowS, where: { field: where.term.field, value: where.operand.value } };
}

function operandOf(logic: JsonLogic): Operand | undefined {
  if (typeof logic === "string" || typeof logic === "number" || typeof logic === "boolean") return { kind: "literal", value: logic };
  const [operator, argument] = single(logic) ?? [];
  const id: unknown = Array.isArray(argument) && argument.length === 1 ? argument[0] : undefined;
  return operator === "limit" && typeof id === "string" ? { kind: "limit", id } : undefined;
}

/** Reads a stored condition. */
export function conditionOf(logic: JsonLogic): Condition {
  const [operator, argument] = single(logic) ?? [];
  if (operator === undefined || !Array.isArray(argument)) return { kind: "raw", logic };
  if (operator === "and" || operator === "or") return { kind: operator, items: (argument as readonly JsonLogic[]).map(conditionOf) };
  const op = comparisons.find((one) => one === operator);
  const [left, right] = argument as readonly JsonLogic[];
  const term = left === undefined ? undefined : termOf(left);
  const operand = right === undefined ? undefined : operandOf(right);
  return op && term && operand && argument.length === 2 ? { kind: "compare", term, op, operand } : { kind: "raw", logic };
}

function termLogic(term: Term): JsonLogic {
  if (term.kind === "value") return { value: term.alias === undefined ? [] : [term.alias] };
  if (term.kind === "count") return { count: term.where === undefined ? [term.windowS] : [term.windowS, { "==": [{ event: [term.where.field] }, term.where.value] }] };
  return term.kind === "rise" ? { rise: [term.windowS] } : { [term.kind]: [term.field] };
}

/** Writes it back: `logicOf(conditionOf(x))` is `x`. */
export function logicOf(condition: Condition): JsonLogic {
  if (condition.kind === "raw") return condition.logic;
  if (condition.kind !== "compare") return { [condition.kind]: condition.items.map(logicOf) };
  const operand: JsonLogic = condition.operand.kind === "limit" ? { limit: [condition.operand.id] } : condition.operand.value;
  return { [condition.op]: [termLogic(condition.term), operand] };
}
