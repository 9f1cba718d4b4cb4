import { issue } from "../../issues/issue.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { I18nText } from "../../model/text.ts";
import type { JudgeContext, Value } from "../context.ts";
import { phrase, type Speech } from "../explain/speech.ts";
import { booleanType, constant, failed, type CompiledNode, type CompileScope, type RuleOperator } from "../node.ts";
import { conversion, sameDimension } from "../units/unit.ts";
import type { Written } from "../../shapes/code.ts";
import type { RuleCode } from "../shape/ruleCode.ts";
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
    const [other, fixed] = pair;
    return {
      type: booleanType, ...levelOf(left, fixed),
      run: whenPresent(left, right, (ctx) => ordered(order, left.run(ctx), other.run(ctx))),
      ...writeUnlessAbsent(left, right, (code) => writeOrder(code, name, code.part(left), code.part(other))),
    };
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
    const [other, fixed] = pair;
    return {
      type: booleanType,
      ...levelOf(left, fixed),
      run: whenPresent(left, right, (ctx) => {
        const x = left.run(ctx);
        const y = other.run(ctx);
        return x === undefined || y === undefined ? undefined : (x === y) === same;
      }),
      ...writeUnlessAbsent(left, right, (code) => {
        const [{ text: x }, { text: y }] = [code.part(left), code.part(other)];
        return code.keep(`${x} === undefined || ${y} === undefined ? undefined : ${x} ${same === true ? "===" : "!=="} ${y}`);
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

/** `ordered` as text, less what is known of the sides. */
function writeOrder(code: RuleCode, sign: string, { text: a, is: left }: Written, { text: b, is: right }: Written): Written {
  const numbers = [...(left === "number" ? [] : [`typeof ${a} === "number"`]), ...(right === "number" ? [] : [`typeof ${b} === "number"`])];
  if (numbers.length === 0) return code.keep(`${a} ${sign} ${b}`, "boolean");
  const otherwise = numbers.length === 1 ? `${left === "number" ? b : a} === false ? false : undefined` : `${a} !== undefined && ${b} !== undefined && (${a} === false || ${b} === false) ? false : undefined`;
  return code.keep(`${numbers.join(" && ")} ? ${a} ${sign} ${b} : ${otherwise}`);
}

/** A field of a report is compared by its closure: it may not be there. */
function writeUnlessAbsent(left: CompiledNode, right: CompiledNode, write: (code: RuleCode) => Written): Pick<CompiledNode, "write"> {
  return left.absent || right.absent ? {} : { write };
}

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

/** The right side in the unit of the left; the second is what it is worth if that never changes. Different dimensions are refused here, never guessed. */
export function alignUnits(left: CompiledNode, right: CompiledNode, path: string, scope: CompileScope): readonly [CompiledNode, number | undefined] | undefined {
  checkLiteral(left, right, path, scope);
  const from = right.type.kind === "number" ? right.type.unit : null;
  const to = left.type.kind === "number" ? left.type.unit : null;
  const literal = typeof right.literal === "number" ? right.literal : undefined;
  if (!from || !to) return [right, literal];
  if (!sameDimension(from, to)) {
    scope.issues.push(issue("RULE_UNIT", path, { left: to.code, right: from.code }));
    return undefined;
  }
  const { scale, shift } = conversion(from, to);
  if (scale === 1 && shift === 0) return [right, literal];
  if (literal === undefined) return [{ ...right, ...converted(right, scale, shift) }, undefined];
  const fixed = toUnit(literal, scale, shift);
  return [{ ...right, ...constant(fixed) }, fixed];
}

function toUnit(value: number, scale: number, shift: number): number;
function toUnit(value: Value, scale: number, shift: number): Value;
function toUnit(value: Value, scale: number, shift: number): Value {
  if (typeof value === "number") return Number((value * scale + shift).toPrecision(15));
  return value === false ? value : undefined; // an absent event stays one
}

function converted(node: CompiledNode, scale: number, shift: number): Pick<CompiledNode, "run" | "write"> {
  return {
    run: (ctx) => toUnit(node.run(ctx), scale, shift),
    write: (code) => code.keep(`${code.help("toUnit", toUnit)}(${code.part(node).text}, ${code.param(scale)}, ${code.param(shift)})`),
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
