import { formsOf, issue, messageOf, type AlertRule, type FlowDefinition, type FormDefinition, type Issue } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { DefinitionsService } from "../services.ts";
import { checkDefinition } from "./checkDefinition.ts";
import { checkEnvOf, publishedOf, type NamedDefinitions } from "./checkEnv.ts";

const keyOf = (one: Issue): string => JSON.stringify([one.code, one.path, one.params]);

/**
 * What a changed form would break: each published flow over it, and each rule
 * that reads it, is judged with the changed form, for new work takes the newest
 * of both. Needs `load`.
 */
export function checkFormUsers(ctx: ServerContext, definitions: DefinitionsService, tenantId: string, form: FormDefinition): readonly Issue[] {
  const present = publishedOf(definitions, tenantId);
  const changed: NamedDefinitions = { ...present, form: (id) => (id === form.id ? form : present.form(id)) };
  const flows = definitions.all(tenantId, "flows").filter(({ definition }) => definition.form.id === form.id)
    .flatMap(({ definition }) => newFaults(ctx, tenantId, definition, present, changed).map((one) => broken(definition, one)));
  const rules = definitions.all(tenantId, "rules").filter(({ definition }) => formsOf(definition).some((one) => one.form === form.id))
    .flatMap(({ definition }) => newRuleFaults(ctx, tenantId, definition, present, changed).map((one) => blinded(definition, one)));
  return [...flows, ...rules];
}

/** The errors of a flow that it has with `after` only; what it had before is not the change's. */
export function newFaults(ctx: ServerContext, tenantId: string, flow: FlowDefinition, before: NamedDefinitions, after: NamedDefinitions): readonly Issue[] {
  return newlyWrong((named) => faultsWith(ctx, tenantId, flow, named), before, after);
}

function newlyWrong(faults: (named: NamedDefinitions) => readonly Issue[], before: NamedDefinitions, after: NamedDefinitions): readonly Issue[] {
  const found = faults(after);
  if (found.length === 0) return [];
  const known = new Set(faults(before).map(keyOf));
  return found.filter((one) => !known.has(keyOf(one)));
}

/** The same of a rule that reads forms. */
export function newRuleFaults(ctx: ServerContext, tenantId: string, rule: AlertRule, before: NamedDefinitions, after: NamedDefinitions): readonly Issue[] {
  return newlyWrong((named) => ruleFaults(ctx, tenantId, rule, named), before, after);
}

/** What would refuse the rule, were these the definitions it names. */
export function ruleFaults(ctx: ServerContext, tenantId: string, rule: AlertRule, named: NamedDefinitions): readonly Issue[] {
  return checkDefinition("rules", rule, checkEnvOf(ctx, tenantId, named)).filter((one) => one.severity === "error");
}

/** What would refuse the flow, were these the definitions it names. */
export function faultsWith(ctx: ServerContext, tenantId: string, flow: FlowDefinition, named: NamedDefinitions): readonly Issue[] {
  return checkDefinition("flows", flow, checkEnvOf(ctx, tenantId, named)).filter((one) => one.severity === "error");
}

function broken(flow: FlowDefinition, why: Issue): Issue {
  return issue("FORM_BREAKS_FLOW", "", {
    flow: flow.id, flowZh: flow.title.zh, flowEn: flow.title.en, id: flow.id, cause: why.code,
    reasonZh: messageOf(why.code, why.params, "zh-CN"), reasonEn: messageOf(why.code, why.params, "en"),
  });
}

/** A rule that reads the form would no longer judge what it was written for. */
function blinded(rule: AlertRule, why: Issue): Issue {
  return issue("FORM_BREAKS_RULE", "", {
    rule: rule.id, ruleZh: rule.title.zh, ruleEn: rule.title.en, id: rule.id, cause: why.code,
    reasonZh: messageOf(why.code, why.params, "zh-CN"), reasonEn: messageOf(why.code, why.params, "en"),
  });
}
