import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { Locale } from "../../model/text.ts";
import { answersByXid } from "../answers.ts";
import type { CompiledForm } from "../compiledForm.ts";
import type { FactContext } from "../context.ts";
import { fieldSchema } from "../effectiveSchema.ts";
import { evaluateForm } from "../evaluateForm.ts";
import type { Field } from "../field.ts";
import { runChecks } from "../runChecks.ts";
import { schemaValidator } from "../validateSchema.ts";
import { candidatesOf, type SampleOf } from "./candidates.ts";

type Data = { [key: string]: JsonValue };

/** Values tried in place of the first, until the form's own checks are content. */
const mostTries = 80;

/**
 * Answers by property key as somebody might fill the form, the same for the
 * same form and instant: every field that is asked, within its schema, and as
 * far as trying other values finds it, within the form's checks. Ids begin
 * with `sample-` and name nothing.
 */
export function sampleData(form: CompiledForm, facts: FactContext, locale: Locale = "zh-CN"): JsonObject {
  return new Sampler(form, facts, locale).data();
}

class Sampler {
  private count = 0;

  constructor(private readonly form: CompiledForm, private readonly facts: FactContext, private readonly locale: Locale) {}

  data(): JsonObject {
    const first = this.members(this.form.roots);
    return this.shown(this.improved(this.allowed(first)));
  }

  private members(fields: readonly Field[]): Data {
    return Object.fromEntries(fields.flatMap((field) => { const value = this.value(field); return value === undefined ? [] : [[field.key, value]]; }));
  }

  private value(field: Field): JsonValue | undefined {
    if (field.computed || field.kind === "ticket-number") return undefined;
    if (field.shape === "object") return this.members(field.children);
    if (field.shape === "rows" && field.children.length > 0) return this.rows(field);
    return field.stored ? this.fitting(field)[0] : undefined;
  }

  private rows(field: Field): JsonValue {
    const least = typeof field.schema["minItems"] === "number" ? field.schema["minItems"] : 1;
    return Array.from({ length: Math.min(Math.max(least, 1), 20) }, () => this.members(field.children));
  }

  /** Candidates that the field's schema takes. */
  private fitting(field: Field): readonly JsonValue[] {
    const on: SampleOf = { now: this.facts.now, locale: this.locale, at: this.count };
    if (field.kind === "date-time") this.count += 1;
    const validator = schemaValidator(withDefs(fieldSchema(field, this.form.def.schema), this.form.def.schema));
    return validator.issues.length > 0 ? [] : candidatesOf(field, on).filter((value) => validator.validate(value).length === 0);
  }

  /** Choices that a rule narrows take one of what is left. */
  private allowed(data: Data): Data {
    const { options } = evaluateForm(this.form, answersByXid(this.form, data), this.facts);
    const next = { ...data };
    for (const field of this.form.roots) {
      const list = options.get(field.xid);
      const value = next[field.key];
      if (!list || list.length === 0 || value === undefined) continue;
      if (Array.isArray(value)) next[field.key] = value.every((one: JsonValue) => list.includes(one)) ? value : list.slice(0, 1);
      else if (!list.includes(value)) next[field.key] = list[0] ?? value;
    }
    return next;
  }

  /** Checks at submit that do not pass, each read field tried with other values; a change is kept where fewer fail. */
  private improved(data: Data): Data {
    let [best, failing] = [data, this.failing(data)];
    let tries = 0;
    for (const field of this.form.roots) {
      if (failing.size === 0 || tries >= mostTries) break;
      if (field.computed || field.shape !== "value" || best[field.key] === undefined || ![...failing].some((xid) => xid === field.xid)) continue;
      for (const value of this.fitting(field)) {
        tries += 1;
        const next = { ...best, [field.key]: value };
        const left = this.failing(next);
        if (left.size < failing.size) [best, failing] = [next, left];
      }
    }
    return best;
  }

  /** x-ids that failing checks are about. */
  private failing(data: Data): ReadonlySet<string> {
    const state = evaluateForm(this.form, answersByXid(this.form, data), this.facts);
    return new Set(runChecks(this.form, "submit", state.answers, this.facts).filter((one) => one.verdict !== "pass").flatMap((one) => one.fields));
  }

  private shown(data: Data): JsonObject {
    const { visible } = evaluateForm(this.form, answersByXid(this.form, data), this.facts);
    return Object.fromEntries(Object.entries(data).filter(([key]) => { const field = this.form.roots.find((one) => one.key === key); return field === undefined || visible.has(field.xid); }));
  }
}

function withDefs(schema: JsonObject, root: JsonObject): JsonObject {
  return root["$defs"] === undefined ? schema : { ...schema, $defs: root["$defs"] };
}
