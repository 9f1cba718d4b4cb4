import { canonicalJson } from "../../model/canonical.ts";
import type { JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { compileLogic, LogicFault, type CompiledLogic } from "../../logic/index.ts";
import type { Offer } from "../strictness.ts";
import type { Axis, Cell } from "./axis.ts";
import { condense } from "./condense.ts";
import { normalExpr } from "./normal.ts";
import { ExprReader, isTruthful, operationOf } from "./readExpr.ts";
import type { ExprWorld, Polarity } from "./world.ts";

/** What a case is worth to each side: true, false, or null for unknown. */
export interface Witness {
  readonly terms: { readonly [term: string]: JsonValue };
  readonly upper: boolean | null;
  readonly local: boolean | null;
}

/**
 * `not`: in the case of the witness the new expression lets pass, or stays
 * silent, where the upper did not. `undecided`: outside what can be proved;
 * `offer` is the form that is always lawful.
 */
export type ExprVerdict =
  | { readonly is: "equal" | "tighter" }
  | { readonly is: "not"; readonly witness: Witness }
  | { readonly is: "undecided"; readonly offer: Offer; readonly why: "shape" | "tooManyCells" };

/** Cases looked at before giving up; those no comparison tells apart count as one. */
export const maxCells = 20_000;

/**
 * Whether `local` is at least as strict as `upper` in every case: both are run
 * on every combination of what their constants tell apart, missing values
 * included. Never says tighter of what is not.
 */
export function compareExpr(upper: JsonLogic, local: JsonLogic, world: ExprWorld, polarity: Polarity): ExprVerdict {
  const [a, b] = [normalExpr(upper, world, "upper"), normalExpr(local, world, "local")];
  if (a === undefined || b === undefined) return undecided(polarity, "shape");
  if (canonicalJson(a) === canonicalJson(b)) return { is: "equal" };
  const verdict = byCases(a, b, world, polarity);
  return verdict.is === "undecided" && addsOnly(a, b, polarity) ? { is: "tighter" } : verdict;
}

function byCases(upper: JsonLogic, local: JsonLogic, world: ExprWorld, polarity: Polarity): ExprVerdict {
  const reader = new ExprReader(world);
  const [a, b] = [reader.read(upper), reader.read(local)];
  if (!a || !b) return undecided(polarity, "shape");
  const axes = [...reader.axes.values()];
  const found = searched([a(), b()], axes, polarity);
  if (found === "shape" || found === "tooManyCells") return undecided(polarity, found);
  if (typeof found === "string") return { is: found };
  return reader.isLoose ? undecided(polarity, "shape") : { is: "not", witness: witnessOf(axes, found) };
}

/** An expression that cannot be finished in some case is unknown there and reported; nothing is proved by it. */
function searched(written: readonly JsonLogic[], axes: readonly Axis[], polarity: Polarity): Found | "equal" | "tighter" | "shape" | "tooManyCells" {
  try {
    const { exprs, cells } = condense(written, axes);
    if (cells.reduce((size, one) => size * one.length, 1) > maxCells) return "tooManyCells";
    const [upper, local] = exprs.map((expr) => compileLogic(expr, { mode: "kleene" })) as [CompiledLogic, CompiledLogic];
    return search(upper, local, cells, polarity);
  } catch (fault) {
    if (fault instanceof LogicFault) return "shape";
    throw fault;
  }
}

interface Found { readonly at: readonly Cell[]; readonly upper: number; readonly local: number }

/** Runs both on every combination, one scope changed in place; the last axis turns fastest. */
function search(upper: CompiledLogic, local: CompiledLogic, cells: readonly (readonly Cell[])[], polarity: Polarity): Found | "equal" | "tighter" {
  const scope: Record<string, JsonValue> = {};
  const digits = cells.map(() => 0);
  cells.forEach((one) => put(scope, one[0]));
  let isEqual = true;
  for (;;) {
    const [was, is] = [rankOf(upper, scope), rankOf(local, scope)];
    if (polarity === "narrow" ? is > was : is < was) return { at: cells.map((one, i) => one[digits[i]!]!), upper: was, local: is };
    if (is !== was) isEqual = false;
    if (!turn(scope, cells, digits)) return isEqual ? "equal" : "tighter";
  }
}

function turn(scope: Record<string, JsonValue>, cells: readonly (readonly Cell[])[], digits: number[]): boolean {
  for (let at = cells.length - 1; at >= 0; at -= 1) {
    const next = (digits[at]! + 1) % cells[at]!.length;
    digits[at] = next;
    put(scope, cells[at]![next]);
    if (next > 0) return true;
  }
  return false;
}

function put(scope: Record<string, JsonValue>, cell: Cell | undefined): void {
  for (const name in cell?.values) scope[name] = cell.values[name] ?? null;
}

/** False < unknown < true; what is no truth value decides nothing. */
function rankOf(compiled: CompiledLogic, scope: JsonValue): number {
  const value = compiled.run(scope);
  return value === true ? 2 : value === false ? 0 : 1;
}

const truthAt = [false, null, true] as const;

function witnessOf(axes: readonly Axis[], { at, upper, local }: Found): Witness {
  const terms = Object.fromEntries(axes.map((axis, i) => [axis.label, at[i]?.shown ?? null]));
  return { terms, upper: truthAt[upper] ?? null, local: truthAt[local] ?? null };
}

/** True when every part of the upper stands in the new one beside others: `and` only narrows, `or` only widens, whatever the parts are. */
function addsOnly(upper: JsonLogic, local: JsonLogic, polarity: Polarity): boolean {
  const join = joinOf(polarity);
  if (operationOf(local)?.name !== join) return false;
  if (operationOf(upper)?.name !== join && !isTruthful(upper)) return false;
  const present = new Set(partsOf(local, join).map((one) => canonicalJson(one)));
  return partsOf(upper, join).every((one) => present.has(canonicalJson(one)));
}

export function joinOf(polarity: Polarity): "and" | "or" {
  return polarity === "narrow" ? "and" : "or";
}

/** The parts an expression joins by `and` (or `or`), at any depth of it; itself when it joins nothing. */
export function partsOf(raw: JsonLogic, join: "and" | "or"): readonly JsonLogic[] {
  const operation = operationOf(raw);
  return operation?.name === join && operation.args.length > 0 ? operation.args.flatMap((one) => partsOf(one, join)) : [raw];
}

function undecided(polarity: Polarity, why: "shape" | "tooManyCells"): ExprVerdict {
  return { is: "undecided", offer: polarity === "narrow" ? "additionalCheck" : "additionalRule", why };
}
