import { isObject, own } from "../model/json.ts";
import type { I18nText } from "../model/text.ts";
import type { CheckResult } from "./checkResult.ts";
import type { CompiledForm } from "./compiledForm.ts";
import { hole, withoutHoles } from "./withoutHoles.ts";

type Language = "zh" | "en";

/** Longer lists are counted. */
const mostNamed = 4;

function inBoth(words: (language: Language) => string): I18nText {
  return { zh: words("zh"), en: words("en") };
}

/** A fact as text: fields of the form by their titles. What is not known leaves a hole. */
function factText(value: unknown, form: CompiledForm, language: Language): string {
  const named = (one: unknown): string => form.byXid.get(String(one))?.title[language] ?? String(one);
  const known = (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter((one) => one !== "？" && one !== "");
  return known.length === 0 ? hole : known.map(named).join(language === "zh" ? "、" : ", ");
}

/** The author's sentence with its facts filled in. Where one is not known the sentence does without it, or the check is named by what it judges. */
function sentence(result: CheckResult, form: CompiledForm, language: Language): string {
  const filled = result.message[language].replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = isObject(result.params) ? own(result.params, name) : undefined;
    return value === undefined ? whole : factText(value, form, language);
  });
  const said = filled.includes(hole) ? withoutHoles(filled) : filled;
  if (said !== undefined) return said;
  return result.verdict === "unknown" ? listed(result.fields.slice(0, mostNamed), form, language) : filled.replaceAll(hole, "？");
}

/** A column of a table is named with its table. */
function titleOf(form: CompiledForm, xid: string, language: Language): string {
  const field = form.byXid.get(xid);
  const table = field?.parent === undefined ? undefined : form.byXid.get(field.parent);
  return [table, field].flatMap((one) => (one ? [one.title[language]] : [])).join(" · ") || xid;
}

function listed(xids: readonly string[], form: CompiledForm, language: Language): string {
  return xids.map((xid) => titleOf(form, xid, language)).join(language === "zh" ? "、" : ", ");
}

function fillIn(missing: readonly string[], form: CompiledForm, language: Language): string {
  const isLong = missing.length > mostNamed;
  const named = missing.slice(0, isLong ? mostNamed - 1 : mostNamed);
  if (language === "zh") return `填写 ${listed(named, form, language)}${isLong ? `等 ${missing.length} 项` : " "}后才能判断`;
  return `To judge this, fill in: ${listed(named, form, language)}${isLong ? ` and ${missing.length - named.length} more` : ""}`;
}

/** What a check says: its sentence, or for one that waits for answers which fields to fill in. */
export function checkSentence(result: CheckResult, form: CompiledForm): I18nText {
  const { verdict, missing = [] } = result;
  return inBoth((language) => (verdict === "unknown" && missing.length > 0 ? fillIn(missing, form, language) : sentence(result, form, language)));
}

/** The same, and of an unknown check that waits for no answer that data from elsewhere is missing. */
export function checkMessage(result: CheckResult, form: CompiledForm): I18nText {
  const { zh, en } = checkSentence(result, form);
  const isJudged = result.verdict !== "unknown" || (result.missing?.length ?? 0) > 0;
  const isOfForm = form.plan.checks.some((rule) => rule.id === result.id);
  return isJudged || !isOfForm ? { zh, en } : { zh: `缺少数据，不能判断：${zh}`, en: `Cannot be judged, data is missing: ${en}` };
}
