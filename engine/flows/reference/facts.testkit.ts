import { interpretLogic, isTruthy, isUnknown, LogicFault } from "../../logic/index.ts";
import { canonicalJson } from "../../model/canonical.ts";
import type { FieldAccess, FieldAccessMap } from "../../model/flow.ts";
import { own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import type { Run } from "./run.testkit.ts";

type Answers = { readonly [field: string]: JsonValue };

/** What conditions may read: the form's fields by name (and under `data`), initiator, nodes, instance. */
function scopeOf(run: Run): JsonObject {
  const { state, world } = run;
  const initiator = { id: world.initiator, org: world.people.get(world.initiator)?.org ?? null };
  const instance = { status: state.status, generation: state.generation };
  return { ...state.answers, data: state.answers, initiator, instance, nodes: nodeFacts(run) };
}

/** The latest visit of each node in the present walk. */
function nodeFacts(run: Run): JsonObject {
  const facts = new Map<string, JsonObject>();
  for (const visit of run.state.visits.filter((one) => !one.dead)) {
    facts.set(visit.node, { outcome: visit.outcome ?? null, visits: visit.k, by: visit.by ?? null });
  }
  return Object.fromEntries(facts);
}

/** The value of an expression, or undefined where it is unknown. */
export function valueOf(run: Run, logic: JsonLogic): JsonValue | undefined {
  try {
    const value = interpretLogic(logic, scopeOf(run), { mode: "kleene" });
    return isUnknown(value) ? undefined : value;
  } catch (error) {
    if (error instanceof LogicFault) return undefined;
    throw error;
  }
}

export function holds(run: Run, logic: JsonLogic): boolean | "unknown" {
  const value = valueOf(run, logic);
  return value === undefined || value === null ? "unknown" : isTruthy(value);
}

/** Access to a field here; a field no rule names may be read. */
export function accessTo(fields: FieldAccessMap, field: string): FieldAccess {
  return (own(fields, field) ?? own(fields, "*") ?? "read") as FieldAccess;
}

export function isEmpty(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** The fields a node's approvals stand for: `signs`, else all it can read. */
export function signedFields(node: { readonly signs?: readonly string[]; readonly fields: FieldAccessMap }, ...data: readonly Answers[]): string[] {
  if (node.signs) return [...node.signs];
  const known = [...new Set(data.flatMap((one) => Object.keys(one)))];
  return known.filter((field) => accessTo(node.fields, field) !== "hidden");
}

export function sameValues(fields: readonly string[], a: Answers, b: Answers): boolean {
  return fields.every((field) => canonicalJson(own(a, field) ?? null) === canonicalJson(own(b, field) ?? null));
}

/** An ISO-8601 duration of weeks, days, hours, minutes and seconds in plain elapsed ms. */
export function durationMs(text: string): number {
  const match = /^P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!match) throw new Error(`the reference reads no duration ${text}`);
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((((weeks * 7 + days) * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
}

/** The instant a date field names, or undefined. */
export function instantIn(run: Run, field: string): number | undefined {
  const value = own(run.state.answers, field);
  const at = typeof value === "string" ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? undefined : at;
}
