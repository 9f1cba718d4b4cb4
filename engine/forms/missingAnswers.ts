import { operationName } from "../logic/compileLogic.ts";
import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import type { CompiledForm } from "./compiledForm.ts";
import { containersOf } from "./containers.ts";
import type { FactContext } from "./context.ts";
import { evaluateForm } from "./evaluateForm.ts";
import { RuleRunner } from "./evaluateRule.ts";
import type { Field } from "./field.ts";
import type { Answers } from "./formState.ts";
import type { CompiledRule } from "./plan.ts";
import { envWith } from "./scope.ts";

/**
 * Which empty fields keep a check from being judged: those its expression
 * asks for on the way to "unknown". It never decides a verdict; it runs the
 * rule once more, on a meter of its own, and notes what is not there.
 */
export class MissingAnswers {
  private readonly runner: RuleRunner;
  private shown: ReadonlySet<string> | undefined;

  constructor(private readonly form: CompiledForm, private readonly answers: Answers, private readonly ctx: FactContext) {
    this.runner = new RuleRunner(envWith(form.env, ctx));
  }

  /** X-ids in the order of the form. A check that reads no field asks for its target. */
  of(rule: CompiledRule): readonly string[] {
    const found = new Set<string>();
    this.collect(rule, found, new Set());
    const readsField = rule.reads.some((path) => this.form.byXid.has(path.split(".", 1)[0] ?? ""));
    if (!readsField && rule.field && own(this.answers, rule.field.xid) === undefined) this.add(rule.field, found, new Set());
    return this.form.fields.map((field) => field.xid).filter((xid) => found.has(xid));
  }

  private collect(rule: CompiledRule, found: Set<string>, seen: Set<string>): void {
    for (const xid of this.asked(rule)) {
      const field = this.form.byXid.get(xid);
      if (field && !seen.has(xid)) this.add(field, found, seen.add(xid));
    }
  }

  /** Nobody can fill a computed field: what it is computed from is missing. What does not show cannot be filled either. */
  private add(field: Field, found: Set<string>, seen: Set<string>): void {
    const compute = field.computed ? this.form.plan.steps.find((step) => step.field === field)?.compute : undefined;
    if (compute) compute.forEach((rule) => this.collect(rule, found, seen));
    else if (field.stored && field.kind !== "ticket-number" && this.isShown(field)) found.add(field.xid);
  }

  private isShown(field: Field): boolean {
    this.shown ??= evaluateForm(this.form, this.answers, this.ctx).visible;
    return this.shown.has(field.parent ?? field.xid);
  }

  private asked(rule: CompiledRule): readonly string[] {
    const noted = new Set<string>();
    const scopes = rule.field ? containersOf(this.form, rule.field, { ...this.answers }, rule.reads).map((one) => one.scope()) : [this.answers];
    for (const scope of scopes) {
      const watched = watch(this.form, scope, noted);
      if (rule.when) this.runner.truth(rule.when, watched, rule);
      this.runner.truth(rule.expr, watched, rule);
    }
    const needed = namesNeeded([rule.rule.when ?? null, rule.rule.expr ?? null]);
    return [...noted].filter((xid) => needed.has(xid));
  }
}

/** The same values; each field asked for in vain is noted, in rows and groups too. */
function watch(form: CompiledForm, values: JsonObject, noted: Set<string>): JsonObject {
  return new Proxy({ ...values }, {
    getOwnPropertyDescriptor(target, name) {
      const found = Reflect.getOwnPropertyDescriptor(target, name);
      if (!found && typeof name === "string" && form.byXid.has(name)) noted.add(name);
      return found;
    },
    get(target, name) {
      const value = Reflect.get(target, name) as JsonValue;
      const holdsFields = typeof name === "string" && (name === "item" || (form.byXid.get(name)?.children.length ?? 0) > 0);
      return holdsFields ? within(form, value, noted) : value;
    },
  });
}

function within(form: CompiledForm, value: JsonValue, noted: Set<string>): JsonValue {
  if (Array.isArray(value)) return (value as readonly JsonValue[]).map((row) => (isObject(row) ? watch(form, row, noted) : row));
  return isObject(value) ? watch(form, value, noted) : value;
}

/** Operators that answer without the value: what only they read need not be filled in. */
const answerAnyway = new Set(["known", "missing", "missing_some", "exists"]);

/** Every name an expression cannot do without. What has a default needs only what it falls back to. */
function namesNeeded(logic: JsonValue, names = new Set<string>()): Set<string> {
  if (Array.isArray(logic)) (logic as readonly JsonValue[]).forEach((one) => namesNeeded(one, names));
  const operator = operationName(logic);
  if (operator === undefined || answerAnyway.has(operator)) return names;
  const inner = (logic as JsonObject)[operator] ?? null;
  const args = (Array.isArray(inner) ? inner : [inner]) as readonly JsonValue[];
  if (operator === "??" || (operator === "var" && args.length > 1)) return namesNeeded(args.at(-1) ?? null, names);
  if (operator === "var" || operator === "val") args.filter((arg) => typeof arg === "string").forEach((path) => path.split(".").forEach((step) => names.add(step)));
  return namesNeeded(inner, names);
}
