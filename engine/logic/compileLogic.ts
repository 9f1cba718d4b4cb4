import { isObject, type JsonValue } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";
import type { LogicEnv } from "./env.ts";
import { invalidArguments, LogicFault } from "./fault.ts";
import type { EagerOperator, LazyOperator, Operator, OperatorTable, Thunk } from "./operator.ts";
import { generateLogic, literalList, literalNode } from "./generateLogic.ts";
import type { LogicNode } from "./logicCode.ts";
import type { Shapes } from "../shapes/shapes.ts";
import { definitionOperators } from "./operators/index.ts";
import { Run, type LogicMode } from "./run.ts";
import { finish, UNKNOWN, type LogicValue, type Unknown } from "./unknown.ts";

export interface LogicOptions {
  readonly mode: LogicMode;
  readonly operators?: OperatorTable;
  /** Steps one run may take; default 10,000. */
  readonly budget?: number;
  /** Makes a generated function at once; only of three-valued expressions. */
  readonly shapes?: Shapes;
}

/**
 * An expression ready to run many times. `run` throws only `LogicFault`;
 * callers count a fault as unknown and report it.
 */
export interface CompiledLogic {
  run(scope: JsonValue, env?: LogicEnv): JsonValue | Unknown;
}

/** Nesting beyond this faults when reached; `checkLogic` refuses far less. */
const deepest = 256;

interface Compiler {
  readonly mode: LogicMode;
  readonly operators: OperatorTable;
}

/** Turns an expression into closures. Never throws: a broken expression faults when it runs. */
export function compileLogic(expression: JsonLogic, options: LogicOptions): CompiledLogic {
  const node = compileNode(expression, { mode: options.mode, operators: options.operators ?? definitionOperators }, 0);
  const { thunk } = node;
  let generated = options.shapes && options.mode === "kleene" ? generateLogic(node, options.budget, options.shapes) : undefined;
  let runs = 0;
  return {
    run(scope, env = noEnv) {
      if (generated) return generated(scope, env);
      runs += 1;
      if (runs === hotAfter && hot && options.mode === "kleene") generated = generateLogic(node, options.budget, hot);
      return metered(thunk, new Run(scope, withBudget(env, options.budget)));
    },
  };
}

const noEnv: LogicEnv = {};

/** An expression that ran so often is worth a function. */
const hotAfter = 100;
let hot: Shapes | undefined;

/** Lets expressions that are run often become generated functions, in the whole process; nothing that is decided changes by it. For a server at its start. */
export function generateHotLogic(shapes: Shapes | undefined): void {
  hot = shapes;
}

function metered(thunk: Thunk, run: Run): JsonValue | Unknown {
  if (!run.env.meter) return finish(thunk(run));
  try {
    return finish(thunk(run));
  } finally {
    run.settle();
  }
}

/** The env with the caller's own budget, where the env names none. */
export function withBudget(env: LogicEnv, budget: number | undefined): LogicEnv {
  return budget === undefined || env.budget !== undefined ? env : { ...env, budget };
}

/** The operator name when `value` is an operation: an object with exactly one member. */
export function operationName(value: JsonValue): string | undefined {
  if (!isObject(value)) return undefined;
  const names = Object.keys(value);
  return names.length === 1 ? names[0] : undefined;
}

function compileNode(raw: JsonValue, compiler: Compiler, depth: number): LogicNode {
  if (depth > deepest) return { thunk: () => { throw new LogicFault("size", "Too Deep"); } };
  if (Array.isArray(raw)) return compileList(raw as readonly JsonValue[], compiler, depth);
  const name = operationName(raw);
  if (name !== undefined) return compileOperation(name, (raw as { readonly [key: string]: JsonValue })[name] ?? null, compiler, depth);
  const value = raw === null && compiler.mode === "kleene" ? UNKNOWN : raw;
  return { thunk: () => value, ...literalNode(value) };
}

function compileList(raw: readonly JsonValue[], compiler: Compiler, depth: number): LogicNode {
  const items = raw.map((item) => compileNode(item, compiler, depth + 1));
  const thunk: Thunk = (run) => {
    run.makeList(items.length);
    return items.map((item) => item.thunk(run));
  };
  return { thunk, ...literalList(items) };
}

function compileOperation(name: string, raw: JsonValue, compiler: Compiler, depth: number): LogicNode {
  const operator = compiler.operators.get(name);
  if (!operator) return { thunk: () => { throw new LogicFault("value", "Unknown Operator", name); } };
  if ("literal" in operator) return { thunk: (run) => { run.step(); return raw; } };
  const list = (Array.isArray(raw) ? raw : [raw]) as readonly JsonValue[];
  const nodes = list.map((item) => compileNode(item, compiler, depth + 1));
  const listed = Array.isArray(raw) || operator.name === "var";
  const write = listed && !refused(operator, list) ? operator.write?.(nodes, list) : undefined;
  return { thunk: compileThunk(operator, nodes.map((one) => one.thunk), raw, list, compiler.mode), ...(write ? { write, whole: nodes.every((one) => one.whole) } : {}) };
}

function compileThunk(operator: EagerOperator | LazyOperator, args: readonly Thunk[], raw: JsonValue, list: readonly JsonValue[], mode: LogicMode): Thunk {
  const quick = refused(operator, list) ? undefined : operator.compile?.(args, list, mode);
  if (quick && (Array.isArray(raw) || operator.name === "var")) return quick;
  return operator.eager ? eagerThunk(operator, args, Array.isArray(raw), mode) : lazyThunk(operator, args, list, Array.isArray(raw), mode);
}

function eagerThunk(operator: EagerOperator, args: readonly Thunk[], listed: boolean, mode: LogicMode): Thunk {
  const apply = operator[mode];
  if (!listed && operator.spread) {
    const only = args[0] as Thunk;
    return (run) => {
      run.step();
      const value = only(run);
      return apply(Array.isArray(value) ? (value as readonly LogicValue[]) : [value], run);
    };
  }
  return (run) => {
    run.step();
    return apply(args.map((arg) => arg(run)), run);
  };
}

function lazyThunk(operator: LazyOperator, args: readonly Thunk[], raw: readonly JsonValue[], listed: boolean, mode: LogicMode): Thunk {
  const apply = operator[mode];
  if (refused(operator, raw) || (!listed && operator.single === "refuse")) return (run) => { run.step(); return invalidArguments(); };
  if (!listed && operator.single === "spread") {
    return (run) => {
      run.step();
      return apply(spreadThunks((args[0] as Thunk)(run)), run);
    };
  }
  return (run) => {
    run.step();
    return apply(args, run);
  };
}

/** A lone argument's value as a list of ready arguments. */
export function spreadThunks(value: LogicValue): readonly Thunk[] {
  const items: readonly LogicValue[] = Array.isArray(value) ? (value as readonly LogicValue[]) : [value];
  return items.map((item): Thunk => () => item);
}

/** True when an argument is a literal null where the operator takes none. */
export function refused(operator: Operator, raw: readonly JsonValue[]): boolean {
  return "notNull" in operator && (operator.notNull ?? []).some((at) => raw[at] === null);
}
