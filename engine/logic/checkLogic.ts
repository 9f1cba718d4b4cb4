import { issue, type Issue } from "../issues/issue.ts";
import { isObject, type JsonValue } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";
import { pointer } from "../issues/pointer.ts";
import type { Operator, OperatorTable } from "./operator.ts";
import { definitionOperators } from "./operators/index.ts";

export interface CheckLogicOptions {
  readonly operators?: OperatorTable;
  /** JSON Pointer of the expression in its definition. */
  readonly path?: string;
  readonly maxDepth?: number; // default 64
  readonly maxNodes?: number; // default 2,000
}

/** Issues of an expression: unknown operators, wrong argument counts, computed paths, size and depth. */
export function checkLogic(expression: JsonLogic, options: CheckLogicOptions = {}): Issue[] {
  const check = new LogicCheck(options);
  check.visit(expression, options.path ?? "", 0);
  return check.issues;
}

const readers = new Set(["var", "val", "exists", "missing", "missing_some"]);

class LogicCheck {
  readonly issues: Issue[] = [];
  private readonly operators: OperatorTable;
  private readonly maxDepth: number;
  private left: number;

  constructor(private readonly options: CheckLogicOptions) {
    this.operators = options.operators ?? definitionOperators;
    this.maxDepth = options.maxDepth ?? 64;
    this.left = options.maxNodes ?? 2_000;
  }

  visit(raw: JsonValue, path: string, depth: number): void {
    if (this.left < 0) return;
    this.left -= 1;
    if (this.left < 0) return this.report("LOGIC_TOO_LARGE", this.options.path ?? "", { limit: this.options.maxNodes ?? 2_000 });
    if (depth > this.maxDepth) return this.report("LOGIC_TOO_DEEP", path, { limit: this.maxDepth });
    if (Array.isArray(raw)) raw.forEach((item: JsonValue, at) => this.visit(item, pointer(path, at), depth + 1));
    else if (isObject(raw)) this.object(raw, path, depth);
  }

  private object(raw: { readonly [key: string]: JsonValue }, path: string, depth: number): void {
    const names = Object.keys(raw);
    const [name] = names;
    if (names.length === 0) return;
    if (names.length > 1 || name === undefined) return this.report("LOGIC_SHAPE", path, { keys: names.slice(0, 5) });
    const operator = this.operators.get(name);
    if (!operator) return this.report("LOGIC_OPERATOR_UNKNOWN", path, { operator: name.slice(0, 60) });
    this.operation(operator, raw[name] ?? null, pointer(path, name), depth);
  }

  private operation(operator: Operator, inner: JsonValue, path: string, depth: number): void {
    if ("literal" in operator) return;
    const args = (Array.isArray(inner) ? inner : [inner]) as readonly JsonValue[];
    this.arity(operator, args, Array.isArray(inner), path);
    const paths = operator.name === "var" ? args.slice(0, 1) : args;
    if (readers.has(operator.name) && !paths.every(isStaticPath)) this.report("LOGIC_PATH_COMPUTED", path, { operator: operator.name });
    if (operator.name === "var") args.slice(1).forEach((arg, at) => this.visit(arg, pointer(path, at + 1), depth + 1));
    else if (Array.isArray(inner)) args.forEach((arg, at) => this.visit(arg, pointer(path, at), depth + 1));
    else this.visit(inner, path, depth + 1);
  }

  private arity(operator: Operator, args: readonly JsonValue[], listed: boolean, path: string): void {
    const [least, most] = operator.arity;
    const open = !listed && ("spread" in operator ? operator.spread === true : false) && isObject(args[0]);
    if (open || (args.length >= least && args.length <= most)) return;
    this.report("LOGIC_ARITY", path, { operator: operator.name, least, most: most === Infinity ? "∞" : most, given: args.length });
  }

  private report(code: "LOGIC_TOO_LARGE" | "LOGIC_TOO_DEEP" | "LOGIC_SHAPE" | "LOGIC_OPERATOR_UNKNOWN" | "LOGIC_PATH_COMPUTED" | "LOGIC_ARITY", path: string, params: Issue["params"]): void {
    this.issues.push(issue(code, path, params));
  }
}

/** Paths must be written out, so that everything an expression reads can be found without running it. */
function isStaticPath(arg: JsonValue): boolean {
  return Array.isArray(arg) ? arg.every((item: JsonValue) => !isObject(item)) : !isObject(arg);
}
