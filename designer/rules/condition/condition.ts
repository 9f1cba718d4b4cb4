import { isObject, type JsonLogic } from "@safeloop/engine";
import { type Call, callLogic, callOf } from "./call.ts";
import { comparisons, type Condition, type Members, type Term } from "./model.ts";
import { knownTerm, readTerm } from "./readTerm.ts";

const isCount = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

function membersOf(set: JsonLogic | undefined): Members | undefined {
  if (typeof set === "string") return { set };
  const call = isObject(set) ? callOf(set) : undefined;
  const [name, withinM] = call?.args ?? [];
  return call?.op === "near" && call.args.length === 2 && typeof name === "string" && isCount(withinM) ? { set: name, withinM } : undefined;
}

function comparisonOf({ op, args }: Call): Condition | undefined {
  const [left, right, third] = args;
  const name = [...comparisons, "===" as const, "!==" as const].find((one) => one === op);
  if (left === undefined || right === undefined) return undefined;
  if (name && args.length === 2) return { kind: "compare", term: readTerm(left, conditionOf), op: name, operand: readTerm(right, conditionOf) };
  return op === "between" && third !== undefined && args.length === 3 ? { kind: "between", term: readTerm(left, conditionOf), low: readTerm(right, conditionOf), high: readTerm(third, conditionOf) } : undefined;
}

function groupOf({ op, args, written }: Call): Condition | undefined {
  const [first, second, third, fourth] = args;
  if ((op === "and" || op === "or") && args.length > 0) return { kind: op, items: args.map(conditionOf), ...written };
  if (op === "!" && first !== undefined && args.length === 1) return { kind: "not", items: [conditionOf(first)], ...written };
  if (op === "if" && args.length >= 3 && args.length % 2 === 1) return { kind: "if", items: args.map(conditionOf) };
  if (op === "calendar" && typeof first === "string" && args.length === 1) return { kind: "calendar", id: first, ...written };
  if (op === "lastN" && isCount(first) && isCount(second) && third !== undefined && args.length === 3) return { kind: "lastN", k: first, n: second, items: [conditionOf(third)] };
  const members = membersOf(second);
  if (op !== "kOfN" || !isCount(first) || !members || third === undefined || args.length > 4) return undefined;
  if (fourth !== undefined && !isCount(fourth)) return undefined;
  return { kind: "kOfN", k: first, members, items: [conditionOf(third)], ...(fourth === undefined ? {} : { withinS: fourth }) };
}

/** Reads a stored condition. */
export function conditionOf(logic: JsonLogic): Condition {
  if (typeof logic === "boolean") return { kind: "constant", value: logic };
  const call = callOf(logic);
  const found = call && (comparisonOf(call) ?? groupOf(call));
  if (found) return found;
  const term = call && knownTerm(logic, conditionOf);
  return term ? { kind: "holds", term } : { kind: "raw", logic };
}

const listed = (...args: readonly (JsonLogic | undefined)[]): JsonLogic[] => args.filter((one) => one !== undefined);

export function termLogic(term: Term): JsonLogic {
  switch (term.kind) {
    case "other": return term.logic;
    case "literal": return term.value;
    case "value": return term.asVar ? callLogic("var", [term.alias === undefined ? "value" : `${term.alias}.value`], term) : callLogic("value", listed(term.alias), term);
    case "prev": case "age": case "quality": return callLogic(term.kind, listed(term.alias), term);
    case "window": return callLogic(term.fold, listed(term.windowS, term.alias), term);
    case "rate": return callLogic("rate", listed(term.windowS, term.per ?? (term.alias === undefined ? undefined : "s"), term.alias), term);
    case "event": case "latest": return callLogic(term.kind, listed(term.field, term.alias), term);
    case "count": return callLogic("count", listed(term.windowS, term.where && logicOf(term.where)), term);
    case "area": return callLogic(term.count, listed(term.of), term);
    case "design": return callLogic("design", listed(term.name, term.alias), term);
    case "range": return callLogic("range", [term.part], term);
    case "limit": return callLogic("limit", listed(term.id, term.by, term.otherwise), term);
    case "calc": return callLogic(term.op, term.items.map(termLogic), term);
  }
}

/** Writes it back: `logicOf(conditionOf(x))` is `x`, to the byte. */
export function logicOf(condition: Condition): JsonLogic {
  switch (condition.kind) {
    case "raw": return condition.logic;
    case "constant": return condition.value;
    case "holds": return termLogic(condition.term);
    case "compare": return { [condition.op]: [termLogic(condition.term), termLogic(condition.operand)] };
    case "between": return { between: [termLogic(condition.term), termLogic(condition.low), termLogic(condition.high)] };
    case "calendar": return callLogic("calendar", [condition.id], condition);
    case "and": case "or": return callLogic(condition.kind, condition.items.map(logicOf), condition);
    case "not": return callLogic("!", [logicOf(condition.items[0])], condition);
    case "if": return { if: condition.items.map(logicOf) };
    case "lastN": return { lastN: [condition.k, condition.n, logicOf(condition.items[0])] };
    case "kOfN": return { kOfN: listed(condition.k, setLogic(condition.members), logicOf(condition.items[0]), condition.withinS) };
  }
}

function setLogic({ set, withinM }: Members): JsonLogic {
  return withinM === undefined ? set : { near: [set, withinM] };
}
