import { finite, toNumber } from "../coerce.ts";
import { invalidArguments } from "../fault.ts";
import type { Written } from "../../shapes/code.ts";
import type { LogicCode, LogicNode } from "../logicCode.ts";
import type { EagerApply, EagerOperator } from "../operator.ts";
import { UNKNOWN } from "../unknown.ts";

type Numeric = (numbers: readonly number[]) => number;

/** Plain: arguments are read as numbers, a result that is no number is a fault. Kleene: numbers or unknown. */
function numeric(name: string, arity: readonly [number, number], compute: Numeric, text?: StepText): EagerOperator {
  const plain: EagerApply = (args) =>
    args.length < arity[0] ? invalidArguments() : finite(compute(args.map(toNumber)));
  const kleene: EagerApply = (args) => {
    if (args.length < arity[0]) return invalidArguments();
    if (!args.every((value): value is number => typeof value === "number")) return UNKNOWN;
    const result = compute(args);
    return Number.isFinite(result) ? result : UNKNOWN;
  };
  const write = text && ((args: readonly LogicNode[]) => (args.length < 2 ? undefined : (code: LogicCode) => writeSteps(code, args, text)));
  return { name, eager: true, spread: true, arity, plain, kleene, ...(write ? { write } : {}) };
}

type StepText = (operands: readonly string[]) => string;

/** Numbers or unknown; a result that is not finite is unknown. */
function writeSteps(code: LogicCode, args: readonly LogicNode[], text: StepText): Written {
  code.step();
  const operands = args.map((arg) => code.part(arg));
  const known = operands.filter((one) => one.is !== "number").map((one) => `typeof ${one.text} === "number"`);
  const { text: result } = code.keep(`${known.length === 0 ? "true" : known.join(" && ")} ? ${text(operands.map((one) => one.text))} : NaN`);
  return code.keep(`${result} - ${result} === 0 ? ${result} : ${code.unknown}`);
}

const rest = (numbers: readonly number[], step: (left: number, right: number) => number): number =>
  numbers.slice(1).reduce(step, numbers[0] ?? 0);

/** `abs`, `round` and friends: exactly one number, plus digits for `round`. */
const roundTo: Numeric = ([value = 0, digits = 0]) => {
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
};

/** `+ - * / % min max` of JSON-Logic, and `abs`, `round`, `floor`, `ceil`. */
export const arithmetic: readonly EagerOperator[] = [
  numeric("+", [0, Infinity], (numbers) => numbers.reduce((left, right) => left + right, 0), (all) => `0 + ${all.join(" + ")}`),
  numeric("*", [0, Infinity], (numbers) => numbers.reduce((left, right) => left * right, 1), (all) => all.join(" * ")),
  numeric("-", [1, Infinity], (numbers) => (numbers.length === 1 ? 0 - (numbers[0] ?? 0) : rest(numbers, (a, b) => a - b)), (all) => all.join(" - ")),
  numeric("/", [1, Infinity], (numbers) => (numbers.length === 1 ? 1 / (numbers[0] ?? 0) : rest(numbers, (a, b) => a / b)), (all) => all.join(" / ")),
  numeric("%", [2, Infinity], (numbers) => rest(numbers, (a, b) => a % b)),
  numeric("max", [1, Infinity], (numbers) => Math.max(...numbers)),
  numeric("min", [1, Infinity], (numbers) => Math.min(...numbers)),
];

/** Number helpers definitions may use beside the base table. */
export const rounding: readonly EagerOperator[] = [
  numeric("abs", [1, 1], ([value = 0]) => Math.abs(value)),
  numeric("round", [1, 2], roundTo),
  numeric("floor", [1, 1], ([value = 0]) => Math.floor(value)),
  numeric("ceil", [1, 1], ([value = 0]) => Math.ceil(value)),
];
