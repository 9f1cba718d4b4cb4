import { jsonEqual } from "../equal.ts";
import { invalidArguments, LogicFault } from "../fault.ts";
import type { Written } from "../../shapes/code.ts";
import type { LogicCode, LogicNode } from "../logicCode.ts";
import type { EagerOperator, LazyApply, LazyOperator, Operator, Thunk } from "../operator.ts";
import type { Run } from "../run.ts";
import { isTruthy, truthOf } from "../truth.ts";
import { UNKNOWN, type LogicValue } from "../unknown.ts";
import { isObject } from "../../model/json.ts";

/** `and`/`or` in plain mode: the first value that decides, else the last. */
function firstDeciding(stopOn: boolean): LazyApply {
  return (args, run) => {
    let value: LogicValue = false;
    for (const arg of args) {
      value = arg(run);
      if (isTruthy(value) === stopOn) return value;
    }
    return value;
  };
}

/** Kleene `and`/`or`: one deciding value is enough, else one unknown makes it unknown. No arguments: false. */
function kleeneJoin(stopOn: boolean): LazyApply {
  return (args, run) => {
    if (args.length === 0) return false;
    let unknown = false;
    for (const arg of args) {
      const truth = truthOf(arg(run));
      if (truth === stopOn) return stopOn;
      if (truth === UNKNOWN) unknown = true;
    }
    return unknown ? UNKNOWN : !stopOn;
  };
}

const plainIf: LazyApply = (args, run) => {
  for (let at = 0; at + 1 < args.length; at += 2) {
    if (isTruthy((args[at] as Thunk)(run))) return (args[at + 1] as Thunk)(run);
  }
  return lastArm(args, run, null);
};

/** The odd argument at the end, or the only one. */
function lastArm(args: readonly Thunk[], run: Run, none: LogicValue): LogicValue {
  return args.length % 2 === 1 ? (args[args.length - 1] as Thunk)(run) : none;
}

/** An unknown test makes the result unknown unless both arms agree. */
const kleeneIf: LazyApply = (args, run) => kleeneArms(args, 0, run);

function kleeneArms(args: readonly Thunk[], at: number, run: Run): LogicValue {
  if (at + 1 >= args.length) return at < args.length ? (args[at] as Thunk)(run) : UNKNOWN;
  const test = truthOf((args[at] as Thunk)(run));
  if (test === true) return (args[at + 1] as Thunk)(run);
  if (test === false) return kleeneArms(args, at + 2, run);
  const yes = (args[at + 1] as Thunk)(run);
  return agreed(yes, kleeneArms(args, at + 2, run));
}

type Write = (code: LogicCode) => Written;

/** `kleeneJoin` as text. */
function joinOf(stopOn: boolean) {
  return (args: readonly LogicNode[]): Write | undefined => (args.length === 0 ? undefined : (code) => {
    code.step();
    const [result, end] = [code.fresh("t"), code.fresh("end")];
    code.line(`let ${result} = ${!stopOn};`);
    code.block(`${end}:`, () => {
      for (const arg of args) {
        const truth = code.truth(code.part(arg));
        code.line(`if (${truth} === ${stopOn}) { ${result} = ${stopOn}; break ${end}; }`);
        code.line(`if (${truth} === ${code.unknown}) ${result} = ${truth};`);
      }
    });
    return { text: result, is: "truth" };
  });
}

/** `kleeneArms` as text: an arm is judged when its test does not forbid it. */
function choiceOf(args: readonly LogicNode[]): Write | undefined {
  if (args.length < 3 || args.length % 2 === 0) return undefined;
  return (code) => {
    code.step();
    return writeArms(code, args, 0);
  };
}

function writeArms(code: LogicCode, args: readonly LogicNode[], at: number): Written {
  if (at + 1 >= args.length) return code.part(args[at]!);
  const test = code.truth(code.part(args[at]!));
  const [yes, no, result] = [code.fresh("t"), code.fresh("t"), code.fresh("t")];
  code.line(`let ${yes}, ${no};`);
  code.block(`if (${test} !== false)`, () => code.line(`${yes} = ${code.part(args[at + 1]!).text};`));
  code.block(`if (${test} !== true)`, () => code.line(`${no} = ${writeArms(code, args, at + 2).text};`));
  code.line(`const ${result} = ${test} === true ? ${yes} : ${test} === false ? ${no} : ${code.help("agreed", agreed)}(${yes}, ${no});`);
  return { text: result };
}

function agreed(yes: LogicValue, no: LogicValue): LogicValue {
  return yes !== UNKNOWN && no !== UNKNOWN && jsonEqual(yes, no) ? yes : UNKNOWN;
}

function unaryOf(text: (code: LogicCode, truth: string) => string) {
  return (args: readonly LogicNode[]): Write | undefined => (args.length !== 1 ? undefined : (code) => {
    code.step();
    return code.keep(text(code, code.truth(code.part(args[0]!))), "truth");
  });
}

const negate = (value: LogicValue): LogicValue => {
  const truth = truthOf(value);
  return truth === UNKNOWN ? UNKNOWN : !truth;
};

const firstKnown: LazyApply = (args, run) => {
  for (const arg of args) {
    const value = arg(run);
    if (value !== null && value !== UNKNOWN) return value;
  }
  return null;
};

/** Runs arguments in turn until one does not fault; the fault is the next one's scope. Never catches a spent budget. */
const attempt: LazyApply = (args, run) => {
  let fault: LogicFault | undefined;
  for (const arg of args) {
    try {
      return fault ? run.within({ type: fault.type }, 0, arg) : arg(run);
    } catch (error) {
      if (!(error instanceof LogicFault) || error.kind !== "value") throw error;
      fault = error;
    }
  }
  if (fault) throw fault;
  return invalidArguments();
};

function raise(value: LogicValue | undefined): never {
  if (isObject(value) && typeof value["type"] === "string") throw new LogicFault("value", value["type"], value);
  throw new LogicFault("value", typeof value === "string" ? value : "Error");
}

const lazy = (name: string, arity: readonly [number, number], plain: LazyApply, kleene: LazyApply): LazyOperator =>
  ({ name, eager: false, single: "refuse", arity, plain, kleene });

const unary = (name: string, plain: (value: LogicValue) => LogicValue, kleene: (value: LogicValue) => LogicValue): EagerOperator =>
  ({ name, eager: true, arity: [1, 1], plain: ([value = null]) => plain(value), kleene: ([value = UNKNOWN]) => kleene(value) });

/** Choice, truth and faults: `if ?: and or ! !! ?? try throw preserve`. */
export const control: readonly Operator[] = [
  { ...lazy("if", [1, Infinity], plainIf, kleeneIf), write: choiceOf },
  { ...lazy("?:", [3, 3], plainIf, kleeneIf), write: choiceOf },
  { ...lazy("and", [1, Infinity], firstDeciding(false), kleeneJoin(false)), write: joinOf(false) },
  { ...lazy("or", [1, Infinity], firstDeciding(true), kleeneJoin(true)), write: joinOf(true) },
  { ...lazy("??", [1, Infinity], firstKnown, (args, run) => firstKnown(args, run) ?? UNKNOWN), single: "wrap" },
  { ...lazy("try", [1, Infinity], attempt, attempt), single: "wrap" },
  { ...unary("!", (value) => !isTruthy(value), negate), write: unaryOf((code, truth) => `${truth} === ${code.unknown} ? ${truth} : !${truth}`) },
  { ...unary("!!", isTruthy, (value) => truthOf(value)), write: unaryOf((_code, truth) => truth) },
  unary("throw", raise, raise),
  { name: "preserve", literal: true, arity: [0, Infinity] },
];
