import type { FormDefinition, FormRule, I18nText, JsonObject, JsonValue } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { fieldOf, propertiesOf, requiredOf, withSchema } from "../formModel.ts";

function withField(form: FormDefinition, xid: string, change: (schema: JsonObject) => JsonObject): FormDefinition {
  const field = fieldOf(form, xid);
  if (!field) return form;
  const schema = change(field.schema);
  return JSON.stringify(schema) === JSON.stringify(field.schema) ? form : withSchema(form, { ...propertiesOf(form), [field.key]: schema }, requiredOf(form));
}

/** Sets one keyword of a field's schema; `undefined` takes it away. */
export function setKeyword(xid: string, keyword: string, value: JsonValue | undefined): Edit<FormDefinition> {
  return {
    title: { zh: `修改 ${keyword}`, en: `Change ${keyword}` },
    mergeKey: `${xid}/${keyword}`,
    apply: (form) =>
      withField(form, xid, (schema) => {
        const { [keyword]: _before, ...rest } = schema;
        return value === undefined ? rest : { ...schema, [keyword]: value };
      }),
  };
}

/** Sets the label in one language. */
export function setTitle(xid: string, language: keyof I18nText, text: string): Edit<FormDefinition> {
  return {
    title: { zh: "修改名称", en: "Change the label" },
    mergeKey: `${xid}/title/${language}`,
    apply: (form) =>
      withField(form, xid, (schema) => {
        const title = schema["x-title"];
        return { ...schema, "x-title": { zh: "", en: "", ...(title as JsonObject | undefined), [language]: text } };
      }),
  };
}

/** Renames the property key. References go by x-id, so nothing else changes. */
export function renameKey(xid: string, key: string): Edit<FormDefinition> {
  return {
    title: { zh: `字段键改为 ${key}`, en: `Rename the key to ${key}` },
    apply(form) {
      const field = fieldOf(form, xid);
      if (!field || field.key === key || key === "" || Object.hasOwn(propertiesOf(form), key)) return form;
      const properties = Object.fromEntries(Object.entries(propertiesOf(form)).map(([one, schema]) => [one === field.key ? key : one, schema]));
      return withSchema(form, properties, requiredOf(form).map((one) => (one === field.key ? key : one)));
    },
  };
}

export function setRequired(xid: string, isRequired: boolean): Edit<FormDefinition> {
  return {
    title: isRequired ? { zh: "改为必填", en: "Make it required" } : { zh: "改为选填", en: "Make it optional" },
    apply(form) {
      const field = fieldOf(form, xid);
      if (!field || field.isRequired === isRequired) return form;
      const required = isRequired ? [...requiredOf(form), field.key] : requiredOf(form).filter((key) => key !== field.key);
      return withSchema(form, propertiesOf(form), required);
    },
  };
}

/** Sets or takes away the one rule of an effect on a field, such as its display condition. */
export function setRule(xid: string, effect: FormRule["effect"], when: JsonValue | undefined): Edit<FormDefinition> {
  return {
    title: { zh: "修改条件", en: "Change the condition" },
    mergeKey: `${xid}/${effect}`,
    apply(form) {
      const others = form.logic.filter((rule) => !(rule.target === xid && rule.effect === effect && rule.id === undefined));
      if (when === undefined) return others.length === form.logic.length ? form : { ...form, logic: others };
      return { ...form, logic: [...others, { target: xid, effect, when }] };
    },
  };
}
