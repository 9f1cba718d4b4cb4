import type { JsonValue } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";
import { operationName, refused, spreadThunks, withBudget, type LogicOptions } from "./compileLogic.ts";
import type { LogicEnv } from "./env.ts";
import { invalidArguments, LogicFault } from "./fault.ts";
import type { EagerOperator, LazyOperator, OperatorTable, Thunk } from "./operator.ts";
import { definitionOperators } from "./operators/index.ts";
import { Run, type LogicMode } from "./run.ts";
import { finish, UNKNOWN, type LogicValue, type Unknown } from "./unknown.ts";

/**
 * Evaluates an expression by walking it, with no preparation. Means exactly
 * what `compileLogic` means, fault for fault and step for step; it is the
 * plain reading the compiled form is tested against.
 */
export function interpretLogic(expression: JsonLogic, scope: JsonValue, options: LogicOptions, env: LogicEnv = {}): JsonValue | Unknown {
  const walker = new Walker(options.mode, options.operators ?? definitionOperators);
  return finish(walker.value(expression, new Run(scope, withBudget(env, options.budget)), 0));
}

const deepest = 256;

class Walker {
  constructor(readonly mode: LogicMode, readonly operators: OperatorTable) {}

  value(raw: JsonValue, run: Run, depth: number): LogicValue {
    if (depth > deepest) throw new LogicFault("size", "Too Deep");
    if (Array.isArray(raw)) {
      run.makeList(raw.length);
      return raw.map((item: JsonValue) => this.value(item, run, depth + 1));
    }
    const name = operationName(raw);
    if (name !== undefined) return this.operation(name, (raw as { readonly [key: string]: JsonValue })[name] ?? null, run, depth);
    return raw === null && this.mode === "kleene" ? UNKNOWN : raw;
  }

  operation(name: string, raw: JsonValue, run: Run, depth: number): LogicValue {
    const operator = this.operators.get(name);
    if (!operator) throw new LogicFault("value", "Unknown Operator", name);
    run.step();
    if ("literal" in operator) return raw;
    return operator.eager ? this.eager(operator, raw, run, depth + 1) : this.lazy(operator, raw, run, depth + 1);
  }

  eager(operator: EagerOperator, raw: JsonValue, run: Run, depth: number): LogicValue {
    if (Array.isArray(raw)) return operator[this.mode](raw.map((item: JsonValue) => this.value(item, run, depth)), run);
    const value = this.value(raw, run, depth);
    const args: readonly LogicValue[] = operator.spread && Array.isArray(value) ? (value as readonly LogicValue[]) : [value];
    return operator[this.mode](args, run);
  }

  lazy(operator: LazyOperator, raw: JsonValue, run: Run, depth: number): LogicValue {
    const list = (Array.isArray(raw) ? raw : [raw]) as readonly JsonValue[];
    if (refused(operator, list)) return invalidArguments();
    if (!Array.isArray(raw) && operator.single === "refuse") return invalidArguments();
    if (!Array.isArray(raw) && operator.single === "spread") return operator[this.mode](spreadThunks(this.value(raw, run, depth)), run);
    const args: readonly Thunk[] = list.map((item) => (state: Run) => this.value(item, state, depth));
    return operator[this.mode](args, run);
  }
}
