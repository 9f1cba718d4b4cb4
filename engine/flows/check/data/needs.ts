import { definitionOperators, varsOf } from "../../../logic/index.ts";
import { isObject, own, type JsonValue } from "../../../model/json.ts";
import type { JsonLogic } from "../../../model/logic.ts";

const unbothered = new Set(["known", "missing", "missing_some", "exists"]);

/** Variables without which an expression has no value; those it has a fallback for, or only asks about, are not among them. */
export function needsOf(expression: JsonLogic): string[] {
  return [...new Set(needs(expression))];
}

function needs(raw: JsonLogic): string[] {
  if (Array.isArray(raw)) return raw.flatMap((one: JsonValue) => needs(one));
  const [name, ...more] = isObject(raw) ? Object.keys(raw) : [];
  if (name === undefined || more.length > 0 || !isObject(raw)) return [];
  if (unbothered.has(name)) return [];
  const inner = own(raw, name) as JsonValue;
  const args = (Array.isArray(inner) ? inner : [inner]) as readonly JsonValue[];
  if (name === "var" && args.length > 1) return needs(args[1] ?? null);
  if (name === "??") return args.some((one) => needs(one).length === 0) ? [] : needs(args[args.length - 1] ?? null);
  const operator = definitionOperators.get(name);
  if (name === "var" || !operator || "literal" in operator || ("perItem" in operator && operator.perItem)) return varsOf(raw);
  return args.flatMap((one) => needs(one));
}
