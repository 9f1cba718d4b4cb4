import {
  checkFlow, checkForm, checkRule, formsOf, isClean, isObject, issue, own, reportStreams,
  type CalendarLookup, type DefinitionKind, type Directory, type FlowDefinition, type FormDefinition, type Issue, type JsonObject, type AlertRule, type Tag,
} from "@safeloop/engine";
import type { RuleNeighbours } from "./ruleNeighbours.ts";
import { guardJson } from "./guardJson.ts";

/** What a check may ask beside the definition itself. */
export interface CheckEnv {
  readonly form: (id: string) => FormDefinition | undefined;
  readonly flow: (id: string) => FlowDefinition | undefined;
  readonly calendars: CalendarLookup;
  readonly directory: Directory;
  readonly orgIds: readonly string[];
  /** The tags rules are judged with, those included that the platform will count for them. */
  readonly tagsFor: (rules: readonly AlertRule[]) => readonly Tag[];
  /** For rules: whom it will live with, and what it may only tighten. */
  readonly neighbours?: RuleNeighbours;
}

const idPattern = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;

function headIssues(definition: JsonObject): Issue[] {
  const issues: Issue[] = [];
  const id = own(definition, "id");
  if (typeof id !== "string" || !idPattern.test(id)) issues.push(issue("DEF_SHAPE", "/id", { field: "id", expected: "[A-Za-z][A-Za-z0-9._-]{0,79}" }));
  const title = own(definition, "title");
  if (!isObject(title) || typeof own(title, "zh") !== "string" || typeof own(title, "en") !== "string") {
    issues.push(issue("DEF_SHAPE", "/title", { field: "title", expected: "{zh, en}" }));
  }
  return issues;
}

function checkFlowWith(flow: FlowDefinition, env: CheckEnv): Issue[] {
  const formId = isObject(flow.form) ? own(flow.form, "id") : undefined;
  if (typeof formId !== "string") return [issue("DEF_SHAPE", "/form/id", { field: "form.id", expected: "form id" })];
  const form = env.form(formId);
  const found = checkFlow(flow, { ...(form ? { form } : {}), directory: env.directory, orgIds: [...env.orgIds], flows: env.flow, calendars: (id) => env.calendars(id) !== undefined });
  return form ? [...found] : [issue("DEF_REFERENCE", "/form/id", { field: "form.id", id: formId }), ...found];
}

/** A form that a rule reads must be there: without it the rule would judge nothing and say nothing. */
function checkRuleWith(rule: AlertRule, env: CheckEnv): readonly Issue[] {
  const tags = env.tagsFor([rule]);
  const lost = formsOf(rule).filter(({ form, rows }) => {
    const definition = env.form(form);
    return !definition || !reportStreams(definition).some((one) => one.rows === rows);
  });
  return [...lost.map(({ form, rows }) => issue("RULE_FORM_UNKNOWN", "/select", { form: rows === undefined ? form : `${form}.${rows}` })), ...checkRule(rule, tags, env.neighbours?.rules, env.neighbours?.floors, env.calendars)];
}

/**
 * The one check every way in goes through: create, edit, import, pack and
 * publish. Hostile shapes stop first; what remains is judged by the engine.
 */
export function checkDefinition(kind: DefinitionKind, definition: unknown, env: CheckEnv): readonly Issue[] {
  const guard = guardJson(definition);
  if (guard.length > 0) return guard;
  if (!isObject(definition)) return [issue("DEF_SHAPE", "", { field: "definition", expected: "object" })];
  const head = headIssues(definition);
  if (!isClean(head)) return head;
  if (kind === "forms") return checkForm(definition);
  if (kind === "flows") return checkFlowWith(definition as unknown as FlowDefinition, env);
  return checkRuleWith(definition as unknown as AlertRule, env);
}
