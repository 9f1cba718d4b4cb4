import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { Field } from "./field.ts";
import { rowScope } from "./scope.ts";

/** One object that holds a field's value: the answers, a group, or one row. */
export interface Container {
  readonly values: Record<string, JsonValue>;
  /** Row number when the field lies in a table. */
  readonly index?: number;
  scope(): JsonObject;
  /** Puts a group nobody filled in its place, once it holds something. */
  attach?(): void;
}

/** Every object that holds `field`: one, or one per row; none inside what is hidden. Rows that are no objects are left to the schema. */
export function containersOf(form: CompiledForm, field: Field, work: Record<string, JsonValue>, reads: readonly string[], hidden?: Hidden): readonly Container[] {
  if (field.parent === undefined) return [{ values: work, scope: () => work }];
  const parent = form.byXid.get(field.parent);
  if (!parent) return [];
  return containersOf(form, parent, work, reads, hidden).flatMap((outer) => (hidden?.has(parent, outer.values) ? [] : inside(parent, outer, reads)));
}

function inside(parent: Field, outer: Container, reads: readonly string[]): readonly Container[] {
  const value = own(outer.values, parent.xid);
  if (parent.shape === "object") return isObject(value) ? [{ ...outer, values: value }] : emptyGroup(parent, outer);
  if (!Array.isArray(value)) return [];
  return value.flatMap((row, index) => (isObject(row) ? [rowContainer(outer, row, index, reads)] : []));
}

/** A group nobody filled still has computed members; it is put in place only when one gets a value. */
function emptyGroup(parent: Field, outer: Container): readonly Container[] {
  const values: Record<string, JsonValue> = {};
  if (own(outer.values, parent.xid) !== undefined) return [];
  const attach = (): void => {
    outer.attach?.();
    outer.values[parent.xid] = values;
  };
  return [{ ...outer, values, attach }];
}

function rowContainer(outer: Container, row: JsonObject, index: number, reads: readonly string[]): Container {
  return { values: row, index, scope: () => rowScope(outer.scope(), row, index, reads) };
}

/** Which fields are hidden, and where. */
export class Hidden {
  private readonly nodes = new Set<string>();
  private readonly rows = new Map<string, Set<object>>();

  add(field: Field, container: Container): void {
    if (container.index === undefined) this.nodes.add(field.xpath);
    else this.rows.set(field.xpath, (this.rows.get(field.xpath) ?? new Set()).add(container.values));
  }

  addNode(node: string): void {
    this.nodes.add(node);
  }

  hasNode(node: string): boolean {
    return this.nodes.has(node);
  }

  has(field: Field, values: object): boolean {
    return this.nodes.has(field.xpath) || (this.rows.get(field.xpath)?.has(values) ?? false);
  }
}
