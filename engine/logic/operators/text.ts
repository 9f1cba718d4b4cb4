import { finite, toNumber, toText } from "../coerce.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Written } from "../../shapes/code.ts";
import type { LogicCode, LogicNode } from "../logicCode.ts";
import type { EagerApply, EagerOperator } from "../operator.ts";
import type { Run } from "../run.ts";
import { allKnown, isSure, UNKNOWN, type LogicValue, type Unknown } from "../unknown.ts";

const cat: EagerApply = (args, run) => {
  const parts = args.map(toText);
  run.makeText(parts.reduce((length, part) => length + part.length, 0));
  return parts.join("");
};

/** A negative length stops that many characters before the end, as in PHP. */
function cut(text: string, start: number, length: number | undefined, run: Run): string {
  const tail = text.slice(start < 0 ? Math.max(text.length + start, 0) : start);
  const made = length === undefined ? tail : length < 0 ? tail.slice(0, Math.max(tail.length + length, 0)) : tail.slice(0, length);
  run.makeText(made.length);
  return made;
}

const plainSubstr: EagerApply = ([text = null, start = 0, length], run) =>
  cut(toText(text), finite(toNumber(start)), length === undefined ? undefined : finite(toNumber(length)), run);

const kleeneSubstr: EagerApply = ([text = null, start = 0, length], run) =>
  typeof text === "string" && typeof start === "number" && (length === undefined || typeof length === "number")
    ? cut(text, start, length, run)
    : UNKNOWN;

const kleeneCat: EagerApply = (args, run) => (allKnown(args) ? cat(args, run) : UNKNOWN);

const plainIn: EagerApply = ([needle = null, haystack = null]) => {
  if (typeof haystack === "string") return haystack.includes(toText(needle));
  return Array.isArray(haystack) && haystack.includes(needle);
};

const kleeneIn: EagerApply = ([needle = null, haystack = null]) => {
  if (!isSure(needle) || haystack === UNKNOWN || haystack === null) return UNKNOWN;
  if (typeof haystack === "string") return typeof needle === "string" ? haystack.includes(needle) : UNKNOWN;
  if (!Array.isArray(haystack)) return UNKNOWN;
  if (haystack.includes(needle)) return true;
  return allKnown(haystack as readonly LogicValue[]) ? false : UNKNOWN;
};

/** In a list of literals, as text: such a list is a set. */
function inOf([needle, list]: readonly LogicNode[], raw: readonly JsonValue[]): ((code: LogicCode) => Written) | undefined {
  if (!needle || !list || raw.length !== 2 || !Array.isArray(list.literal)) return undefined;
  const literals = list.literal as readonly LogicValue[];
  return (code) => {
    code.step();
    const { text } = code.part(needle);
    code.makeList(code.param(literals.length));
    const set = code.param(new Set(literals));
    return code.keep(`typeof ${text} === "string" || typeof ${text} === "number" ? ${set}.has(${text}) : ${code.help("kleeneIn", kleeneInSet)}(${text}, ${set})`, "truth");
  };
}

function kleeneInSet(needle: LogicValue, set: ReadonlySet<LogicValue>): boolean | Unknown {
  return isSure(needle) ? set.has(needle) : UNKNOWN;
}

/** `cat substr in`. */
export const text: readonly EagerOperator[] = [
  { name: "cat", eager: true, spread: true, arity: [1, Infinity], plain: cat, kleene: kleeneCat },
  { name: "substr", eager: true, arity: [2, 3], plain: plainSubstr, kleene: kleeneSubstr },
  { name: "in", eager: true, arity: [2, 2], plain: plainIn, kleene: kleeneIn, write: inOf },
];
