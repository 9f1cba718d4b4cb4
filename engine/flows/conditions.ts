import { compileLogic, isUnknown, type CompiledLogic, type LogicEnv } from "../logic/index.ts";
import type { JsonValue } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";
import { scopeOf } from "./facts.ts";
import type { Truth } from "./machine/guards.ts";
import type { Judge } from "./machine/stepMachine.ts";
import type { View } from "./run/view.ts";

const compiled = new WeakMap<object, CompiledLogic>();

/** The value of an expression in three-valued logic; a fault, null or missing value is `undefined`. */
export function evaluate(view: View, expression: JsonLogic, scope: JsonValue = scopeOf(view)): JsonValue | undefined {
  try {
    const value = logicOf(expression).run(scope, logicEnv(view));
    return isUnknown(value) || value === null ? undefined : value;
  } catch {
    // A LogicFault (budget, size, wrong type) is as good as no answer: unknown is never true.
    return undefined;
  }
}

/** Whether a condition holds. Only a boolean decides; anything else is unknown. */
export function truthOf(view: View, expression: JsonLogic, scope?: JsonValue): Truth {
  const value = evaluate(view, expression, scope);
  return typeof value === "boolean" ? value : "unknown";
}

/** Judges the conditions of edges for one event of the machine; the scope is built once, when first needed. */
export function judgeOf(view: View, onUnknown: (edge: string) => void = () => undefined): Judge {
  let scope: JsonValue | undefined;
  const known = new Map<string, Truth>();
  return (edge) => {
    const before = known.get(edge);
    if (before !== undefined) return before;
    scope ??= scopeOf(view);
    const when = view.plan.def.edges.find((one) => one.id === edge)?.when;
    const truth = when === undefined ? "unknown" : truthOf(view, when, scope);
    known.set(edge, truth);
    if (truth === "unknown") onUnknown(edge);
    return truth;
  };
}

function logicOf(expression: JsonLogic): CompiledLogic {
  if (typeof expression !== "object" || expression === null) return compileLogic(expression, { mode: "kleene" });
  const known = compiled.get(expression);
  if (known) return known;
  const made = compileLogic(expression, { mode: "kleene" });
  compiled.set(expression, made);
  return made;
}

function logicEnv(view: View): LogicEnv {
  const { limits, tables } = view.env.form;
  return { ...(limits ? { limits } : {}), ...(tables ? { tables } : {}) };
}
