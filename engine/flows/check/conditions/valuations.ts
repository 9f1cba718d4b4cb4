import { compileLogic, isUnknown, type CompiledLogic, type LogicEnv } from "../../../logic/index.ts";
import { isObject, type JsonObject, type JsonValue } from "../../../model/json.ts";
import type { JsonLogic } from "../../../model/logic.ts";
import { memo } from "../memo.ts";
import type { FlowCheck } from "../flowCheck.ts";
import { type Comparisons, comparisonsOf } from "./readConstants.ts";
import { type Regions, regionsOf } from "./regionsOf.ts";

/** A variable and the regions of its values. */
export interface Axis { readonly path: string; readonly values: Regions }

/** Three-valued truth, as the engine judges: only a boolean decides. */
export type Truth = true | false | "unknown";

/** What the variables of a condition are compared with, or undefined when it is of another kind. */
export function readCondition(expression: JsonLogic, check: FlowCheck): Comparisons | undefined {
  return comparisonsOf(expression, (id) => check.form?.limits?.[id]?.value);
}

/** One axis for each variable of several conditions; undefined where one has no regions. */
export function axesOf(conditions: readonly Comparisons[], check: FlowCheck): Axis[] | undefined {
  const axes: Axis[] = [];
  for (const path of new Set(conditions.flatMap((one) => [...one.keys()]))) {
    const all = conditions.flatMap((one) => one.get(path) ?? []);
    const merged = { constants: all.flatMap((one) => one.constants), ordered: all.some((one) => one.ordered), asList: all.some((one) => one.asList) };
    const values = regionsOf(path, merged, check);
    if (!values) return undefined;
    axes.push({ path, values });
  }
  return axes;
}

/** How many combinations there are. */
export function sizeOf(axes: readonly Axis[]): number {
  return axes.reduce((size, axis) => size * axis.values.length, 1);
}

/** The value numbers of the n-th combination, one for each axis; the first axis turns fastest. */
export function digitsOf(axes: readonly Axis[], n: number): number[] {
  let left = n;
  return axes.map(({ values }) => {
    const digit = left % values.length;
    left = Math.floor(left / values.length);
    return digit;
  });
}

/** The scope a condition reads, of the n-th combination. Variables not filled are not there. */
export function scopeAt(axes: readonly Axis[], n: number): JsonObject {
  const scope: Record<string, JsonValue> = {};
  digitsOf(axes, n).forEach((digit, i) => {
    const axis = axes[i];
    const value = axis?.values[digit];
    if (axis && value !== undefined) put(scope, axis.path.split("."), value);
  });
  return scope;
}

/** Judges a condition at a scope. */
export function judge(expression: JsonLogic, scope: JsonObject, check: FlowCheck): Truth {
  try {
    const value = (isObject(expression) ? compiled(expression) : compileLogic(expression, { mode: "kleene" })).run(scope, envOf(check));
    return !isUnknown(value) && typeof value === "boolean" ? value : "unknown";
  } catch {
    // A LogicFault is as good as no answer, as when the flow runs.
    return "unknown";
  }
}

const compiled: (expression: object) => CompiledLogic = memo((expression: object) => compileLogic(expression as JsonLogic, { mode: "kleene" }));

const envOf = memo((check: FlowCheck): LogicEnv => ({ ...(check.form?.limits ? { limits: check.form.limits } : {}), ...(check.form?.tables ? { tables: check.form.tables } : {}) }));

function put(scope: Record<string, JsonValue>, path: readonly string[], value: JsonValue): void {
  const [head = "", ...rest] = path;
  if (rest.length === 0) return void (scope[head] = value);
  const inner = { ...((scope[head] ?? {}) as Record<string, JsonValue>) };
  put(inner, rest, value);
  scope[head] = inner;
}
