import { formOf } from "../../../forms/index.ts";
import type { Field } from "../../../forms/field.ts";
import type { JsonObject, JsonValue } from "../../../model/json.ts";
import type { FlowCheck } from "../flowCheck.ts";
import type { Compared } from "./readConstants.ts";

/** One value out of each region; `undefined` is "not filled". */
export type Regions = readonly (JsonValue | undefined)[];

const maxRegions = 64;
const maxListed = 5;

/**
 * The regions into which constants part the values of a variable, by the type
 * of its field: each constant, and what lies between. Undefined beyond 64
 * regions, or for a variable no type is known of that this could be told by.
 */
export function regionsOf(path: string, compared: Compared, check: FlowCheck): Regions | undefined {
  const values = valuesOf(path, compared, check);
  return values === undefined || values.length >= maxRegions ? undefined : [...values, undefined];
}

function valuesOf(path: string, compared: Compared, check: FlowCheck): readonly JsonValue[] | undefined {
  const parts = path.split(".");
  const [head = "", node = "", fact] = parts;
  if (head === "nodes") return fact === "outcome" ? ["passed", "rejected"] : fact === "visits" ? numbers(compared, { minimum: 1 }, true) : undefined;
  if (head === "initiator") return node === "roles" ? lists(compared) : texts(compared);
  if (head === "ctx" || head === "instance") return undefined;
  const field = fieldAt(check, parts);
  return field === undefined ? undefined : fieldValues(field, compared);
}

function fieldAt(check: FlowCheck, parts: readonly string[]): Field | undefined {
  if (!check.form) return undefined;
  let level: readonly Field[] = formOf(check.form).roots;
  let found: Field | undefined;
  for (const part of parts) {
    if (found && found.shape !== "object") return undefined;
    found = level.find((one) => one.xid === part);
    if (!found) return undefined;
    level = found.children;
  }
  return found;
}

function fieldValues(field: Field, compared: Compared): readonly JsonValue[] | undefined {
  const { schema } = field;
  if (schema["type"] === "array") return compared.asList ? lists(compared) : undefined;
  if (compared.asList) return undefined; // a part of a text
  if (field.enum) return choices(field.enum, compared);
  switch (schema["type"]) {
    case "boolean": return [true, false];
    case "number": return numbers(compared, schema, false);
    case "integer": return numbers(compared, schema, true);
    case "string": return texts(compared);
    default: return undefined;
  }
}

/** Allowed values a condition names, and one for all it does not. */
function choices(allowed: readonly JsonValue[], compared: Compared): readonly JsonValue[] {
  if (compared.ordered) return allowed;
  const named = allowed.filter((one) => compared.constants.includes(one));
  const other = allowed.find((one) => !compared.constants.includes(one));
  return other === undefined ? named : [...named, other];
}

/** Each number named, one between neighbours, one beyond either end; within the bounds of the field. */
function numbers(compared: Compared, schema: JsonObject, whole: boolean): readonly JsonValue[] {
  const named = [...new Set(compared.constants.filter((one): one is number => typeof one === "number"))].sort((a, b) => a - b);
  const { low, high } = boundsOf(schema);
  const marks = named.filter((one) => one > low.at && one < high.at);
  const points = [low.at, ...marks, high.at];
  const between = points.slice(1).flatMap((to, i) => insideOf(points[i] ?? 0, to, whole));
  const ends = [low, high].flatMap((end) => (Number.isFinite(end.at) && end.closed && (!whole || Number.isInteger(end.at)) ? [end.at] : []));
  return [...new Set([...marks.filter((one) => !whole || Number.isInteger(one)), ...between, ...ends])].sort((a, b) => a - b);
}

interface End { readonly at: number; readonly closed: boolean }

function boundsOf(schema: JsonObject): { low: End; high: End } {
  const num = (name: string): number | undefined => (typeof schema[name] === "number" ? schema[name] : undefined);
  const end = (closed: number | undefined, open: number | undefined, sign: 1 | -1): End => {
    if (open !== undefined && (closed === undefined || open * sign >= closed * sign)) return { at: open, closed: false };
    return closed === undefined ? { at: -sign * Infinity, closed: false } : { at: closed, closed: true };
  };
  return { low: end(num("minimum"), num("exclusiveMinimum"), 1), high: end(num("maximum"), num("exclusiveMaximum"), -1) };
}

/** A number strictly between two, where there is one. */
function insideOf(from: number, to: number, whole: boolean): number[] {
  if (from >= to) return [];
  if (!Number.isFinite(from)) return [Number.isFinite(to) ? (whole ? Math.ceil(to) - 1 : to - 1) : 0];
  const middle = !Number.isFinite(to) ? from + 1 : (from + to) / 2;
  const found = whole ? Math.floor(from) + 1 : middle;
  return found > from && found < to ? [found] : [];
}

/** Texts: those named and another; where their order counts, also the next after each and the first of all. */
function texts(compared: Compared): readonly JsonValue[] {
  const named = [...new Set(compared.constants.filter((one): one is string => typeof one === "string"))].sort();
  const after = named.map((one) => `${one}\u0000`);
  const last = after[after.length - 1] ?? "x";
  return compared.ordered ? [...new Set(["", ...named, ...after])] : [...named, last];
}

/** Lists by which of the named items they hold. */
function lists(compared: Compared): readonly JsonValue[] | undefined {
  const items = [...new Set(compared.constants.filter((one): one is string => typeof one === "string"))];
  if (items.length > maxListed || compared.ordered) return undefined;
  return Array.from({ length: 2 ** items.length }, (_, set) => items.filter((_item, i) => (set >> i) % 2 === 1));
}
