import { issue } from "../../issues/issue.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { I18nText } from "../../model/text.ts";
import type { JudgeContext, Value } from "../context.ts";
import { phrase, type Speech } from "../explain/speech.ts";
import { booleanType, failed, type CompiledNode, type CompileScope, type RuleOperator } from "../node.ts";
import { conversion, sameDimension } from "../units/unit.ts";
import { badArguments } from "./arguments.ts";

type Order = (a: number, b: number) => boolean;
const signs: { readonly [name: string]: string } = { ">": ">", ">=": "≥", "<": "<", "<=": "≤" };
const orders: { readonly [name: string]: Order } = {
  ">": (a, b) => a > b, ">=": (a, b) => a >= b, "<": (a, b) => a < b, "<=": (a, b) => a <= b,
};

/** `> >= < <=`: numbers with units of one dimension; unknown when either side is. No coercion. */
export const orderOperators: readonly RuleOperator[] = Object.keys(orders).map((name) => ({
  name,
  words: ({ said }: Speech): I18nText => phrase(`{a} ${signs[name]} {b}`, `{a} ${signs[name]} {b}`, { a: said(0), b: said(1) }),
  compile(args: readonly JsonLogic[], path: string, scope: CompileScope): CompiledNode {
    if (args.length !== 2) return badArguments(scope, name, path, "[left, right]");
    const left = scope.compile(args[0] ?? null, `${path}/0`);
    const right = scope.compile(args[1] ?? null, `${path}/1`);
    const pair = alignUnits(left, right, path, scope);
    if (!pair) return failed;
    checkNumeric(name, [left, right], path, scope);
    const order = orders[name]!;
    const [a, b, fixed] = pair;
    return { type: booleanType, ...levelOf(left, fixed), run: whenPresent(left, right, (ctx) => ordered(order, a(ctx), b(ctx))) };
  },
}));

/** `between[x, low, high]`: both ends included. */
export const betweenOperator: RuleOperator = {
  name: "between",
  expand: inside,
  compile(args, path, scope) {
    if (args.length !== 3) return badArguments(scope, "between", path, "[x, low, high]");
    return scope.compile(inside(args), path);
  },
};

function inside([x = null, low = null, high = null]: readonly JsonLogic[]): JsonLogic {
  return { and: [{ ">=": [x, low] }, { "<=": [x, high] }] };
}

/** `== !=`: equal type and value; different types are not equal; unknown when either side is. */
export const equalityOperators: readonly RuleOperator[] = [["==", true], ["===", true], ["!=", false], ["!==", false]].map(([name, same]) => ({
  name: name as string,
  words: ({ said }: Speech): I18nText => phrase(`{a} ${same === true ? "=" : "≠"} {b}`, `{a} ${same === true ? "=" : "≠"} {b}`, { a: said(0), b: said(1) }),
  compile(args: readonly JsonLogic[], path: string, scope: CompileScope): CompiledNode {
    if (args.length !== 2) return badArguments(scope, name as string, path, "[left, right]");
    const left = scope.compile(args[0] ?? null, `${path}/0`);
    const right = scope.compile(args[1] ?? null, `${path}/1`);
    const pair = alignUnits(left, right, path, scope);
    if (!pair) return failed;
    checkAlike(name as string, left, right, path, scope);
    const [a, b, fixed] = pair;
    return {
      type: booleanType,
      ...levelOf(left, fixed),
      run: whenPresent(left, right, (ctx) => {
        const x = a(ctx);
        const y = b(ctx);
        return x === undefined || y === undefined ? undefined : (x === y) === same;
      }),
    };
  },
}));

// An absent event reads as false: it is no number and meets no order. A text is never compared with a number.
function ordered(order: Order, a: Value, b: Value): boolean | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (typeof a === "number" && typeof b === "number") return order(a, b);
  return a === false || b === false ? false : undefined;
}

type Run = (ctx: JudgeContext) => Value;

/** A comparison of the own value with a number is one thing below it and another above. */
function levelOf(left: CompiledNode, fixed: number | undefined): Pick<CompiledNode, "levels"> {
  return left.own && fixed !== undefined ? { levels: [fixed] } : {};
}

/** A comparison with a field of a report that is not there now does not hold, in either direction. */
function whenPresent(left: CompiledNode, right: CompiledNode, run: Run): Run {
  const { absent } = left;
  const { absent: other } = right;
  if (!absent && !other) return run;
  return (ctx) => (absent?.(ctx) === true || other?.(ctx) === true ? false : run(ctx));
}

// A field of a form has a type: what can never be equal to it is a slip of the pen.
function checkAlike(operator: string, left: CompiledNode, right: CompiledNode, path: string, scope: CompileScope): void {
  const known = left.type.kind !== "any" && right.type.kind !== "any";
  if (known && left.type.kind !== right.type.kind) scope.issues.push(issue("RULE_TYPE", path, { operator, expected: left.type.kind }));
  for (const [field, other] of [[left, right], [right, left]] as const) {
    const { literal } = other;
    if (field.options && typeof literal === "string" && !field.options.includes(literal)) scope.issues.push(issue("RULE_OPTION_UNKNOWN", path, { option: literal.slice(0, 80) }));
  }
}

/** Brings the right side into the unit of the left; the third is what the right side is worth if that never changes. Different dimensions are refused here, never guessed. */
export function alignUnits(left: CompiledNode, right: CompiledNode, path: string, scope: CompileScope): readonly [Run, Run, number | undefined] | undefined {
  checkLiteral(left, right, path, scope);
  const from = right.type.kind === "number" ? right.type.unit : null;
  const to = left.type.kind === "number" ? left.type.unit : null;
  const literal = typeof right.literal === "number" ? right.literal : undefined;
  if (!from || !to) return [left.run, right.run, literal];
  if (!sameDimension(from, to)) {
    scope.issues.push(issue("RULE_UNIT", path, { left: to.code, right: from.code }));
    return undefined;
  }
  const { scale, shift } = conversion(from, to);
  if (scale === 1 && shift === 0) return [left.run, right.run, literal];
  const map = (value: number): number => Number((value * scale + shift).toPrecision(15));
  if (literal === undefined) return [left.run, converted(right, map), undefined];
  const fixed = map(literal);
  return [left.run, () => fixed, fixed];
}

function converted(node: CompiledNode, map: (value: number) => number): Run {
  return (ctx) => {
    const value = node.run(ctx);
    return typeof value === "number" ? map(value) : value === false ? value : undefined; // an absent event stays one
  };
}

// A safety number carries its standard and clause: a bare literal beside a measured term is refused.
function checkLiteral(left: CompiledNode, right: CompiledNode, path: string, scope: CompileScope): void {
  for (const [one, other] of [[left, right], [right, left]] as const) {
    if (typeof one.literal !== "number" || one.type.kind !== "number" || one.type.unit) continue;
    if (other.type.kind === "number" && other.type.measured) scope.issues.push(issue("RULE_LITERAL_LIMIT", path, { value: one.literal }));
  }
}

function checkNumeric(operator: string, nodes: readonly CompiledNode[], path: string, scope: CompileScope): void {
  if (nodes.some((node) => node.type.kind === "text" || node.type.kind === "boolean")) {
    scope.issues.push(issue("RULE_TYPE", path, { operator, expected: "number" }));
  }
}
