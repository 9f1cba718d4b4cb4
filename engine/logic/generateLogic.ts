import type { JsonValue } from "../model/json.ts";
import type { Written } from "../shapes/code.ts";
import type { Shapes } from "../shapes/shapes.ts";
import { defaultBudget, maxAllocation, type LogicEnv } from "./env.ts";
import { LogicCode, type LogicNode } from "./logicCode.ts";
import { Run } from "./run.ts";
import { finish, UNKNOWN, type LogicValue, type Unknown } from "./unknown.ts";

type Generated = (scope: JsonValue, env: LogicEnv) => JsonValue | Unknown;

/** The expression as a function of its shape; undefined where none is worth it, and the closures are to be run. */
export function generateLogic(node: LogicNode, budget: number = defaultBudget, shapes: Shapes): Generated | undefined {
  if (!node.write) return undefined;
  const code = new LogicCode(node.whole !== true);
  code.function("judge", "scope, env", () => (node.whole ? wholeBody(code, node, budget) : runBody(code, node, budget)));
  return shapes.bind(code, "judge") as Generated | undefined;
}

/** All is text: steps and room are two variables. */
function wholeBody(code: LogicCode, node: LogicNode, budget: number): string {
  const limit = code.param(budget);
  code.line(`const meter = env.meter, most = env.budget === undefined ? ${limit} : env.budget;`);
  code.line("const allowed = meter !== undefined && meter.left < most ? meter.left : most;");
  code.line(`let steps = allowed, room = ${code.help("maxAllocation", maxAllocation)};`);
  code.block("try", () => code.line(`return ${leaving(code, code.part(node))};`));
  code.block("finally", () => code.line("if (meter !== undefined) meter.left -= allowed - (steps < 0 ? 0 : steps);"));
  return "undefined";
}

/** Some parts are closures, which run on a `Run`. */
function runBody(code: LogicCode, node: LogicNode, budget: number): string {
  code.line(`const run = ${code.help("begin", begin)}(scope, env, ${code.param(budget)});`);
  code.block("try", () => code.line(`return ${leaving(code, code.part(node))};`));
  code.block("finally", () => code.line("run.settle();"));
  return "undefined";
}

function leaving(code: LogicCode, { text, is }: Written): string {
  return is ? text : `${code.help("finish", finish)}(${text})`;
}

function begin(scope: JsonValue, env: LogicEnv, budget: number): Run {
  return new Run(scope, env.budget === undefined && budget !== defaultBudget ? { ...env, budget } : env);
}

/** A literal is a parameter; null is unknown. */
export function literalNode(value: LogicValue): Pick<LogicNode, "write" | "whole" | "literal"> {
  if (value === UNKNOWN) return { whole: true, literal: value, write: (code) => ({ text: code.unknown }) };
  return { whole: true, literal: value, write: (code) => (typeof value === "number" ? { text: code.param(value), is: "number" } : { text: code.param(value) }) };
}

/** A list of literals; of anything else nothing is written. */
export function literalList(items: readonly LogicNode[]): Pick<LogicNode, "write" | "whole" | "literal"> {
  const literals = items.flatMap(({ literal }) => (literal === undefined || literal === UNKNOWN || typeof literal === "object" ? [] : [literal]));
  if (literals.length !== items.length) return {};
  const write = (code: LogicCode): Written => {
    code.makeList(code.param(literals.length));
    return code.keep(`${code.param(literals)}.slice()`);
  };
  return { whole: true, literal: literals, write };
}
