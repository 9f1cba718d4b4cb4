import type { JsonObject, JsonValue } from "../model/json.ts";
import { isUnknown, UNKNOWN, type Unknown } from "../logic/unknown.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { CheckResult } from "./checkResult.ts";
import { containersOf } from "./containers.ts";
import type { FactContext } from "./context.ts";
import { RuleRunner } from "./evaluateRule.ts";
import type { Answers } from "./formState.ts";
import { MissingAnswers } from "./missingAnswers.ts";
import type { CompiledRule } from "./plan.ts";
import { envWith } from "./scope.ts";

/**
 * Judges checks on evaluated answers, in the three-valued mode. `submit` runs
 * those not marked `named`, `all` every one, a list those ids. A check runs
 * whether or not its target shows; one that needs a condition says so in
 * `when`. An id the form does not have is unknown, and unknown refuses.
 */
export function runChecks(form: CompiledForm, ids: readonly string[] | "submit" | "all", answers: Answers, ctx: FactContext): CheckResult[] {
  const judge = new Judge(form, answers, ctx);
  if (ids === "all") return form.plan.checks.map((rule) => judge.result(rule));
  if (ids === "submit") return form.plan.checks.filter(({ rule }) => rule.on !== "named").map((rule) => judge.result(rule));
  return ids.flatMap((id) => {
    const rules = form.plan.checks.filter((rule) => rule.id === id);
    return rules.length > 0 ? rules.map((rule) => judge.result(rule)) : [noSuchCheck(id)];
  });
}

function noSuchCheck(id: string): CheckResult {
  const message = { zh: `表单中没有检查 ${id}，无法判断`, en: `The form has no check ${id}, so it cannot be judged` };
  return { id, verdict: "unknown", severity: "block", message, params: {}, fields: [] };
}

class Judge {
  private readonly runner: RuleRunner;
  private readonly values: Record<string, JsonValue>;
  private unanswered: MissingAnswers | undefined;

  constructor(private readonly form: CompiledForm, private readonly answers: Answers, private readonly ctx: FactContext) {
    this.values = { ...answers };
    this.runner = new RuleRunner(envWith(form.env, ctx));
  }

  result(rule: CompiledRule): CheckResult {
    const { severity = "block", message, source } = rule.rule;
    const verdict = this.verdict(rule);
    const missing = verdict === "unknown" ? this.missing(rule) : [];
    return {
      id: rule.id, severity, verdict,
      message: message ?? { zh: "检查未通过", en: "The check does not pass" },
      params: this.params(rule),
      fields: [...new Set([...missing, ...fieldsRead(this.form, rule)])],
      ...(missing.length > 0 ? { missing } : {}),
      ...(source ? { source } : {}),
    };
  }

  private missing(rule: CompiledRule): readonly string[] {
    this.unanswered ??= new MissingAnswers(this.form, this.answers, this.ctx);
    return this.unanswered.of(rule);
  }

  /** A row check passes when every row passes; the worst row decides. */
  private verdict(rule: CompiledRule): CheckResult["verdict"] {
    const scopes = rule.field ? containersOf(this.form, rule.field, this.values, rule.reads).map((one) => one.scope()) : [this.values];
    const truths = scopes.map((scope) => this.passes(rule, scope));
    if (truths.includes(false)) return "fail";
    return truths.includes(UNKNOWN) ? "unknown" : "pass";
  }

  private passes(rule: CompiledRule, scope: JsonObject): boolean | Unknown {
    const applies = this.runner.applies(rule, scope);
    if (applies === false) return true;
    const truth = this.runner.truth(rule.expr, scope, rule);
    return applies === true || truth === true ? truth : UNKNOWN;
  }

  private params(rule: CompiledRule): CheckResult["params"] {
    return Object.fromEntries(rule.params.map(([name, logic]) => [name, shown(this.runner.value(logic, this.values, rule))]));
  }
}

function shown(value: JsonValue | Unknown): string | number | boolean | readonly string[] {
  if (isUnknown(value) || value === null) return "？";
  if (typeof value !== "object") return value;
  return Array.isArray(value) ? value.map((item: JsonValue) => String(shown(item))) : JSON.stringify(value);
}

/** X-ids of the fields a check reads; its target when it reads none. */
function fieldsRead(form: CompiledForm, rule: CompiledRule): readonly string[] {
  const read = rule.reads.map((path) => path.split(".", 1)[0] ?? "").filter((name) => form.byXid.has(name));
  if (read.length > 0) return [...new Set(read)];
  return rule.field ? [rule.field.xid] : [];
}
