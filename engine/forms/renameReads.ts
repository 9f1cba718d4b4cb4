import { operationName } from "../logic/compileLogic.ts";
import { definitionOperators } from "../logic/operators/index.ts";
import { isList, type JsonValue } from "../model/json.ts";
import type { JsonLogic } from "../model/logic.ts";

/** New names for what an expression of a form reads. What is not named stays. */
export interface NewNames {
  /** x-ids of fields, those of rows and groups among them. */
  readonly fields: ReadonlyMap<string, string>;
  /** The table or group a row field or member lies in. */
  readonly parentOf: (xid: string) => string | undefined;
  readonly limits?: ReadonlyMap<string, string>;
  readonly tables?: ReadonlyMap<string, string>;
}

/** Where a name is looked up: in the answers, in the rows of a table, or in items that hold no fields. */
type Scope = "answers" | { readonly table: string } | "other";

/** An expression with its fields, limits and tables under new names; texts that only look like a name are left alone. */
export function renameReads(logic: JsonLogic, names: NewNames): JsonLogic {
  return new Renamer(names).logic(logic, "answers");
}

class Renamer {
  constructor(private readonly names: NewNames) {}

  logic(raw: JsonValue, scope: Scope): JsonValue {
    if (isList(raw)) return raw.map((item) => this.logic(item, scope));
    const name = operationName(raw);
    if (name === undefined) return raw;
    const inner = (raw as { readonly [key: string]: JsonValue })[name] ?? null;
    const operator = definitionOperators.get(name);
    if (operator && "literal" in operator) return raw;
    const args = isList(inner) ? inner : [inner];
    const named = this.named(name, args, scope) ?? this.inner(args, operator && "perItem" in operator ? operator.perItem ?? [] : [], scope);
    return { [name]: isList(inner) ? named : named[0] ?? null };
  }

  private inner(args: readonly JsonValue[], perItem: readonly number[], scope: Scope): readonly JsonValue[] {
    const table = perItem.length > 0 ? this.tableOf(args[0] ?? null, scope) : undefined;
    const items: Scope = table === undefined ? "other" : { table };
    return args.map((arg, at) => this.logic(arg, perItem.includes(at) ? items : scope));
  }

  /** Operations whose arguments name something; undefined for all others. */
  private named(name: string, args: readonly JsonValue[], scope: Scope): readonly JsonValue[] | undefined {
    if (name === "limit" || name === "table") return [this.constant(name, args[0] ?? null, scope), ...args.slice(1).map((arg) => this.logic(arg, scope))];
    if (name === "var") return [this.pathOr(args[0], scope), ...args.slice(1).map((arg) => this.logic(arg, scope))];
    if (name === "missing") return args.map((arg) => this.paths(arg, scope));
    if (name === "missing_some") return [args[0] ?? null, this.paths(args[1] ?? null, scope)];
    if (name === "val" || name === "exists") return this.steps(args, scope);
    if (name !== "latestBy") return undefined;
    const table = this.tableOf(args[0] ?? null, scope);
    const items: Scope = table === undefined ? "other" : { table };
    return [this.logic(args[0] ?? null, scope), ...args.slice(1).map((arg) => this.paths(arg, items))];
  }

  /** The name of a limit or table; one that is computed stays as it is computed. */
  private constant(name: "limit" | "table", value: JsonValue, scope: Scope): JsonValue {
    if (typeof value !== "string") return this.logic(value, scope);
    return (name === "limit" ? this.names.limits : this.names.tables)?.get(value) ?? value;
  }

  private pathOr(arg: JsonValue | undefined, scope: Scope): JsonValue {
    return typeof arg === "string" ? this.path(arg, scope) : this.logic(arg ?? null, scope);
  }

  private paths(arg: JsonValue, scope: Scope): JsonValue {
    if (typeof arg === "string") return this.path(arg, scope);
    return isList(arg) ? arg.map((one) => this.paths(one, scope)) : this.logic(arg, scope);
  }

  private path(path: string, scope: Scope): string {
    return this.segments(path.split("."), scope).join(".");
  }

  /** `val` names steps one by one; `[[n], …]` climbs out of the items, to the answers. */
  private steps(args: readonly JsonValue[], scope: Scope): readonly JsonValue[] {
    const climbs = isList(args[0]) && args[0].length === 1;
    const steps = climbs ? args.slice(1) : args;
    if (!steps.every((step) => typeof step === "string")) return args.map((arg) => this.logic(arg, scope));
    return [...(climbs ? args.slice(0, 1) : []), ...this.segments(steps, climbs ? "answers" : scope)];
  }

  private segments(steps: readonly string[], scope: Scope): readonly string[] {
    const [first = "", ...rest] = steps;
    if (first === "ctx" || first === "index") return steps;
    if (first === "item" || first === "current") return [first, ...this.members(rest, scope)];
    return first === "accumulator" ? steps : this.members(steps, scope);
  }

  /** A name and, behind it, names of what lies in it; the rest of a path is inside a value. */
  private members(steps: readonly string[], scope: Scope): readonly string[] {
    const { fields, parentOf } = this.names;
    let holder: string | undefined = typeof scope === "object" ? scope.table : undefined;
    let isField = scope !== "other";
    return steps.map((step, at) => {
      isField &&= (at === 0 && scope === "answers") || parentOf(step) === holder;
      holder = step;
      return isField ? fields.get(step) ?? step : step;
    });
  }

  /** The table whose rows an expression gives: named by it, or by what it filters, sorts or falls back from. */
  private tableOf(raw: JsonValue, scope: Scope): string | undefined {
    if (isList(raw)) return raw.map((one) => this.tableOf(one, scope)).find((table) => table !== undefined);
    const name = operationName(raw);
    if (name === undefined) return undefined;
    const inner = (raw as { readonly [key: string]: JsonValue })[name] ?? null;
    if (name === "var" || name === "val") return this.lastField(name, isList(inner) ? inner : [inner]);
    return isList(inner) ? this.tableOf(inner, scope) : undefined;
  }

  private lastField(name: string, args: readonly JsonValue[]): string | undefined {
    const steps = name === "var" ? (typeof args[0] === "string" ? args[0].split(".") : []) : args.filter((arg) => typeof arg === "string");
    return steps.at(-1);
  }
}
