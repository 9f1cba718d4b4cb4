import { invalidArguments } from "../fault.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Written } from "../../shapes/code.ts";
import type { LogicCode, LogicNode } from "../logicCode.ts";
import type { LazyApply, LazyOperator, Thunk } from "../operator.ts";
import type { Run } from "../run.ts";
import { isTruthy, truthOf } from "../truth.ts";
import { isItems, UNKNOWN, type LogicValue, type Unknown } from "../unknown.ts";

type Each = (item: LogicValue, index: number) => LogicValue;

function eachOf(run: Run, body: Thunk): Each {
  return (item, index) => {
    run.step();
    return run.within(item, index, body);
  };
}

/** Plain: a missing list is empty for `map filter reduce`, and a fault for `all some none`. */
function plainList(value: LogicValue, whenMissing: "empty" | "fault"): readonly LogicValue[] {
  if (isItems(value)) return value;
  return value === null && whenMissing === "empty" ? [] : invalidArguments();
}

const plainMap: LazyApply = ([list, body], run) => {
  if (!list || !body) return invalidArguments();
  const items = plainList(list(run), "empty");
  run.makeList(items.length);
  return items.map(eachOf(run, body));
};

const plainFilter: LazyApply = ([list, body], run) => {
  if (!list || !body) return invalidArguments();
  const each = eachOf(run, body);
  const kept = plainList(list(run), "empty").filter((item, index) => isTruthy(each(item, index)));
  run.makeList(kept.length);
  return kept;
};

const fold: LazyApply = ([list, body, start], run) => {
  if (!list || !body) return invalidArguments();
  const items = list(run);
  let accumulator = start ? start(run) : null;
  if (items === UNKNOWN) return UNKNOWN;
  plainList(items, "empty").forEach((current, index) => {
    run.step();
    accumulator = run.within({ current, accumulator } as LogicValue, index, body);
  });
  return accumulator;
};

/** Kleene: a missing list, or one that is no list, is unknown. */
const kleeneFold: LazyApply = (args, run) => {
  const [list] = args;
  const items = list ? list(run) : UNKNOWN;
  return isItems(items) ? fold([() => items, ...args.slice(1)], run) : UNKNOWN;
};

const kleeneMap: LazyApply = ([list, body], run) => {
  if (!list || !body) return invalidArguments();
  const items = list(run);
  if (!isItems(items)) return UNKNOWN;
  run.makeList(items.length);
  return items.map(eachOf(run, body));
};

/** One item whose test is unknown makes the whole selection unknown. */
const kleeneFilter: LazyApply = ([list, body], run) => {
  if (!list || !body) return invalidArguments();
  const items = list(run);
  if (!isItems(items)) return UNKNOWN;
  const each = eachOf(run, body);
  const truths = items.map((item: LogicValue, index) => truthOf(each(item, index)));
  if (truths.includes(UNKNOWN)) return UNKNOWN;
  run.makeList(items.length);
  return items.filter((_, index) => truths[index] === true);
};

/** Is there an item whose test is `wanted`? Stops at the first. */
function plainFind(wanted: boolean): (args: readonly Thunk[], run: Run) => { found: boolean; empty: boolean } {
  return ([list, body], run) => {
    if (!list || !body) return invalidArguments();
    const items = plainList(list(run), "fault");
    const each = eachOf(run, body);
    return { found: items.some((item, index) => isTruthy(each(item, index)) === wanted), empty: items.length === 0 };
  };
}

/** Three-valued: true when one item is surely `wanted`, unknown when one may be. */
function kleeneFind(wanted: boolean): (args: readonly Thunk[], run: Run) => { found: boolean | Unknown; empty: boolean } {
  return ([list, body], run) => {
    if (!list || !body) return invalidArguments();
    const items = list(run);
    if (!isItems(items)) return { found: UNKNOWN, empty: false };
    const each = eachOf(run, body);
    let found: boolean | Unknown = false;
    for (let index = 0; index < items.length && found !== true; index += 1) {
      const truth = truthOf(each(items[index] as LogicValue, index));
      if (truth === wanted) found = true;
      else if (truth === UNKNOWN) found = UNKNOWN;
    }
    return { found, empty: items.length === 0 };
  };
}

const not = (value: boolean | Unknown): boolean | Unknown => (value === UNKNOWN ? UNKNOWN : !value);

/** `all` of nothing is false: no gas test is no passing gas test. */
const plainAll: LazyApply = (args, run) => {
  const { found, empty } = plainFind(false)(args, run);
  return !empty && !found;
};
const kleeneAll: LazyApply = (args, run) => {
  const { found, empty } = kleeneFind(false)(args, run);
  return empty ? false : not(found);
};

type WriteLoop = (code: LogicCode, items: string, each: () => Written) => Written;

/** A loop as text, where all of its body is text. */
function loopOf(write: WriteLoop) {
  return ([list, body]: readonly LogicNode[], raw: readonly JsonValue[]): ((code: LogicCode) => Written) | undefined => {
    if (!list || !body?.whole || raw.length !== 2) return undefined;
    return (code) => {
      code.step();
      const items = code.part(list).text;
      return write(code, items, () => code.part(body));
    };
  };
}

function eachItem(code: LogicCode, items: string, until: string, visit: (item: string) => void): void {
  const at = code.fresh("i");
  code.block(`for (let ${at} = 0; ${at} < ${items}.length${until}; ${at} += 1)`, () => {
    const item = code.keep(`${items}[${at}]`).text;
    code.step();
    code.within(item, () => visit(item));
  });
}

const writeMap: WriteLoop = (code, items, each) => {
  const result = code.fresh("t");
  code.line(`let ${result} = ${code.unknown};`);
  code.block(`if (${code.help("isItems", isItems)}(${items}))`, () => {
    code.makeList(`${items}.length`);
    code.line(`${result} = [];`);
    eachItem(code, items, "", () => code.line(`${result}.push(${each().text});`));
  });
  return { text: result };
};

/** `kleeneFind` as text. */
function writeFind(wanted: boolean, leave: (code: LogicCode, found: string, items: string) => string): WriteLoop {
  return (code, items, each) => {
    const found = code.fresh("t");
    code.line(`let ${found} = ${code.unknown};`);
    code.block(`if (${code.help("isItems", isItems)}(${items}))`, () => {
      code.line(`${found} = false;`);
      eachItem(code, items, ` && ${found} !== true`, () => {
        const truth = code.truth(each());
        code.line(`if (${truth} === ${wanted}) ${found} = true; else if (${truth} === ${code.unknown}) ${found} = ${truth};`);
      });
    });
    return code.keep(leave(code, found, items), "truth");
  };
}

const iterate = (name: string, arity: readonly [number, number], plain: LazyApply, kleene: LazyApply): LazyOperator =>
  ({ name, eager: false, single: "refuse", arity, perItem: [1], plain, kleene });

const overList = (operator: LazyOperator): LazyOperator => ({ ...operator, notNull: [0, 1] });

/** Operators that run an expression for each item of a list. */
export const iteration: readonly LazyOperator[] = [
  { ...overList(iterate("map", [2, 2], plainMap, kleeneMap)), write: loopOf(writeMap) },
  overList(iterate("filter", [2, 2], plainFilter, kleeneFilter)),
  overList(iterate("reduce", [2, 3], fold, kleeneFold)),
  { ...iterate("all", [2, 2], plainAll, kleeneAll), write: loopOf(writeFind(false, (code, found, items) => `${code.help("isItems", isItems)}(${items}) && ${items}.length === 0 ? false : ${found} === ${code.unknown} ? ${found} : !${found}`)) },
  { ...iterate("some", [2, 2], (args, run) => plainFind(true)(args, run).found, (args, run) => kleeneFind(true)(args, run).found), write: loopOf(writeFind(true, (code, found) => found)) },
  { ...iterate("none", [2, 2], (args, run) => !plainFind(true)(args, run).found, (args, run) => not(kleeneFind(true)(args, run).found)), write: loopOf(writeFind(true, (code, found) => `${found} === ${code.unknown} ? ${found} : !${found}`)) },
];
