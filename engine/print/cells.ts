import { isBlank, type CompiledForm, type Field } from "../forms/index.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { PrintCell, PrintSign } from "./document.ts";
import { limitTrace } from "./limits.ts";
import { instantText } from "./times.ts";
import { formUnitText } from "./units.ts";
import { listOf, nameText, valueText, type Wording } from "./valueText.ts";

/** Wording over one form. */
export interface Printing extends Wording {
  readonly form: CompiledForm;
  readonly dense: boolean;
}

/** The answer of a field that lies in no table, through the groups it lies in. */
export function answerOf({ form, facts }: Printing, field: Field): JsonValue | undefined {
  return own(holderOf(form, facts.answers, field), field.xid) as JsonValue | undefined;
}

function holderOf(form: CompiledForm, answers: JsonObject, field: Field): JsonObject {
  const parent = field.parent === undefined ? undefined : form.byXid.get(field.parent);
  if (!parent) return answers;
  const inner = own(holderOf(form, answers, parent), parent.xid);
  return isObject(inner) ? inner : {};
}

/** True when the reader may not see the field, or a group it lies in. */
export function isHidden({ form, facts }: Printing, field: Field): boolean {
  if (facts.hidden.has(field.xid)) return true;
  const parent = field.parent === undefined ? undefined : form.byXid.get(field.parent);
  return parent !== undefined && isHidden({ form, facts } as Printing, parent);
}

/** Names, times and ways of the signatures in a value; a signature without strokes is still a signature. */
export function signsOf(on: Wording, value: JsonValue | undefined): readonly PrintSign[] {
  return listOf(value).filter(isObject).map((one) => ({
    name: typeof one["by"] === "string" ? nameText(on, "person", one["by"]) : on.words.say("blank"),
    at: typeof one["at"] === "string" ? instantText(one["at"], on.facts.zone) : "",
    how: on.words.method(typeof one["method"] === "string" ? one["method"] : undefined),
    ...(typeof one["file"] === "string" ? { file: one["file"] } : {}),
  }));
}

/**
 * One value on paper. An empty one is a dash; a computed one that could not be
 * computed says so, since an empty box would read as "nothing to say".
 */
export function cellOf(on: Printing, field: Field, value: JsonValue | undefined): PrintCell {
  const { words } = on;
  if (isHidden(on, field)) return { text: words.say("hidden"), tone: "void" };
  if (field.kind === "ticket-number") return { text: on.facts.number === "" ? words.say("blank") : on.facts.number };
  if (isBlank(value) || value === undefined) return field.computed && field.kind !== "certificate" ? { text: words.say("unknown"), tone: "unknown" } : { text: words.say("blank") };
  if (field.kind === "signature") return { text: "", signs: signsOf(on, value) };
  const trace = limitTrace(on.form, field, value);
  const unit = field.unit === undefined ? formUnitText(trace.unit, words.locale) : "";
  const text = valueText(on, field, value);
  return { text: unit === "" ? text : `${text} ${unit}`, ...(trace.toVerify ? { badge: words.say("verify") } : {}), ...(field.enum?.includes("fail") && value === "fail" ? { tone: "bad" as const } : {}) };
}
