import { own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { LogicEnv } from "../logic/env.ts";
import type { FactContext } from "./context.ts";

/**
 * Facts as an expression sees them. What is not known is taken out, so that a
 * question about it is unknown: an area without readings has no "0 alarms".
 */
function factScope(ctx: FactContext): JsonObject {
  const { area, calendar, ...rest } = ctx;
  return {
    ...rest,
    ...(area ? { area: area.known ? area : { id: area.id, known: false } } : {}),
    ...(calendar ? { calendar: calendar.known ? calendar : { known: false } } : {}),
  } as unknown as JsonObject;
}

/** The scope of a rule inside a row: this row's fields beside the form's answers, `item` and `index`. */
export function rowScope(outer: JsonObject, row: JsonObject, index: number, reads: readonly string[]): JsonObject {
  const scope: Record<string, JsonValue> = { item: row, index };
  for (const path of reads) {
    const name = path.split(".", 1)[0] ?? "";
    if (name === "item" || name === "index" || name === "ctx") continue;
    const value = own(row, name) ?? own(outer, name);
    if (value !== undefined) define(scope, name, value as JsonValue);
  }
  return scope;
}

/** Steps all expressions of one evaluation may take together, whatever the number of rules and rows. */
const evaluationBudget = 500_000;

/** The env of one evaluation: the form's constants, the facts and a meter of its own. */
export function envWith(env: LogicEnv, ctx: FactContext): LogicEnv {
  return { ...env, facts: { ctx: factScope(ctx) }, meter: { left: evaluationBudget } };
}

/** Sets an own member, whatever its name: `__proto__` is a name like any other. */
export function define(object: object, name: string, value: JsonValue): void {
  if (name === "__proto__") Object.defineProperty(object, name, { value, enumerable: true, writable: true, configurable: true });
  else (object as Record<string, JsonValue>)[name] = value;
}
