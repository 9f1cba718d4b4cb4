import { canonicalJson } from "../../model/canonical.ts";
import { isObject, own, type JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { compileLogic } from "../../logic/index.ts";
import type { Axis, Cell } from "./axis.ts";

export interface Condensed {
  readonly exprs: readonly JsonLogic[];
  /** Per axis, cells that no expression tells apart taken as one: the first of them. */
  readonly cells: readonly (readonly Cell[])[];
}

/** A part of an expression that reads one axis, and what it is worth in each cell of it. */
interface Part { readonly name: string; readonly axis: number; readonly worth: readonly (boolean | undefined)[] }

/**
 * The same expressions over fewer cells: each part that reads one axis alone
 * is run once per cell of that axis and becomes a variable, and cells in which
 * all parts are worth the same become one. Nothing that is decided changes by
 * it, since a part is worth what its own axis says. Throws `LogicFault`.
 */
export function condense(exprs: readonly JsonLogic[], axes: readonly Axis[]): Condensed {
  const cells = axes.map((axis) => axis.cells());
  const parts = new Map<string, Part>();
  const replaced = exprs.map((expr) => replace(expr, cells, parts));
  return { exprs: replaced, cells: cells.map((one, axis) => classesOf(one, [...parts.values()].filter((part) => part.axis === axis))) };
}

function replace(raw: JsonLogic, cells: readonly (readonly Cell[])[], parts: Map<string, Part>): JsonLogic {
  if (!isObject(raw)) return raw;
  const read = axesOf(raw);
  if (read.size === 0) return raw;
  const [axis = 0] = read;
  if (read.size > 1) return Object.fromEntries(Object.entries(raw).map(([name, args]) => [name, Array.isArray(args) ? args.map((one: JsonValue) => replace(one, cells, parts)) : args]));
  const text = canonicalJson(raw);
  const known = parts.get(text);
  if (known) return { var: known.name };
  const compiled = compileLogic(raw, { mode: "kleene" });
  const worth = (cells[axis] ?? []).map(({ values }) => {
    const value = compiled.run(Object.fromEntries(Object.entries(values).map(([name, one]) => [name, one ?? null])));
    return typeof value === "boolean" ? value : undefined;
  });
  const part: Part = { name: `q${parts.size}`, axis, worth };
  parts.set(text, part);
  return { var: part.name };
}

const axisVariable = /^t(\d+)[pn]?$/;

/** Numbers of the axes an expression reads. */
function axesOf(raw: JsonValue): ReadonlySet<number> {
  if (Array.isArray(raw)) return new Set(raw.flatMap((one: JsonValue) => [...axesOf(one)]));
  if (!isObject(raw)) return new Set();
  const path = own(raw, "var");
  const match = typeof path === "string" ? axisVariable.exec(path) : null;
  return match ? new Set([Number(match[1])]) : new Set(Object.values(raw).flatMap((one) => [...axesOf(one)]));
}

function classesOf(cells: readonly Cell[], parts: readonly Part[]): readonly Cell[] {
  const classes = new Map<string, Cell>();
  cells.forEach(({ shown }, i) => {
    const values = Object.fromEntries(parts.map((part) => [part.name, part.worth[i]]));
    const text = parts.map((part) => String(part.worth[i])).join();
    if (!classes.has(text)) classes.set(text, { values, shown });
  });
  return [...classes.values()];
}
