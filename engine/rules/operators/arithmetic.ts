import { issue } from "../../issues/issue.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { I18nText } from "../../model/text.ts";
import type { Value } from "../context.ts";
import { listed, phrase, type Speech } from "../explain/speech.ts";
import { constant, failed, type CompiledNode, type CompileScope, type NodeType, type RuleOperator } from "../node.ts";
import { product, spanOf, type Unit } from "../units/unit.ts";
import type { Code, Written } from "../../shapes/code.ts";
import { badArguments } from "./arguments.ts";
import { alignUnits } from "./compare.ts";

type Step = (a: number, b: number) => number;
type StepText = (a: string, b: string) => string;

/** `+ - min2 max2`: operands of one dimension; the result is in the unit of the first. */
export const sumOperators: readonly RuleOperator[] = [
  linear("+", (a, b) => a + b, (a, b) => `${a} + ${b}`, true),
  linear("-", (a, b) => a - b, (a, b) => `${a} - ${b}`, true),
  linear("min2", (a, b) => (a < b ? a : b), (a, b) => `${a} < ${b} ? ${a} : ${b}`, false),
  linear("max2", (a, b) => (a > b ? a : b), (a, b) => `${a} > ${b} ? ${a} : ${b}`, false),
];

/** `* /`: the units multiply or divide; division by zero is unknown. */
export const productOperators: readonly RuleOperator[] = [
  scaling("*", 1, (a, b) => a * b, (a, b) => `${a} * ${b}`),
  scaling("/", -1, (a, b) => (b === 0 ? Number.NaN : a / b), (a, b) => `${a} / ${b}`), // by zero is not finite anyway
];

/** `abs[x]`. */
export const absOperator: RuleOperator = {
  name: "abs",
  words: ({ said }) => phrase("{a} 的绝对值", "the size of {a}", { a: said(0) }),
  compile(args, path, scope) {
    if (args.length !== 1) return badArguments(scope, "abs", path, "[x]");
    const inner = scope.compile(args[0] ?? null, `${path}/0`);
    return { type: inner.type, run: (ctx) => finite(inner.run(ctx), 0, (a) => Math.abs(a)), write: (code) => writeStep(code, [code.part(inner)], (a) => `Math.abs(${a})`) };
  },
};

function operandWords(name: string, { args, said }: Speech): I18nText {
  const parts = args.map((_, at) => said(at));
  if (name === "min2") return phrase("{all} 中最小的", "the smallest of {all}", { all: listed(parts, "、", ", ") });
  if (name === "max2") return phrase("{all} 中最大的", "the largest of {all}", { all: listed(parts, "、", ", ") });
  const sign = { "+": " + ", "-": " − ", "*": " × ", "/": " ÷ " }[name] ?? ` ${name} `;
  return phrase("（{all}）", "({all})", { all: listed(parts, sign, sign) });
}

function linear(name: string, step: Step, text: StepText, span: boolean): RuleOperator {
  return {
    name,
    words: (speech) => operandWords(name, speech),
    compile(args, path, scope) {
      const nodes = operands(name, args, path, scope);
      if (!nodes) return failed;
      return nodes.reduce((left, right) => joinLinear(left, right, { step, text }, span, path, scope));
    },
  };
}

function joinLinear(left: CompiledNode, right: CompiledNode, { step, text }: { readonly step: Step; readonly text: StepText }, span: boolean, path: string, scope: CompileScope): CompiledNode {
  const quiet = { ...scope, issues: [...scope.issues] }; // a literal term inside a sum is no limit by itself
  const pair = alignUnits(asSpan(left, span), asSpan(right, span), path, quiet);
  if (!pair) {
    scope.issues.push(issue("RULE_UNIT", path, { left: unitCode(left), right: unitCode(right) }));
    return failed;
  }
  const [other, fixed] = pair;
  return {
    type: joined(left.type, right.type, (unit) => (span ? spanOf(unit) : unit)),
    run: (ctx) => finite(left.run(ctx), other.run(ctx), step),
    write: (code) => writeStep(code, [code.part(left), code.part(other)], text),
    ...folded(left, right, fixed, step),
  };
}

function scaling(name: string, sign: 1 | -1, step: Step, text: StepText): RuleOperator {
  return {
    name,
    words: (speech) => operandWords(name, speech),
    compile(args, path, scope) {
      const nodes = operands(name, args, path, scope);
      if (!nodes) return failed;
      return nodes.reduce((left, right) => ({
        type: scaled(left.type, right.type, sign),
        run: (ctx) => finite(left.run(ctx), right.run(ctx), step),
        write: (code) => writeStep(code, [code.part(left), code.part(right)], text),
        ...folded(left, right, right.literal, step),
      }));
    },
  };
}

/** What two constants give is one: a share of a design value has an edge and a deadband like any limit. */
function folded(left: CompiledNode, right: CompiledNode, worth: CompiledNode["literal"], step: Step): Partial<CompiledNode> {
  if (left.missing || right.missing) return { missing: true, type: { kind: "number", unit: null, measured: false } };
  const result = typeof left.literal === "number" && typeof worth === "number" ? step(left.literal, worth) : Number.NaN;
  return Number.isFinite(result) ? { literal: tidy(result), ...constant(tidy(result)) } : {};
}

// 0.9 × 1.1 must be 0.99: 15 digits are all a document could ever give.
function tidy(value: number): number {
  return Number(value.toPrecision(15));
}

function operands(name: string, args: readonly JsonLogic[], path: string, scope: CompileScope): CompiledNode[] | undefined {
  if (args.length < 2 || args.length > 16) {
    badArguments(scope, name, path, "[a, b, …] (2–16)");
    return undefined;
  }
  const nodes = args.map((arg, at) => scope.compile(arg, `${path}/${at}`));
  if (nodes.some((node) => node.type.kind === "text" || node.type.kind === "boolean")) {
    scope.issues.push(issue("RULE_TYPE", path, { operator: name, expected: "number" }));
    return undefined;
  }
  return nodes;
}

// A difference of two temperatures is a span of kelvins: the zero point must not be added twice.
function asSpan(node: CompiledNode, span: boolean): CompiledNode {
  if (!span || node.type.kind !== "number" || !node.type.unit) return node;
  return { ...node, type: { ...node.type, unit: spanOf(node.type.unit) } };
}

function joined(left: NodeType, right: NodeType, map: (unit: Unit) => Unit): NodeType {
  if (left.kind !== "number" || right.kind !== "number") return { kind: "any" };
  const unit = left.unit ?? right.unit;
  return { kind: "number", unit: unit ? map(unit) : null, measured: left.measured || right.measured };
}

function scaled(left: NodeType, right: NodeType, sign: 1 | -1): NodeType {
  if (left.kind !== "number" || right.kind !== "number") return { kind: "any" };
  const measured = left.measured || right.measured;
  if (!left.unit || !right.unit) return { kind: "number", unit: left.unit ?? right.unit, measured };
  return { kind: "number", unit: product(spanOf(left.unit), spanOf(right.unit), sign), measured };
}

/** Applies a step to two known numbers; anything else, and any result that is not finite, is unknown. */
function finite(a: Value, b: Value, step: Step): number | undefined {
  if (typeof a !== "number" || typeof b !== "number") return undefined;
  const result = step(a, b);
  return Number.isFinite(result) ? result : undefined;
}

/** The same as text: a step of what is no number, or to what is not finite, is unknown. */
function writeStep(code: Code, operands: readonly Written[], text: StepText): Written {
  const known = operands.filter((one) => one.is !== "number").map((one) => `typeof ${one.text} === "number"`);
  const [a, b] = operands;
  const worth = text(a!.text, (b ?? a!).text);
  const result = code.keep(known.length === 0 ? worth : `${known.join(" && ")} ? ${worth} : NaN`, "number");
  return code.keep(`${result.text} - ${result.text} === 0 ? ${result.text} : undefined`);
}

function unitCode(node: CompiledNode): string {
  return node.type.kind === "number" ? (node.type.unit?.code ?? "1") : node.type.kind;
}
