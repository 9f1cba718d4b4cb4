import { issue, type Issue } from "../issues/issue.ts";
import { isObject, type JsonValue } from "../model/json.ts";
import { pointer } from "../issues/pointer.ts";
import type { Confidence } from "../model/limit.ts";
import type { FormDefinition } from "../model/form.ts";
import { checkFields } from "./check/checkFields.ts";
import { checkLimits } from "./check/checkLimits.ts";
import { checkRules } from "./check/checkRules.ts";
import { checkRegisters } from "./check/checkRegisters.ts";
import { checkRefs } from "./check/checkRefs.ts";
import { checkPrint } from "./check/checkPrint.ts";
import { checkUi } from "./check/checkUi.ts";
import { checkWork } from "./check/checkWork.ts";
import { formOf } from "./compiledForm.ts";
import { effectiveSchema } from "./effectiveSchema.ts";
import { schemaValidator } from "./validateSchema.ts";

/** Most Issues one check lists. */
const maxIssues = 100;

/**
 * Issues of a form definition, which is untrusted: size, depth, keys,
 * references, patterns, x-ids, rules. Stages run in order and stop at the
 * first that finds errors, so that no later one meets what it cannot bear.
 */
export function checkForm(def: FormDefinition | JsonValue): Issue[] {
  if (!isObject(def)) return [issue("FORM_SHAPE", "", { what: "form" })];
  const form = def as unknown as FormDefinition;
  for (const stage of stages) {
    const issues = stage(form);
    if (issues.some((one) => one.severity === "error")) return issues.slice(0, maxIssues);
  }
  return [];
}

const stages: readonly ((def: FormDefinition) => Issue[])[] = [
  checkLimits,
  checkShape,
  checkRefs,
  checkFields,
  (def) => [...checkSchema(def), ...checkRules(def), ...checkUi(def), ...checkPrint(def), ...checkRegisters(def)],
  checkWork,
];

function checkShape(def: FormDefinition): Issue[] {
  const wrong: string[] = [];
  if (typeof def.id !== "string" || def.id === "" || def.id.length > 100) wrong.push("id");
  if (!isText(def.title)) wrong.push("title");
  if (!isObject(def.schema) || (def.schema["type"] !== undefined && def.schema["type"] !== "object")) wrong.push("schema");
  if (!isObject(def.ui) || !Array.isArray(def.ui.sections) || !def.ui.sections.every(isSection)) wrong.push("ui");
  if (!Array.isArray(def.logic) || !def.logic.every((rule: unknown) => isObject(rule))) wrong.push("logic");
  if (def.limits !== undefined && !isObject(def.limits)) wrong.push("limits");
  wrong.push(...Object.entries(isObject(def.limits as unknown) ? def.limits ?? {} : {}).filter(([, one]) => !isLimit(one)).map(([id]) => pointer("limits", id)));
  if (def.tables !== undefined && !(isObject(def.tables) && Object.values(def.tables).every((one) => isObject(one)))) wrong.push("tables");
  return wrong.map((what) => issue("FORM_SHAPE", `/${what}`, { what }));
}

/** A limit carries its number, unit, source and how sure we are (catalogue 1.1). */
function isLimit(value: unknown): boolean {
  return isObject(value) && typeof value["value"] === "number" && typeof value["unit"] === "string" && typeof value["sourceStd"] === "string" && confidences.has(String(value["confidence"]));
}

const confidences: ReadonlySet<string> = new Set<Confidence>(["read", "known", "project", "read-verify", "known-verify"]);

function isSection(value: unknown): boolean {
  return isObject(value) && typeof value["id"] === "string" && Array.isArray(value["fields"]);
}

function isText(value: unknown): boolean {
  return isObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";
}

/** The schema as it will judge data must compile; paths are those of the definition. */
function checkSchema(def: FormDefinition): Issue[] {
  const { issues } = schemaValidator(effectiveSchema(formOf(def)));
  return issues.map((one) => ({ ...one, path: `/schema${one.path}` }));
}
