import type { JsonLogic, JsonValue } from "@safeloop/engine";
import { type Element, textOf } from "../xml/moddle.ts";
import { parseJson } from "../xml/settings.ts";
import { jsonLogicLanguage } from "../xml/settingsPackage.ts";

/** A condition we can judge, or the text we cannot read. */
export type Condition = { readonly when: JsonLogic } | { readonly text: string };

const operators: { readonly [sign: string]: string } = {
  "==": "==", "=": "==", "===": "==", eq: "==", "!=": "!=", "!==": "!=", ne: "!=", ">": ">", gt: ">", ">=": ">=", ge: ">=", gte: ">=", "<": "<", lt: "<", "<=": "<=", le: "<=", lte: "<=",
};

const comparison = /^([A-Za-z_][\w.-]*)\s*(===|!==|==|!=|>=|<=|=|>|<|\b(?:eq|ne|gt|gte|ge|lt|lte|le)\b)\s*("[^"\\]*"|'[^'\\]*'|-?\d+(?:\.\d+)?|true|false|null)$/;
const flag = /^(!|not\s+)?\s*([A-Za-z_][\w.-]*)$/;

/** `${…}`, `#{…}` and a leading `=` are what tools put around an expression. */
function bare(text: string): string {
  const braced = /^[#$]\{([\s\S]*)\}$/.exec(text.trim());
  return (braced?.[1] ?? text.trim().replace(/^=/, "")).trim();
}

function literal(text: string): JsonValue {
  return text.startsWith("'") ? text.slice(1, -1) : (JSON.parse(text) as JsonValue);
}

/** A comparison of a field with a value, a yes/no field, or `true` and `false`; undefined for anything more. */
export function simpleCondition(text: string): JsonLogic | undefined {
  const said = bare(text);
  if (said === "true" || said === "false") return said === "true";
  const [, field = "", sign = "", value = ""] = comparison.exec(said) ?? [];
  const operator = operators[sign];
  if (operator !== undefined) return { [operator]: [{ var: field }, literal(value)] };
  const [, not, yesNo] = flag.exec(said) ?? [];
  return yesNo === undefined ? undefined : { "==": [{ var: yesNo }, not === undefined] };
}

/** The condition of a sequence flow: JSON-Logic of ours, a simple comparison, or text. Undefined where there is none. */
export function conditionOf(expression: Element | undefined): Condition | undefined {
  const body = expression && textOf(expression, "body");
  if (!expression || body === undefined) return undefined;
  const when = textOf(expression, "language") === jsonLogicLanguage ? parseJson(body) : simpleCondition(body);
  return when === undefined ? { text: body } : { when };
}
