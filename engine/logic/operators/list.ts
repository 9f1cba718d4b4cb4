import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import { jsonEqual } from "../equal.ts";
import type { EagerApply, EagerOperator } from "../operator.ts";
import { allKnown, UNKNOWN, type LogicValue } from "../unknown.ts";

const merge: EagerApply = (args, run) => {
  const size = args.reduce<number>((sum, one) => sum + (Array.isArray(one) ? one.length : 1), 0);
  run.makeList(size);
  return args.flatMap((one) => (Array.isArray(one) ? (one as readonly LogicValue[]) : [one]));
};

/** An unknown argument may be a list of any length, so the whole is unknown. */
const kleeneMerge: EagerApply = (args, run) => (args.includes(UNKNOWN) ? UNKNOWN : merge(args, run));

/** Lists without repeats, in first-come order. */
function distinct(items: readonly LogicValue[], step: () => void): readonly LogicValue[] {
  const texts = new Set<string>();
  return items.filter((item) => {
    step();
    const text = JSON.stringify(item);
    return texts.has(text) ? false : texts.add(text) && true;
  });
}

type ListApply = (lists: readonly (readonly LogicValue[])[], step: () => void) => LogicValue;

/** Arguments must be lists of known items; else unknown (Kleene) or null (plain). */
function ofLists(name: string, count: number, apply: ListApply): EagerOperator {
  const run = (whenNot: LogicValue): EagerApply => (args, state) =>
    args.length >= count && args.every((one) => Array.isArray(one) && allKnown(one as readonly LogicValue[]))
      ? apply(args as readonly (readonly LogicValue[])[], () => state.step())
      : whenNot;
  return { name, eager: true, arity: [count, count], plain: run(null), kleene: run(UNKNOWN) };
}

const intersects: ListApply = ([left = [], right = []], step) =>
  left.some((item) => right.some((other) => {
    step();
    return jsonEqual(item, other);
  }));

/** A list's length counts even when an item is not known. */
const count: EagerApply = ([list]) => (Array.isArray(list) ? list.length : UNKNOWN);
const plainCount: EagerApply = ([list]) => (Array.isArray(list) ? list.length : 0);

/** The members of an object as a list: `values` their values, `keys` their names. */
function ofObject(name: string, list: (object: JsonObject) => readonly JsonValue[]): EagerOperator {
  const apply = (whenNot: LogicValue): EagerApply => ([object = null], run) => {
    if (!isObject(object)) return whenNot;
    const made = list(object);
    run.makeList(made.length);
    return made;
  };
  return { name, eager: true, arity: [1, 1], plain: apply(null), kleene: apply(UNKNOWN) };
}

/** `merge` of JSON-Logic. */
export const listBase: readonly EagerOperator[] = [
  { name: "merge", eager: true, spread: false, arity: [0, Infinity], plain: merge, kleene: kleeneMerge },
];

/** List helpers for definitions: `intersects[a,b]`, `unique[list]` (no two alike), `distinct[list]`, `count[list]`, `keys[object]`, `values[object]`. */
export const lists: readonly EagerOperator[] = [
  ofLists("intersects", 2, intersects),
  ofLists("unique", 1, ([items = []], step) => distinct(items, step).length === items.length),
  ofLists("distinct", 1, ([items = []], step) => distinct(items, step)),
  { name: "count", eager: true, arity: [1, 1], plain: plainCount, kleene: count },
  ofObject("keys", (object) => Object.keys(object)),
  ofObject("values", (object) => Object.values(object)),
];
