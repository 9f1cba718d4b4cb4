import { isObject, type JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { evaluate } from "../conditions.ts";
import { scopeOf } from "../facts.ts";
import type { Run } from "./run.ts";

/** An expression's value, undefined when unknown; plain JSON that is no expression stands for itself. */
export function valueOf(run: Run, expression: JsonLogic, scope?: JsonValue): JsonValue | undefined {
  if (!isObject(expression) && !Array.isArray(expression)) return expression;
  if (isObject(expression) && Object.keys(expression).length !== 1) return expression;
  return evaluate(run, expression, scope ?? scopeOf(run));
}
