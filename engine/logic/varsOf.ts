import type { JsonValue } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";
import { operationName } from "./compileLogic.ts";
import type { OperatorTable } from "./operator.ts";
import { definitionOperators } from "./operators/index.ts";

/**
 * Every path an expression reads from its outermost scope, such as
 * `["kind", "ctx.now"]`, without repeats. Paths inside `map`, `filter` … that
 * start at the item are not among them; paths that climb back out are. A path
 * that is itself computed is not seen here, which is why `checkLogic` refuses it.
 */
export function varsOf(expression: JsonLogic, operators: OperatorTable = definitionOperators): string[] {
  const found = new Set<string>();
  visit(expression, 0, { found, operators });
  return [...found];
}

interface Search {
  readonly found: Set<string>;
  readonly operators: OperatorTable;
}

function visit(raw: JsonValue, depth: number, search: Search): void {
  if (Array.isArray(raw)) {
    for (const item of raw as readonly JsonValue[]) visit(item, depth, search);
    return;
  }
  const name = operationName(raw);
  if (name === undefined) return;
  const inner = (raw as { readonly [key: string]: JsonValue })[name] ?? null;
  const args = (Array.isArray(inner) ? inner : [inner]) as readonly JsonValue[];
  const operator = search.operators.get(name);
  if (operator && "literal" in operator) return;
  note(name, args, depth, search);
  const perItem = operator && "perItem" in operator ? operator.perItem ?? [] : [];
  args.forEach((arg, at) => visit(arg, perItem.includes(at) ? depth + 1 : depth, search));
}

function note(name: string, args: readonly JsonValue[], depth: number, search: Search): void {
  if (name === "var") add(args[0], depth, search);
  if (name === "missing") args.flat().forEach((path) => add(path, depth, search));
  if (name === "missing_some" && Array.isArray(args[1])) args[1].forEach((path: JsonValue) => add(path, depth, search));
  if (name === "val" || name === "exists") addSteps(args, depth, search);
}

function add(path: JsonValue | undefined, depth: number, search: Search): void {
  if (typeof path !== "string" || path === "") return;
  if (depth === 0 || path === "ctx" || path.startsWith("ctx.")) search.found.add(path);
}

/** `val` names steps one by one; `[[n], …]` leads out when it climbs past every item scope (two frames each). */
function addSteps(args: readonly JsonValue[], depth: number, search: Search): void {
  const [first] = args;
  const climbs = Array.isArray(first) && first.length === 1;
  const left = climbs ? depth - Math.abs(Number(first[0])) / 2 : depth;
  const steps = climbs ? args.slice(1) : args;
  if (steps.some((step) => typeof step !== "string" && typeof step !== "number")) return;
  const path = steps.join(".");
  if (path !== "" && (left <= 0 || steps[0] === "ctx")) search.found.add(path);
}
