import { type FormDefinition, type I18nText, isObject, type JsonValue, own } from "@safeloop/engine";
import type { EditTitle } from "../../commands/commandStack.ts";
import { type EditedField, fieldOf, sectionOf, titleOf } from "../formModel.ts";

export type FormTitle = EditTitle<FormDefinition>;

const quoted = ({ zh, en }: I18nText): I18nText => ({ zh: `“${zh}”`, en: `“${en}”` });

/** The field's name where it is called anything, before or after the edit. */
export function nameOf(xid: string, ...forms: readonly FormDefinition[]): I18nText {
  for (const form of forms) {
    const field = fieldOf(form, xid);
    if (field) return quoted(titleOf(field));
  }
  return quoted({ zh: xid, en: xid });
}

/** One field by name, several by the first name and their number. */
export function namesOf(xids: readonly string[], ...forms: readonly FormDefinition[]): I18nText {
  const first = nameOf(xids[0] ?? "", ...forms);
  return xids.length < 2 ? first : { zh: `${first.zh}等 ${xids.length} 个字段`, en: `${first.en} and ${xids.length - 1} more` };
}

/** A title around the name of a field; `{}` stands for it. */
export function aboutField(xid: string, zh: string, en: string): FormTitle {
  return (before, after) => {
    const name = nameOf(xid, before, after);
    return { zh: zh.replace("{}", () => name.zh), en: en.replace("{}", () => name.en) };
  };
}

export function sectionName(id: string, ...forms: readonly FormDefinition[]): I18nText {
  const section = forms.flatMap((form) => form.ui.sections.find((one) => one.id === id) ?? [])[0];
  return quoted(section?.title ?? { zh: id, en: id });
}

/** What a keyword is called in the property panel. */
const facets: { readonly [keyword: string]: I18nText } = {
  minimum: { zh: "最小值", en: "least value" }, maximum: { zh: "最大值", en: "greatest value" },
  minLength: { zh: "最少字数", en: "least length" }, maxLength: { zh: "最多字数", en: "greatest length" },
  "x-unit": { zh: "单位", en: "unit" }, "x-help": { zh: "说明", en: "help" }, "x-title": { zh: "名称", en: "label" },
  enum: { zh: "选项", en: "options" }, items: { zh: "选项", en: "options" }, "x-enum": { zh: "选项名称", en: "option labels" },
};

const longest = 24;

function shown(value: JsonValue | undefined): I18nText | undefined {
  if (value === undefined || value === "") return { zh: "空", en: "nothing" };
  if (isObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string") return cut({ zh: value["zh"], en: value["en"] || value["zh"] });
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? cut({ zh: String(value), en: String(value) }) : undefined;
}

function cut({ zh, en }: I18nText): I18nText {
  const short = (text: string): string => (text.length > longest ? `${text.slice(0, longest)}…` : text);
  return { zh: short(zh), en: short(en) };
}

const valueIn = (form: FormDefinition, xid: string, keyword: string): JsonValue | undefined => {
  const schema: EditedField["schema"] | undefined = fieldOf(form, xid)?.schema;
  return schema && (own(schema, keyword) as JsonValue | undefined);
};

/** "将“风力”的最大值由 5 改为 4"; without the values where they have no short words. */
export function changed(xid: string, keyword: string): FormTitle {
  return (before, after) => {
    const name = nameOf(xid, before, after);
    const facet = facets[keyword] ?? { zh: keyword, en: keyword };
    const [from, to] = [shown(valueIn(before, xid, keyword)), shown(valueIn(after, xid, keyword))];
    if (!from || !to) return { zh: `修改${name.zh}的${facet.zh}`, en: `Change the ${facet.en} of ${name.en}` };
    return { zh: `将${name.zh}的${facet.zh}由 ${from.zh} 改为 ${to.zh}`, en: `Change the ${facet.en} of ${name.en} from ${from.en} to ${to.en}` };
  };
}

/** "移动“风力”到“作业信息”" into another section; within its own only up or down. */
export function moved(xids: readonly string[]): FormTitle {
  return (before, after) => {
    const name = namesOf(xids, before);
    const [from, to] = [sectionOf(before, xids[0] ?? ""), sectionOf(after, xids[0] ?? "")];
    const section = after.ui.sections[to?.index ?? -1];
    if (section && before.ui.sections[from?.index ?? -1]?.id !== section.id) return { zh: `移动${name.zh}到“${section.title.zh}”`, en: `Move ${name.en} to “${section.title.en}”` };
    return (to?.at ?? 0) < (from?.at ?? 0) ? { zh: `上移${name.zh}`, en: `Move ${name.en} up` } : { zh: `下移${name.zh}`, en: `Move ${name.en} down` };
  };
}
