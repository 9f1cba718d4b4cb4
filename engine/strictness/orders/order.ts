import { canonicalJson } from "../../model/canonical.ts";
import { isObject, own, type JsonValue } from "../../model/json.ts";
import type { Meet, PropAt, Verdict } from "../strictness.ts";
import type { StrictnessContext } from "../context.ts";

/** Where two values stand, with what else may be known there. */
export interface OrderAt extends PropAt {
  readonly context: StrictnessContext;
}

/** How the values of one property are ordered. */
export interface Order {
  readonly compare: (at: OrderAt, upper: JsonValue, local: JsonValue) => Verdict;
  readonly meet: (at: OrderAt, upper: JsonValue, local: JsonValue) => Meet;
}

export type Compare = Order["compare"];

export const equal: Verdict = { is: "equal" };
export const tighter: Verdict = { is: "tighter" };
export const looser: Verdict = { is: "looser" };
export const incomparable: Verdict = { is: "incomparable" };
export const unitIncomparable: Verdict = { is: "incomparable", code: "UNIT_INCOMPARABLE" };

/** True for two spellings of one JSON value. */
export function same(a: JsonValue, b: JsonValue): boolean {
  return canonicalJson(a) === canonicalJson(b);
}

/** The meet of an order is the stricter of both, where one is. */
export function orderOf(compare: Compare): Order {
  return { compare, meet: (at, upper, local) => stricterOf(compare(at, upper, local), () => compare(at, local, upper), upper, local) };
}

function stricterOf(verdict: Verdict, reverse: () => Verdict, upper: JsonValue, local: JsonValue): Meet {
  if (verdict.is === "equal") return { ok: true, value: upper, by: "upper" };
  if (verdict.is === "tighter") return { ok: true, value: local, by: "local" };
  if (reverse().is === "tighter") return { ok: true, value: upper, by: "upper" };
  return { ok: false, code: ("code" in verdict ? verdict.code : undefined) ?? "INCOMPARABLE" };
}

/** No direction: another value is refused. */
export const fixed: Order = orderOf((_at, upper, local) => (same(upper, local) ? equal : incomparable));

/** Nothing that passes or stays silent depends on it: the local value counts. */
export const anyValue: Order = {
  compare: (_at, upper, local) => (same(upper, local) ? equal : tighter),
  meet: (_at, upper, local) => (same(upper, local) ? { ok: true, value: upper, by: "upper" } : { ok: true, value: local, by: "local" }),
};

/** Words in rising strictness; words of one group are not comparable with each other. An absent value is `absent`. */
export function ranked(absent: string, ...groups: readonly (readonly string[])[]): Order {
  const rank = (value: JsonValue): number => groups.findIndex((group) => group.includes(value === null ? absent : String(value)));
  return orderOf((_at, upper, local) => {
    if (same(upper ?? absent, local ?? absent)) return equal;
    const [was, is] = [rank(upper), rank(local)];
    if (was < 0 || is < 0 || was === is) return incomparable;
    return is > was ? tighter : looser;
  });
}

/** A switch: `stricter` is the strict position, absent means the other. */
export function flag(stricter: boolean): Order {
  const isOn = (value: JsonValue): boolean => (value === null ? !stricter : value === true) === stricter;
  return orderOf((_at, upper, local) => {
    if (![upper, local].every((one) => one === null || typeof one === "boolean")) return same(upper, local) ? equal : incomparable;
    return isOn(upper) === isOn(local) ? equal : isOn(local) ? tighter : looser;
  });
}

/** A property of an element, by its flattened path or inside an object that stands at a part of it. */
export function propOf(element: PropAt["element"], path: string): JsonValue | undefined {
  if (Object.hasOwn(element, path)) return element[path];
  const [head = "", ...rest] = path.split(".");
  let value: unknown = own(element, head);
  for (const step of rest) value = isObject(value) ? own(value, step) : undefined;
  return value as JsonValue | undefined;
}
