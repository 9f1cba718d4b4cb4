import { isObject, own, type JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { decimalOf, plus, ratioOf, ratioOfNumber, times, type Ratio } from "../../rules/units/ratio.ts";
import { exactUnitOf } from "../../rules/units/table.ts";
import { dimensionOf } from "../../rules/units/unit.ts";
import type { ExprWorld, LimitWorth, Side } from "./world.ts";

const maxDepth = 64;

/** A limit replaced by its effective worth, in base units: two limits of one worth read alike. */
export interface KnownLimit { readonly value: Ratio; readonly unit: string; readonly dimension: string }

/**
 * An expression with one spelling for the same reading, and its limits by
 * effective worth: `{"limit": ["#", value, unit]}`. A limit nobody knows gets
 * the name of its side, so that it equals no other; so does one of several by
 * what the tag says, whose worth no definition knows. Undefined when too deep.
 */
export function normalExpr(raw: JsonLogic, world: ExprWorld, side: Side): JsonLogic | undefined {
  try {
    return normal(raw, world, side, 0);
  } catch (fault) {
    if (fault === tooDeep) return undefined;
    throw fault;
  }
}

const tooDeep = new Error("too deep");

function normal(raw: JsonValue, world: ExprWorld, side: Side, depth: number): JsonValue {
  if (depth > maxDepth) throw tooDeep;
  if (Array.isArray(raw)) return raw.map((one: JsonValue) => normal(one, world, side, depth + 1));
  if (!isObject(raw)) return raw;
  const names = Object.keys(raw);
  const [name] = names;
  if (names.length !== 1 || name === undefined) return raw;
  const inner = own(raw, name) as JsonValue;
  if (name === "preserve") return raw;
  const isListed = Array.isArray(inner);
  const args = normal(isListed || (name !== "var" && name !== "limit" && world.dialect !== "rule") ? inner : [inner], world, side, depth + 1);
  if (name === "limit" && Array.isArray(args)) return { limit: args.length > 1 ? ["?", side, ...(args as readonly JsonValue[])] : limitArgs(args[0] as JsonValue, world, side) };
  return world.dialect === "rule" && name === "var" ? varAsValue(args) : { [name]: args };
}

// {"var":"value"} and {"var":"b.value"} are other spellings of `value`.
function varAsValue(args: JsonValue): JsonValue {
  const path: unknown = Array.isArray(args) ? args[0] : args;
  if (path === "value") return { value: [] };
  return typeof path === "string" && path.endsWith(".value") ? { value: [path.slice(0, -".value".length)] } : { var: args };
}

function limitArgs(id: JsonValue, world: ExprWorld, side: Side): readonly JsonValue[] {
  const limit = typeof id === "string" ? (own(world.limits?.[side] ?? {}, id) as LimitWorth | undefined) : undefined;
  const value = limit && (typeof limit.value === "number" ? ratioOfNumber(limit.value) : ratioOf(limit.value));
  if (!limit || !value) return ["?", side, id];
  if (world.dialect !== "rule") return ["#", decimalOf(value) ?? "", ""];
  const unit = exactUnitOf(limit.unit);
  const base = plus(times(value, unit.factor), unit.offset);
  return ["#", `${base.over}/${base.under}`, dimensionOf(unit), limit.unit];
}

/** Reads a limit that `normalExpr` wrote. */
export function knownLimit(raw: JsonValue): KnownLimit | undefined {
  const args = isObject(raw) ? own(raw, "limit") : undefined;
  if (!Array.isArray(args) || args[0] !== "#") return undefined;
  const [, text, dimension, unit] = args as readonly string[];
  const [over = "", under = "1"] = (text ?? "").split("/");
  const value = under === "1" && !text?.includes("/") ? ratioOf(over) : { over: BigInt(over), under: BigInt(under) };
  return value && { value, unit: unit ?? "", dimension: dimension ?? "" };
}
