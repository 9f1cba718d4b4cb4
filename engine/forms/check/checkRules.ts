import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import { checkLogic } from "../../logic/checkLogic.ts";
import { operationName } from "../../logic/compileLogic.ts";
import { isList, isObject, own, type JsonValue } from "../../model/json.ts";
import type { FormDefinition, FormRule } from "../../model/form.ts";
import { formOf, type CompiledForm } from "../compiledForm.ts";
import type { CompiledRule } from "../plan.ts";
import type { Field } from "../field.ts";

const effects = new Set(["show", "require", "readonly", "compute", "check", "options"]);
const maxRules = 2_000;
const outside = new Set(["ctx", "item", "index"]);

/** Targets, expressions, what they read, ids and cycles of a form's rules. */
export function checkRules(def: FormDefinition): Issue[] {
  if (def.logic.length > maxRules) return [issue("LOGIC_TOO_LARGE", "/logic", { limit: maxRules })];
  const issues = def.logic.flatMap((rule, index) => [...ruleShape(def, rule, pointer("/logic", index)), ...expressions(rule, pointer("/logic", index))]);
  if (issues.length > 0) return issues; // the form is compiled only from expressions that are sound
  const form = formOf(def);
  return [...targets(form), ...reads(form), ...takenIds(def), ...cycles(form)];
}

function ruleShape(def: FormDefinition, rule: FormRule, path: string): Issue[] {
  if (!effects.has(rule.effect)) return [issue("FORM_SHAPE", pointer(path, "effect"), { what: "effect" })];
  if (typeof rule.target !== "string") return [issue("FORM_TARGET_UNKNOWN", pointer(path, "target"), { target: "" })];
  const needs = rule.effect === "compute" || rule.effect === "check" || rule.effect === "options" ? "expr" : "when";
  if (own(rule, needs) === undefined) return [issue("FORM_RULE_SHAPE", path, { effect: rule.effect, needs })];
  if (rule.gate !== undefined && !isGate(rule)) return [issue("FORM_SHAPE", pointer(path, "gate"), { what: "gate" })];
  return rule.params === undefined || isObject(rule.params) ? constants(def, rule, path) : [issue("FORM_SHAPE", pointer(path, "params"), { what: "params" })];
}

/** Only a check that a flow names, and that blocks, can be a gate. */
function isGate({ gate, effect, on, severity, id }: FormRule): boolean {
  return (gate === "start" || gate === "entry") && effect === "check" && on === "named" && severity !== "warn" && id !== undefined;
}

function partsOf(rule: FormRule): readonly (readonly [string, JsonValue])[] {
  const params = Object.entries(rule.params ?? {}).map(([name, logic]): [string, JsonValue | undefined] => [`params/${name}`, logic]);
  const parts: readonly (readonly [string, JsonValue | undefined])[] = [["when", rule.when], ["expr", rule.expr], ...params];
  return parts.filter((part): part is readonly [string, JsonValue] => part[1] !== undefined);
}

const expressions = (rule: FormRule, path: string): Issue[] => partsOf(rule).flatMap(([name, logic]) => checkLogic(logic, { path: `${path}/${name}` }));

/** `limit` and `table` must name what the form defines. */
function constants(def: FormDefinition, rule: FormRule, path: string): Issue[] {
  const issues: Issue[] = [];
  const visit = (raw: JsonValue, at: string, depth: number): void => {
    if (depth > 64 || typeof raw !== "object" || raw === null) return;
    if (Array.isArray(raw)) return raw.forEach((item: JsonValue, index) => visit(item, pointer(at, index), depth + 1));
    const name = operationName(raw);
    if (name === undefined) return;
    const inner = (raw as { readonly [key: string]: JsonValue })[name] ?? null;
    const first = isList(inner) ? inner[0] : inner;
    if (typeof first === "string" && name === "limit" && own(def.limits ?? {}, first) === undefined) issues.push(issue("FORM_LIMIT_UNKNOWN", at, { limit: first }));
    if (typeof first === "string" && name === "table" && own(def.tables ?? {}, first) === undefined) issues.push(issue("FORM_TABLE_UNKNOWN", at, { table: first }));
    visit(inner, pointer(at, name), depth + 1);
  };
  partsOf(rule).forEach(([name, logic]) => visit(logic, `${path}/${name}`, 0));
  return issues;
}

const allRules = (form: CompiledForm): readonly CompiledRule[] =>
  [...new Map([...form.plan.steps.flatMap((step) => [...step.show, ...step.compute]), ...form.plan.effects, ...form.plan.checks].map((rule) => [rule.index, rule])).values()];

function targets(form: CompiledForm): Issue[] {
  const sections = new Set(form.def.ui.sections.map((section) => `section:${section.id}`));
  const fields = new Set(form.fields.flatMap((field) => [field.xid, field.xpath]));
  return form.def.logic.flatMap((rule, index) => {
    const known = fields.has(rule.target) || (sections.has(rule.target) && (rule.effect === "show" || rule.effect === "check")) || (rule.effect === "check" && rule.target === "");
    return known ? [] : [issue("FORM_TARGET_UNKNOWN", pointer("/logic", index, "target"), { target: rule.target.slice(0, 80) })];
  });
}

/** Every path must begin at a field of the form (or of the row), and go on into what that field can hold. */
function reads(form: CompiledForm): Issue[] {
  return allRules(form).flatMap((rule) => rule.reads.flatMap((path) => {
    const [first = "", second] = path.split(".");
    if (outside.has(first)) return [];
    const field = readable(form, rule.field, first);
    const member = field && second !== undefined && field.shape === "object" ? field.children.some((child) => child.xid === second) : true;
    return field && member ? [] : [issue("FORM_FIELD_UNKNOWN", pointer("/logic", rule.index), { field: path.slice(0, 80) })];
  }));
}

/** A name at the outermost scope: a top-level field, or inside a row one of its own. */
function readable(form: CompiledForm, reader: Field | undefined, name: string): Field | undefined {
  const field = form.byXid.get(name);
  return field && (field.parent === undefined || field.parent === reader?.parent) ? field : undefined;
}

function takenIds(def: FormDefinition): Issue[] {
  const seen = new Set<string>();
  return def.logic.flatMap((rule, index) => {
    if (rule.id === undefined) return [];
    if (seen.has(rule.id)) return [issue("FORM_RULE_ID_TAKEN", pointer("/logic", index, "id"), { id: rule.id })];
    seen.add(rule.id);
    return [];
  });
}

const cycles = (form: CompiledForm): Issue[] =>
  form.plan.cycles.map((cycle) => issue("FORM_LOGIC_CYCLE", "/logic", { cycle: cycle.slice(0, 20) }));
