import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { FormDefinition } from "../../model/form.ts";
import { isWithin } from "../effectiveSchema.ts";
import { fieldKind } from "../fieldKinds/index.ts";
import { kindOf } from "../fieldsOf.ts";
import { followRef } from "../resolveRef.ts";

const xidShape = /^[A-Za-z][A-Za-z0-9_-]{0,39}$/;
/** Names expressions use; and every name plain objects inherit is refused too, since answers are objects by x-id. */
const reserved = new Set(["ctx", "data", "item", "index", "accumulator", "current"]);
const rowKinds = new Set(["repeat-table", "gas-test", "certificate"]);
const groupKinds = new Set(["section", "page"]);

/** Every property has its own x-id of the right shape, a known kind, and a type that kind can hold. */
export function checkFields(def: FormDefinition): Issue[] {
  const check = new FieldCheck(def.schema);
  check.object(def.schema, "/schema");
  return check.issues;
}

class FieldCheck {
  readonly issues: Issue[] = [];
  private readonly taken = new Map<string, string>();

  constructor(private readonly root: JsonObject) {}

  object(schema: JsonObject, path: string): void {
    const properties = own(schema, "properties");
    const names = isObject(properties) ? Object.keys(properties) : [];
    for (const key of names) this.property(key, own(properties as JsonObject, key) as JsonValue, pointer(path, "properties", key));
    this.branches(schema, new Set(names), path, 0);
  }

  private property(key: string, raw: JsonValue, path: string): void {
    const schema = followRef(this.root, raw);
    const xid = schema?.["x-id"];
    if (!schema || typeof xid !== "string") return void this.issues.push(issue("FORM_XID_MISSING", path, { key }));
    this.xid(xid, path);
    const named = schema["x-kind"];
    if (named !== undefined && !(typeof named === "string" && fieldKind(named))) {
      return void this.issues.push(issue("FORM_KIND_UNKNOWN", pointer(path, "x-kind"), { kind: String(named).slice(0, 60) }));
    }
    this.kind(schema, path);
  }

  private xid(xid: string, path: string): void {
    const other = this.taken.get(xid);
    if (!xidShape.test(xid) || reserved.has(xid) || xid in Object.prototype) this.issues.push(issue("FORM_XID_BAD", pointer(path, "x-id"), { xid: xid.slice(0, 60) }));
    else if (other !== undefined) this.issues.push(issue("FORM_XID_TAKEN", pointer(path, "x-id"), { xid, other }));
    this.taken.set(xid, path);
  }

  private kind(schema: JsonObject, path: string): void {
    const kind = kindOf(schema);
    const wanted = fieldKind(kind)?.schema["type"];
    if (wanted !== undefined && schema["type"] !== undefined && !isWithin(schema["type"], wanted)) {
      this.issues.push(issue("FORM_KIND_SCHEMA", pointer(path, "type"), { kind, expected: String(wanted) }));
    }
    if (groupKinds.has(kind)) this.object(schema, path);
    const items = rowKinds.has(kind) ? followRef(this.root, schema["items"]) : undefined;
    if (items) this.object(items, pointer(path, "items"));
  }

  /** Branches may narrow the properties beside them, but not bring in new ones without an x-id. */
  private branches(schema: JsonObject, known: ReadonlySet<string>, path: string, depth: number): void {
    if (depth > 16) return;
    for (const keyword of ["if", "then", "else", "not"]) this.branch(own(schema, keyword), known, pointer(path, keyword), depth);
    for (const keyword of ["allOf", "anyOf", "oneOf"]) {
      const list = own(schema, keyword);
      if (Array.isArray(list)) list.forEach((one: unknown, index) => this.branch(one, known, pointer(path, keyword, index), depth));
    }
  }

  private branch(raw: unknown, known: ReadonlySet<string>, path: string, depth: number): void {
    const schema = isObject(raw) ? followRef(this.root, raw) : undefined;
    if (!schema) return;
    const properties = own(schema, "properties");
    for (const key of isObject(properties) ? Object.keys(properties) : []) {
      if (!known.has(key)) this.issues.push(issue("FORM_XID_MISSING", pointer(path, "properties", key), { key }));
    }
    this.branches(schema, known, path, depth + 1);
  }
}
