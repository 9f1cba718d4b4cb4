import type { FormDefinition, FormRule, I18nText, JsonObject, JsonValue } from "@safeloop/engine";
import type { Edit } from "../../commands/commandStack.ts";
import { fieldOf, propertiesOf, requiredOf, withSchema } from "../formModel.ts";
import { aboutField, changed, type FormTitle, nameOf } from "./titles.ts";

function withField(form: FormDefinition, xid: string, change: (schema: JsonObject) => JsonObject): FormDefinition {
  const field = fieldOf(form, xid);
  if (!field) return form;
  const schema = change(field.schema);
  return JSON.stringify(schema) === JSON.stringify(field.schema) ? form : withSchema(form, { ...propertiesOf(form), [field.key]: schema }, requiredOf(form));
}

/** Sets one keyword of a field's schema; `undefined` takes it away. */
export function setKeyword(xid: string, keyword: string, value: JsonValue | undefined): Edit<FormDefinition> {
  return {
    title: changed(xid, keyword),
    mergeKey: `${xid}/${keyword}`,
    apply: (form) =>
      withField(form, xid, (schema) => {
        const { [keyword]: _before, ...rest } = schema;
        return value === undefined ? rest : { ...schema, [keyword]: value };
      }),
  };
}

/** "将“风力”改名为“风级”": by the name in the language that was typed. */
function renamed(xid: string, language: keyof I18nText): FormTitle {
  return (before, after) => {
    const [from, to] = [nameOf(xid, before), nameOf(xid, after)];
    if (language === "en") return { zh: `将${from.zh}的英文名改为${to.en}`, en: `Rename ${from.en} to ${to.en}` };
    return { zh: `将${from.zh}改名为${to.zh}`, en: `Change the Chinese label of ${from.en}` };
  };
}

/** Sets the label in one language. */
export function setTitle(xid: string, language: keyof I18nText, text: string): Edit<FormDefinition> {
  return {
    title: renamed(xid, language),
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
    title: aboutField(xid, `将{}的字段键改为 ${key}`, `Rename the key of {} to ${key}`),
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
    title: isRequired ? aboutField(xid, "将{}改为必填", "Make {} required") : aboutField(xid, "将{}改为选填", "Make {} optional"),
    apply(form) {
      const field = fieldOf(form, xid);
      if (!field || field.isRequired === isRequired) return form;
      const required = isRequired ? [...requiredOf(form), field.key] : requiredOf(form).filter((key) => key !== field.key);
      return withSchema(form, propertiesOf(form), required);
    },
  };
}

const effectWords: { readonly [effect in FormRule["effect"]]: I18nText } = {
  show: { zh: "显示条件", en: "show condition" }, require: { zh: "必填条件", en: "require condition" }, readonly: { zh: "只读条件", en: "read-only condition" },
  compute: { zh: "计算公式", en: "formula" }, check: { zh: "校验条件", en: "check" }, options: { zh: "可选项条件", en: "options condition" },
};

function ruleTitle(xid: string, effect: FormRule["effect"], isSet: boolean): FormTitle {
  const { zh, en } = effectWords[effect];
  return (before, after) => {
    const isNew = !before.logic.some((rule) => rule.target === xid && rule.effect === effect && rule.id === undefined);
    const [act, does] = !isSet ? ["清除", "Clear"] : isNew ? ["添加", "Add"] : ["修改", "Change"];
    return { zh: `${act}${nameOf(xid, before, after).zh}的${zh}`, en: `${does} the ${en} of ${nameOf(xid, before, after).en}` };
  };
}

/** Sets or takes away the one rule of an effect on a field, such as its display condition. */
export function setRule(xid: string, effect: FormRule["effect"], when: JsonValue | undefined): Edit<FormDefinition> {
  return {
    title: ruleTitle(xid, effect, when !== undefined),
    mergeKey: `${xid}/${effect}`,
    apply(form) {
      if (!fieldOf(form, xid)) return form;
      const before = form.logic.find((rule) => rule.target === xid && rule.effect === effect && rule.id === undefined);
      if (before && when !== undefined && JSON.stringify(before.when) === JSON.stringify(when)) return form;
      const others = form.logic.filter((rule) => !(rule.target === xid && rule.effect === effect && rule.id === undefined));
      if (when === undefined) return others.length === form.logic.length ? form : { ...form, logic: others };
      return { ...form, logic: [...others, { target: xid, effect, when }] };
    },
  };
}
