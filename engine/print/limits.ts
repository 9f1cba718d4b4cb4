import type { CompiledForm, Field } from "../forms/index.ts";
import type { JsonValue } from "../model/json.ts";
import { isObject } from "../model/json.ts";
import type { Limit } from "../model/limit.ts";

/** What a printed value owes to the limits of its form. */
export interface LimitTrace {
  /** The source of its limit is still to be verified. */
  readonly toVerify: boolean;
  /** Unit of the limit the value is. */
  readonly unit?: string;
}

const nothing: LimitTrace = { toVerify: false };
const named = new WeakMap<CompiledForm, ReadonlyMap<string, readonly string[]>>();

function limitIdsIn(expression: JsonValue): readonly string[] {
  if (Array.isArray(expression)) return (expression as readonly JsonValue[]).flatMap(limitIdsIn);
  if (!isObject(expression)) return [];
  return Object.entries(expression).flatMap(([name, inner]) => {
    const first = Array.isArray(inner) ? (inner as readonly JsonValue[])[0] : inner;
    return name === "limit" && typeof first === "string" ? [first] : limitIdsIn(inner);
  });
}

/** Limits each field's compute and submit checks name, by the field as rules name it. */
function limitIds(form: CompiledForm): ReadonlyMap<string, readonly string[]> {
  const known = named.get(form);
  if (known) return known;
  const found = new Map<string, string[]>();
  for (const rule of form.def.logic) {
    if (rule.expr === undefined || (rule.effect !== "compute" && (rule.effect !== "check" || rule.on === "named"))) continue;
    found.set(rule.target, [...(found.get(rule.target) ?? []), ...limitIdsIn(rule.expr)]);
  }
  named.set(form, found);
  return found;
}

const isOpen = (limit: Limit): boolean => limit.confidence.endsWith("verify");

/**
 * Which limits stand behind a value. A value that is one of the numbers its
 * rule names has that limit's unit and confidence; where several limits share
 * the number, or the value was only judged by them, one that is to be verified
 * is enough for the badge: it may be too many, never too few.
 */
export function limitTrace(form: CompiledForm, field: Field, value: JsonValue | undefined): LimitTrace {
  const ids = limitIds(form).get(field.xpath) ?? [];
  const limits = ids.flatMap((id) => form.def.limits?.[id] ?? []);
  if (limits.length === 0 || value === undefined || value === null) return nothing;
  const same = field.computed ? limits.filter((limit) => limit.value === value) : [];
  const units = new Set(same.map((limit) => limit.unit));
  const [unit] = units;
  return { toVerify: (same.length > 0 ? same : limits).some(isOpen), ...(units.size === 1 && unit !== undefined ? { unit } : {}) };
}
