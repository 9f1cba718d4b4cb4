import { issue } from "../issues/issue.ts";
import { isObject } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";
import type { AlertRule } from "../model/rule.ts";
import { compileExpression, type Compilation } from "./compileExpression.ts";
import type { JudgeContext, Value } from "./context.ts";
import type { Written } from "../shapes/code.ts";
import type { CompiledNode } from "./node.ts";
import { writeNot } from "./operators/kleene.ts";
import type { RuleCode } from "./shape/ruleCode.ts";
import { conversion, sameDimension, spanOf } from "./units/unit.ts";

const side: { readonly [name: string]: -1 | 1 } = { ">": -1, ">=": -1, "<": 1, "<=": 1 };

/**
 * The clear condition: as written; or, with a deadband, the term beyond the
 * limit by more than the deadband; or not(condition).
 */
export function clearNode(rule: AlertRule, condition: CompiledNode, compilation: Compilation): ClearNode {
  const hasBand = rule.deadband !== undefined && rule.deadband !== 0;
  if (rule.clear !== undefined) {
    if (hasBand) compilation.issues.push(issue("RULE_DEADBAND_AND_CLEAR", "/deadband"));
    return compileExpression(rule.clear, "/clear", compilation);
  }
  if (!hasBand) return negated(condition);
  return bandClear(rule, compilation) ?? negated(condition);
}

/** The clear condition; `band`: it is a term beyond an edge, in the term's unit. */
export interface ClearNode extends CompiledNode {
  readonly band?: { readonly edge: number; readonly below: boolean; readonly unit: string; readonly term: { readonly expr: JsonLogic; readonly path: string } };
}

function negated(condition: CompiledNode): CompiledNode {
  const run = (ctx: JudgeContext): Value => {
    const value = condition.run(ctx);
    return typeof value === "boolean" ? !value : undefined;
  };
  return { type: { kind: "boolean" }, ...(condition.levels ? { levels: condition.levels } : {}), run, write: (code) => writeNot(code, code.part(condition)) };
}

function bandClear(rule: AlertRule, compilation: Compilation): ClearNode | undefined {
  const shape = comparison(rule.condition);
  if (!shape) {
    compilation.issues.push(issue("RULE_DEADBAND_SHAPE", "/deadband"));
    return undefined;
  }
  const term = compileExpression(shape.term, "/condition", compilation);
  const limit = compileExpression(shape.limit, "/condition", compilation);
  if (limit.missing) return undefined;
  if (typeof limit.literal !== "number") {
    compilation.issues.push(issue("RULE_DEADBAND_SHAPE", "/deadband"));
    return undefined;
  }
  const band = bandIn(rule, limit.literal, compilation);
  const threshold = inUnitOf(term, limit);
  if (threshold === undefined || band === undefined) return undefined;
  const edge = Number((threshold + side[shape.operator]! * band).toPrecision(15));
  const below = side[shape.operator] === -1;
  const run = (ctx: JudgeContext): Value => {
    const value = term.run(ctx);
    if (typeof value !== "number") return undefined;
    return below ? value < edge : value > edge;
  };
  const write = (code: RuleCode): Written => {
    const { text } = code.part(term);
    return code.keep(`typeof ${text} === "number" ? ${text} ${below ? "<" : ">"} ${code.param(edge)} : undefined`);
  };
  return { type: { kind: "boolean" }, ...(term.own ? { levels: [edge] } : {}), run, write, band: { edge, below, unit: term.type.kind === "number" ? (term.type.unit?.code ?? "1") : "1", term: { expr: shape.term, path: `/condition/${shape.operator}/0` } } };
}

/** `{cmp: [term, constant]}`, the only shape a deadband may go with: a limit, a value of the tag, a share of it. */
function comparison(expr: JsonLogic): { operator: string; term: JsonLogic; limit: JsonLogic } | undefined {
  const operator = isObject(expr) ? Object.keys(expr)[0] : undefined;
  const args = operator !== undefined && isObject(expr) ? expr[operator] : undefined;
  if (operator === undefined || side[operator] === undefined || !Array.isArray(args) || args.length !== 2) return undefined;
  const [term, limit] = args as readonly JsonLogic[];
  if (term === undefined || !isObject(limit)) return undefined;
  return { operator, term, limit };
}

function inUnitOf(term: CompiledNode, limit: CompiledNode): number | undefined {
  if (typeof limit.literal !== "number") return undefined;
  if (term.type.kind !== "number" || limit.type.kind !== "number" || !term.type.unit || !limit.type.unit) return limit.literal;
  if (!sameDimension(term.type.unit, limit.type.unit)) return undefined;
  const { scale, shift } = conversion(limit.type.unit, term.type.unit);
  return limit.literal * scale + shift;
}

// A plain number is in the tag's unit; a share of the limit is a span in the limit's unit, brought into the tag's.
function bandIn(rule: AlertRule, limit: number, compilation: Compilation): number | undefined {
  const { deadband } = rule;
  if (typeof deadband === "number") return deadband;
  const tag = compilation.inputs.tags[0];
  if (deadband && "percentOfRange" in deadband) {
    if (tag?.range) return ((tag.range.max - tag.range.min) * deadband.percentOfRange) / 100;
    compilation.issues.push(issue("RULE_DEADBAND_RANGE", "/deadband", { tag: tag?.id ?? "" }));
    return undefined;
  }
  if (!deadband) return undefined;
  const shape = comparison(rule.condition);
  const span = shape ? spanScale(shape, compilation) : 1;
  return (Math.abs(limit) * span * deadband.percentOfLimit) / 100;
}

function spanScale(shape: { term: JsonLogic; limit: JsonLogic }, compilation: Compilation): number {
  const quiet = { ...compilation, issues: [] };
  const term = compileExpression(shape.term, "/condition", quiet).type;
  const limit = compileExpression(shape.limit, "/condition", quiet).type;
  if (term.kind !== "number" || limit.kind !== "number" || !term.unit || !limit.unit || !sameDimension(term.unit, limit.unit)) return 1;
  return conversion(spanOf(limit.unit), spanOf(term.unit)).scale;
}
