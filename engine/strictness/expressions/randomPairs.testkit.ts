import fc from "fast-check";
import { isObject, type JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { ExprWorld, LimitWorth } from "./world.ts";

/** Few constants, so that those of both sides fall on each other, and between each other. */
const constants = [0, 0.5, 1, 1.5, 2, 3];
const words = ["a", "b", "c"];
const limitIds = ["L", "M"];

export const terms = { x: "number", y: "number", n: "integer", s: "text", b: "boolean", l: "list" } as const;

const v = (path: string): JsonLogic => ({ var: path });
const constant = fc.oneof({ weight: 4, arbitrary: fc.constantFrom<JsonLogic>(...constants) }, { weight: 1, arbitrary: fc.constantFrom<JsonLogic>(...limitIds.map((id) => ({ limit: [id] }))) });
const numberTerm = fc.constantFrom<JsonLogic>(v("x"), v("x"), v("y"), v("n"), { "+": [v("x"), v("y")] }, { count: [v("l")] }, { "??": [v("x"), 1] }, v("untyped"));
const order = fc.constantFrom("<", "<=", ">", ">=");
const equality = fc.constantFrom("==", "===", "!=", "!==");

const atom = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.oneof(order, order, equality), numberTerm, constant).map(([op, a, b]): JsonLogic => ({ [op]: [a, b] })) },
  { weight: 1, arbitrary: fc.tuple(order, constant, numberTerm).map(([op, a, b]): JsonLogic => ({ [op]: [a, b] })) },
  { weight: 1, arbitrary: fc.tuple(order, constant, v2(), constant).map(([op, a, b, c]): JsonLogic => ({ [op]: [a, b, c] })) },
  { weight: 2, arbitrary: fc.tuple(equality, fc.constantFrom(...words)).map(([op, word]): JsonLogic => ({ [op]: [v("s"), word] })) },
  { weight: 1, arbitrary: fc.subarray(words, { minLength: 1 }).map((list): JsonLogic => ({ in: [v("s"), list] })) },
  { weight: 1, arbitrary: fc.subarray([0, 1, 2, 3], { minLength: 1 }).map((list): JsonLogic => ({ in: [v("n"), list] })) },
  { weight: 1, arbitrary: fc.constantFrom<JsonLogic>(v("b"), { "===": [v("b"), true] }, { "!=": [v("b"), true] }, true, false) },
  { weight: 1, arbitrary: fc.constantFrom<JsonLogic>({ known: [v("x")] }, { known: [v("s")] }, { in: ["a", v("l")] }, { "<": [v("x"), v("y")] }, v("untyped"), v("x"), { some: [v("l"), true] }) },
);

function v2(): fc.Arbitrary<JsonLogic> {
  return fc.constantFrom<JsonLogic>(v("x"), v("n"));
}

/** Expressions of the fragment, and some just outside it. */
export const { expr: anyExpr } = fc.letrec<{ expr: JsonLogic }>((tie) => ({
  expr: fc.oneof({ maxDepth: 2, depthSize: "small" }, atom,
    fc.tuple(fc.constantFrom("and", "or"), fc.array(tie("expr"), { minLength: 2, maxLength: 3 })).map(([op, list]): JsonLogic => ({ [op]: list })),
    tie("expr").map((inner): JsonLogic => ({ "!": [inner] })),
    fc.tuple(tie("expr"), tie("expr"), tie("expr")).map((three): JsonLogic => ({ if: three })),
  ),
}));

/** An expression and an edit of it, as an author makes one: a number moved, an operator changed, a part added, or another one altogether. */
export const anyPair = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(anyExpr, fc.nat(), constant, order).map(([expr, at, to, op]) => [expr, edited(expr, at, to, op)] as const) },
  { weight: 2, arbitrary: fc.tuple(anyExpr, anyExpr, fc.constantFrom("and", "or")).map(([expr, more, op]) => [expr, { [op]: [expr, more] }] as const) },
  { weight: 2, arbitrary: fc.tuple(atom, atom) },
  { weight: 1, arbitrary: fc.tuple(anyExpr, anyExpr) },
);

/** The nth number or operator of an expression exchanged. */
function edited(raw: JsonValue, at: number, to: JsonLogic, op: string): JsonValue {
  const places = count(raw);
  let left = places === 0 ? -1 : at % places;
  const walk = (one: JsonValue): JsonValue => {
    if (typeof one === "number") return left-- === 0 ? to : one;
    if (Array.isArray(one)) return one.map(walk);
    if (!isObject(one)) return one;
    return Object.fromEntries(Object.entries(one).map(([name, inner]) => {
      const changes = isOrder(name) && left-- === 0;
      return [changes ? op : name, walk(inner)];
    }));
  };
  return walk(raw);
}

function count(raw: JsonValue): number {
  if (typeof raw === "number") return 1;
  if (Array.isArray(raw)) return raw.reduce<number>((sum, one: JsonValue) => sum + count(one), 0);
  return isObject(raw) ? Object.entries(raw).reduce((sum, [name, inner]) => sum + count(inner) + (isOrder(name) ? 1 : 0), 0) : 0;
}

function isOrder(name: string): boolean {
  return ["<", "<=", ">", ">="].includes(name);
}

const worth = fc.constantFrom(...constants).map((value): LimitWorth => ({ value, unit: "m" }));
export const anyLimits = fc.record({ L: worth, M: worth });

/** A world in which the limits of both sides may differ. */
export function worldOf(upper: { readonly [id: string]: LimitWorth }, local: { readonly [id: string]: LimitWorth }): ExprWorld {
  return { terms, limits: { upper, local } };
}

/** What a filled form may hold: numbers on, between and beyond the constants, texts listed or not, lists, and nothing. */
export function randomScope(next: () => number): Record<string, JsonValue> {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)]!;
  const number = (): number => pick([-1, 0, 0.25, 0.5, 0.75, 1, 1.25, 1.5, 1.75, 2, 2.5, 3, 4]);
  const whole: { readonly [term: string]: () => JsonValue } = {
    x: number, y: number, n: () => pick([-1, 0, 1, 2, 3, 4]), s: () => pick(["a", "b", "c", "d", ""]), b: () => next() < 0.5,
    l: () => pick<JsonValue>([[], ["a"], ["b"], ["a", "b", "c"]]), untyped: () => pick<JsonValue>([0, 1, 2.5, "a", "", true, false, []]),
  };
  return Object.fromEntries(Object.entries(whole).flatMap(([term, make]) => (next() < 0.15 ? (next() < 0.3 ? [[term, null] as const] : []) : [[term, make()] as const])));
}

/** Numbers in [0, 1) from a seed, the same every time (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
