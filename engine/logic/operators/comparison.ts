import { toNumber } from "../coerce.ts";
import { jsonEqual } from "../equal.ts";
import { invalidArguments } from "../fault.ts";
import type { Written } from "../../shapes/code.ts";
import type { LogicCode, LogicNode } from "../logicCode.ts";
import type { LazyApply, LazyOperator, Thunk } from "../operator.ts";
import type { LogicMode, Run } from "../run.ts";
import { isSure, UNKNOWN, type LogicValue, type Unknown } from "../unknown.ts";

type Compare<Result> = (left: LogicValue, right: LogicValue) => Result;
type Order = (left: number | string, right: number | string) => boolean;

/** Every neighbouring pair must hold; stops at the first that does not. */
function chain(compare: Compare<boolean | Unknown>): LazyApply {
  return (args, run) => {
    if (args.length < 2) return invalidArguments();
    let left = (args[0] as Thunk)(run);
    let result: boolean | Unknown = true;
    for (let at = 1; at < args.length; at += 1) {
      const right = (args[at] as Thunk)(run);
      const pair = compare(left, right);
      if (pair === false) return false;
      if (pair === UNKNOWN) result = UNKNOWN;
      left = right;
    }
    return result;
  };
}

/** The common case, two arguments, without the loop. */
function pairOf(compare: Compare<boolean | Unknown>) {
  return (args: readonly Thunk[]): Thunk | undefined => {
    const [left, right] = args;
    if (args.length !== 2 || !left || !right) return undefined;
    return (run: Run) => {
      run.step();
      return compare(left(run), right(run));
    };
  };
}

function comparison(name: string, plain: Compare<boolean>, kleene: Compare<boolean | Unknown>, text: PairText): LazyOperator {
  const compilers = { plain: pairOf(plain), kleene: pairOf(kleene) } satisfies { [mode in LogicMode]: unknown };
  return {
    name, eager: false, single: "spread", arity: [2, Infinity], plain: chain(plain), kleene: chain(kleene),
    compile: (args, _raw, mode) => compilers[mode](args),
    write: (args) => (args.length === 2 ? (code) => writePair(code, args, text) : undefined),
  };
}

type PairText = (code: LogicCode, left: Written, right: Written) => string;

function writePair(code: LogicCode, [left, right]: readonly LogicNode[], text: PairText): Written {
  code.step();
  const a = code.part(left!);
  return code.keep(text(code, a, code.part(right!)), "truth");
}

/** `kleeneOrder` as text. */
function orderText(sign: string): PairText {
  return (code, a, b) => {
    const both = (kind: string): string => [a, b].filter((one) => one.is !== kind).map((one) => `typeof ${one.text} === "${kind}"`).join(" && ") || "true";
    const texts = a.is === "number" || b.is === "number" ? "" : ` : ${both("string")} ? ${a.text} ${sign} ${b.text}`;
    return `${both("number")} ? ${a.text} ${sign} ${b.text}${texts} : ${code.unknown}`;
  };
}

/** `kleeneEqual` as text: a number is compared in place. */
function equalText(negated: boolean): PairText {
  return (code, a, b) => {
    const whole = negated ? code.help("kleeneDiffer", kleeneDiffer) : code.help("kleeneEqual", kleeneEqual);
    const known = [a, b].filter((one) => one.is !== "number").map(({ text }) => `(typeof ${text} === "number" || typeof ${text} === "string")`).join(" && ") || "true";
    return `${known} ? ${a.text} ${negated ? "!==" : "==="} ${b.text} : ${whole}(${a.text}, ${b.text})`;
  };
}

/** Plain order: two texts by character, else as numbers. Against null a text that is no number never holds. */
function plainOrder(holds: Order): Compare<boolean> {
  return (left, right) => {
    if (typeof left === "number" && typeof right === "number") return holds(left, right);
    if (typeof left === "string" && typeof right === "string") return holds(left, right);
    if (isLooseText(left, right) || isLooseText(right, left)) return false;
    return holds(toNumber(left), toNumber(right));
  };
}

function isLooseText(text: LogicValue, other: LogicValue): boolean {
  return other === null && typeof text === "string" && Number.isNaN(Number(text));
}

/** Kleene order: two numbers or two texts, anything else is unknown. */
function kleeneOrder(holds: Order): Compare<boolean | Unknown> {
  return (left, right) => {
    if (typeof left === "number" && typeof right === "number") return holds(left, right);
    return typeof left === "string" && typeof right === "string" ? holds(left, right) : UNKNOWN;
  };
}

/** Two nulls are alike; otherwise as `plainOrder`. */
const looseEqual: Compare<boolean> = (left, right) => {
  if (left === null && right === null) return true;
  return plainOrder((a, b) => a === b)(left, right);
};

const looseDiffer: Compare<boolean> = (left, right) => !looseEqual(left, right);

const kleeneEqual: Compare<boolean | Unknown> = (left, right) =>
  isSure(left) && isSure(right) ? jsonEqual(left, right) : UNKNOWN;

const kleeneDiffer: Compare<boolean | Unknown> = (left, right) => {
  const equal = kleeneEqual(left, right);
  return equal === UNKNOWN ? UNKNOWN : !equal;
};

const ordered = (name: string, holds: Order): LazyOperator => comparison(name, plainOrder(holds), kleeneOrder(holds), orderText(name));

/** `< <= > >= == != === !==`; with more than two arguments each neighbouring pair must hold. */
export const comparisons: readonly LazyOperator[] = [
  ordered("<", (a, b) => a < b),
  ordered("<=", (a, b) => a <= b),
  ordered(">", (a, b) => a > b),
  ordered(">=", (a, b) => a >= b),
  comparison("==", looseEqual, kleeneEqual, equalText(false)),
  comparison("!=", looseDiffer, kleeneDiffer, equalText(true)),
  comparison("===", jsonEqual, kleeneEqual, equalText(false)),
  comparison("!==", (left, right) => !jsonEqual(left, right), kleeneDiffer, equalText(true)),
];
