import { issue, type Issue } from "../issues/issue.ts";
import { pointer } from "../issues/pointer.ts";
import { jsonEqual } from "../logic/equal.ts";
import type { FieldAccessMap } from "../model/flow.ts";
import { isList, isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import { accessOf, mayWrite, namesInside } from "./access.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { Field } from "./field.ts";
import type { Answers } from "./formState.ts";
import { define } from "./scope.ts";

export interface MergedAnswers {
  readonly answers: Answers;
  readonly issues: readonly Issue[];
}

/** Answers as sent where the sender may write, as stored elsewhere; a change elsewhere is an Issue. */
export function mergeAccess(form: CompiledForm, sent: Answers, stored: Answers, access: FieldAccessMap | undefined): MergedAnswers {
  if (!access) return { answers: sent, issues: [] };
  const merge = new Merge(form, access);
  return { answers: merge.members(form.roots, sent, stored, ""), issues: merge.issues };
}

class Merge {
  readonly issues: Issue[] = [];

  constructor(private readonly form: CompiledForm, private readonly access: FieldAccessMap) {}

  members(fields: readonly Field[], sent: JsonObject, stored: JsonObject, path: string): JsonObject {
    const result: Record<string, JsonValue> = {};
    for (const field of fields) {
      const value = this.value(field, member(sent, field), member(stored, field), path);
      if (value !== undefined) define(result, field.xid, value);
    }
    return result;
  }

  private value(field: Field, sent: JsonValue | undefined, kept: JsonValue | undefined, path: string): JsonValue | undefined {
    const writable = mayWrite(accessOf(this.form, field, this.access));
    if (namesInside(field, this.access)) return this.inside(field, sent, kept, writable, pointer(path, field.key));
    if (writable) return sent;
    if (sent !== undefined && !field.computed && !jsonEqual(sent, kept)) this.forbid(field, pointer(path, field.key));
    return kept;
  }

  /** Parts of this field have an access of their own. Rows may be added or taken away only by who may write the table. */
  private inside(field: Field, sent: JsonValue | undefined, kept: JsonValue | undefined, writable: boolean, path: string): JsonValue | undefined {
    if (field.shape === "object") return this.group(field, sent, kept, path);
    const [given, stored] = [listOf(sent), listOf(kept)];
    if (sent === undefined && !writable) return kept;
    if (!writable && given.length !== stored.length) this.forbid(field, path);
    const rows = writable ? given : stored;
    if (sent === undefined || !Array.isArray(sent)) return sent;
    return rows.map((row, index) => {
      const mine = given[index];
      return isObject(row) ? this.members(field.children, isObject(mine) ? mine : {}, objectOr(stored[index]), pointer(path, index)) : row;
    });
  }

  private group(field: Field, sent: JsonValue | undefined, kept: JsonValue | undefined, path: string): JsonValue | undefined {
    if (sent !== undefined && !isObject(sent)) return sent; // the schema says what is wrong with it
    const merged = this.members(field.children, objectOr(sent), objectOr(kept), path);
    return Object.keys(merged).length === 0 ? undefined : merged;
  }

  private forbid(field: Field, path: string): void {
    this.issues.push(issue("FORM_FIELD_FORBIDDEN", path, { field: field.title.zh }));
  }
}

const member = (values: JsonObject, field: Field): JsonValue | undefined => own(values, field.xid) as JsonValue | undefined;
const listOf = (value: JsonValue | undefined): readonly JsonValue[] => (isList(value) ? value : []);
const objectOr = (value: JsonValue | undefined): JsonObject => (isObject(value) ? value : {});
