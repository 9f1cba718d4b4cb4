import { own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { CompiledForm } from "./compiledForm.ts";
import { fieldSchema } from "./effectiveSchema.ts";
import type { Field } from "./field.ts";
import type { Answers } from "./formState.ts";
import { compileSchema } from "./schema/compileSchema.ts";

/** One answer a newer revision cannot hold as it is. */
export interface UnfitAnswer {
  readonly xid: string;
  readonly reason: "fieldGone" | "valueRefused";
  readonly value: JsonValue;
}

export interface MovedDraft {
  /** Answers that fit the newer revision. */
  readonly answers: Answers;
  /** What does not fit: to be shown and kept beside the draft, never dropped. */
  readonly unfit: readonly UnfitAnswer[];
}

/** Moves a draft's answers to another revision of its form. Every answer is in one of the two lists. */
export function moveDraft(to: CompiledForm, answers: Answers): MovedDraft {
  const fields = new Map(to.roots.map((field) => [field.xid, field]));
  const entries = Object.keys(answers).map((xid) => {
    const value = own(answers, xid) as JsonValue;
    return { xid, value, reason: reasonOf(to, fields.get(xid), value) };
  });
  return {
    answers: Object.fromEntries(entries.filter((one) => one.reason === undefined).map((one) => [one.xid, one.value])),
    unfit: entries.flatMap(({ xid, value, reason }) => (reason ? [{ xid, value, reason }] : [])),
  };
}

function reasonOf(to: CompiledForm, field: Field | undefined, value: JsonValue): UnfitAnswer["reason"] | undefined {
  if (!field || !field.stored) return "fieldGone";
  const wrong = compileSchema(byXid(fieldSchema(field, to.def.schema), field, to)).validate(value);
  return wrong.some((one) => one.code === "VALUE_TYPE" || one.code === "VALUE_ENUM" || one.code === "VALUE_EXTRA") ? "valueRefused" : undefined;
}

/** A field's schema with its inner members named by x-id, as answers name them; unknown members are refused. */
function byXid(schema: JsonObject, field: Field, form: CompiledForm): JsonObject {
  const whole = { ...schema, $defs: form.def.schema["$defs"] ?? {} };
  if (field.children.length === 0) return whole;
  const members: JsonObject = {
    type: "object",
    properties: Object.fromEntries(field.children.map((child) => [child.xid, byXid(fieldSchema(child, form.def.schema), child, form)])),
    additionalProperties: false,
  };
  return field.shape === "rows" ? { type: "array", items: members } : members;
}
