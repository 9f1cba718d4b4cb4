import { isObject, own, type JsonObject, type JsonValue } from "../model/json.ts";
import { isUnknown } from "../logic/unknown.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { FactContext } from "./context.ts";
import { effectsOf } from "./effects.ts";
import { RuleRunner } from "./evaluateRule.ts";
import type { Field } from "./field.ts";
import type { Answers, FormState } from "./formState.ts";
import { containersOf, Hidden, type Container } from "./containers.ts";
import type { CompiledRule, PlanStep } from "./plan.ts";
import { define, envWith } from "./scope.ts";

/**
 * What a form looks like for given answers: which fields show, which are
 * required, what is computed. Rules run in dependency order in the
 * three-valued mode; an effect is on only when its condition is surely true.
 * A hidden field's answer is dropped before anything else reads it.
 */
export function evaluateForm(form: CompiledForm, answers: Answers, ctx: FactContext): FormState {
  const evaluation = new Evaluation(form, answers, ctx);
  for (const step of form.plan.steps) evaluation.step(step);
  return evaluation.state();
}

class Evaluation {
  private readonly work: Record<string, JsonValue>;
  private readonly runner: RuleRunner;
  private readonly hidden = new Hidden();

  constructor(private readonly form: CompiledForm, answers: Answers, ctx: FactContext) {
    this.work = copyAnswers(form.roots, answers);
    this.runner = new RuleRunner(envWith(form.env, ctx));
  }

  step(step: PlanStep): void {
    if (!step.field) return this.section(step);
    const field = step.field;
    if (step.sections.length > 0 && step.sections.every((node) => this.hidden.hasNode(node))) {
      return this.hideEverywhere(field, step);
    }
    for (const container of this.containers(field, step)) this.settle(field, step, container);
  }

  private section(step: PlanStep): void {
    if (!step.show.every((rule) => this.runner.applies(rule, this.work) === true)) this.hidden.addNode(step.node);
  }

  private containers(field: Field, step: PlanStep): readonly Container[] {
    const reads = [...step.show, ...step.compute].flatMap((rule) => rule.reads);
    return containersOf(this.form, field, this.work, reads, this.hidden);
  }

  private hideEverywhere(field: Field, step: PlanStep): void {
    for (const container of this.containers(field, step)) this.hide(field, container);
  }

  private settle(field: Field, step: PlanStep, container: Container): void {
    if (!step.show.every((rule) => this.runner.applies(rule, container.scope()) === true)) return this.hide(field, container);
    if (step.compute.length > 0) this.compute(field, step.compute, container);
  }

  private hide(field: Field, container: Container): void {
    this.hidden.add(field, container);
    delete container.values[field.xid];
  }

  private compute(field: Field, rules: readonly CompiledRule[], container: Container): void {
    const value = this.firstApplicable(rules, container.scope());
    if (isUnknown(value) || value === null) return void delete container.values[field.xid];
    define(container.values, field.xid, value);
    container.attach?.();
  }

  /** The first rule whose `when` holds; one that cannot be judged makes the value unknown. */
  private firstApplicable(rules: readonly CompiledRule[], scope: JsonObject): ReturnType<RuleRunner["value"]> {
    for (const rule of rules) {
      const applies = this.runner.applies(rule, scope);
      if (applies !== false) return applies === true ? this.runner.value(rule.expr, scope, rule) : applies;
    }
    return null;
  }

  state(): FormState {
    const effects = effectsOf(this.form, this.work, this.hidden, this.runner);
    return { ...effects, answers: this.work, issues: this.runner.issues };
  }
}

/** A copy deep enough to write into: objects and rows that hold fields, nothing below. Null means "no answer". */
function copyAnswers(fields: readonly Field[], answers: JsonObject): Record<string, JsonValue> {
  const copy: Record<string, JsonValue> = {};
  for (const field of fields) {
    const value = own(answers, field.xid) as JsonValue | undefined;
    if (value === undefined || value === null) continue;
    copy[field.xid] = copyValue(field, value);
  }
  return copy;
}

function copyValue(field: Field, value: JsonValue): JsonValue {
  if (field.children.length === 0) return value;
  if (field.shape === "object") return isObject(value) ? copyAnswers(field.children, value) : value;
  return Array.isArray(value)
    ? value.map((row: JsonValue) => (isObject(row) ? copyAnswers(field.children, row) : row))
    : value;
}
