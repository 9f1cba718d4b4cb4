import { issue, type Issue } from "../../issues/issue.ts";
import { pointer } from "../../issues/pointer.ts";
import { checkLogic } from "../../logic/checkLogic.ts";
import { varsOf } from "../../logic/varsOf.ts";
import { isObject, own, type JsonValue } from "../../model/json.ts";
import type { FormDefinition } from "../../model/form.ts";
import { registerFacts } from "../../model/register.ts";
import { formOf } from "../compiledForm.ts";

const maxRegisters = 20;

/** Registers a form keeps: a known one, a key among its fields, facts it has, and sound expressions over its own fields. */
export function checkRegisters(def: FormDefinition): Issue[] {
  const list: unknown = def.registers ?? [];
  if (!Array.isArray(list) || list.length > maxRegisters) return [issue("FORM_SHAPE", "/registers", { what: "registers" })];
  return list.flatMap((one: JsonValue, at) => checkRegister(def, one, pointer("/registers", at)));
}

function checkRegister(def: FormDefinition, one: JsonValue, path: string): Issue[] {
  const facts = isObject(one) ? (own(registerFacts, String(one["into"])) as readonly string[] | undefined) : undefined;
  if (!isObject(one) || !facts || !isObject(one["fields"]) || one["when"] === undefined) return [issue("FORM_SHAPE", path, { what: "registers" })];
  const { key, at, when, fields } = one;
  const strange = Object.keys(fields).filter((fact) => !facts.includes(fact)).map((fact) => issue("FORM_REGISTER_FACT", pointer(path, "fields", fact), { register: String(one["into"]), fact, facts: facts.join(", ") }));
  const parts: readonly (readonly [string, JsonValue | undefined])[] = [["at", at], ["when", when], ...Object.entries(fields).map(([fact, logic]) => [`fields/${fact}`, logic] as const)];
  return [...keyIssues(def, key, path), ...strange, ...parts.flatMap(([name, logic]) => expressionIssues(def, logic, `${path}/${name}`))];
}

function keyIssues(def: FormDefinition, key: JsonValue | undefined, path: string): Issue[] {
  if (key === undefined || (typeof key === "string" && formOf(def).byXid.has(key))) return [];
  return [issue("FORM_FIELD_UNKNOWN", pointer(path, "key"), { field: String(key).slice(0, 80) })];
}

/** A text, number or flag stands for itself. */
function expressionIssues(def: FormDefinition, logic: JsonValue | undefined, path: string): Issue[] {
  if (typeof logic !== "object" || logic === null) return [];
  const issues = checkLogic(logic, { path });
  if (issues.length > 0) return issues;
  const known = formOf(def).byXid;
  return varsOf(logic).map((one) => one.split(".", 1)[0] ?? "").filter((xid) => xid !== "ctx" && !known.has(xid)).map((xid) => issue("FORM_FIELD_UNKNOWN", path, { field: xid.slice(0, 80) }));
}
