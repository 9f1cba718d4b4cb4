import { checkForm, type FormDefinition, formSchema, type I18nText, isObject, type JsonObject, type JsonValue, messageOf, validateSchema } from "@safeloop/engine";

/** A text read as a form, or what is wrong with it and in which line. */
export type FormRead = { readonly form: FormDefinition } | { readonly fault: I18nText; readonly line: number | undefined };

/** Faults that the problems of the form list anyway: the editor can show such a form, so it is taken. */
const shownElsewhere = /^FORM_(FIELD|LIMIT|TABLE|TARGET)_UNKNOWN$|^FORM_RULE_ID_TAKEN$|^FORM_LOGIC_CYCLE$|^FORM_PRINT|^FORM_REGISTER|^FORM_WORK/;

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}

/** Where the browser's own words say that reading stopped; they name an offset, or a line. */
function lineOfFault(text: string, fault: unknown): number | undefined {
  const words = String(fault);
  const line = /line (\d+)/.exec(words)?.[1];
  const offset = /position (\d+)/.exec(words)?.[1];
  if (line !== undefined) return Number(line);
  if (offset !== undefined) return lineAt(text, Number(offset));
  return lineAt(text, brokenAt(text));
}

/** True where a text is only not finished yet: what it holds so far may still become JSON. */
function isUnfinished(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (fault) {
    const words = String(fault);
    return /end of (JSON|data)|unterminated/i.test(words) || Number(/position (\d+)/.exec(words)?.[1] ?? -1) === text.length;
  }
}

/** The place where a text stops being JSON, for browsers that do not say it: by halves. */
function brokenAt(text: string): number {
  let [good, bad] = [0, text.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (isUnfinished(text.slice(0, middle))) good = middle;
    else bad = middle;
  }
  return bad;
}

/** The line of what a JSON Pointer names, as far as its steps are found one behind the other. */
export function lineOfPath(text: string, path: string): number | undefined {
  let at = 0;
  for (const step of path.split("/").slice(1)) {
    const name = `${JSON.stringify(step.replaceAll("~1", "/").replaceAll("~0", "~"))}:`;
    const next = text.indexOf(name, at);
    if (next >= 0) at = next + name.length;
    else if (!/^\d+$/.test(step)) break;
  }
  return at === 0 ? undefined : lineAt(text, at);
}

/** Reads a text as the next state of `form`. Its id is what everything refers to, and its revision is given by publishing: neither changes here. */
export function readForm(text: string, form: FormDefinition): FormRead {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (fault) {
    return { fault: { zh: "这段 JSON 读不懂", en: "This JSON cannot be read" }, line: lineOfFault(text, fault) };
  }
  if (!isObject(value)) return { fault: { zh: "表单是一个 JSON 对象", en: "A form is a JSON object" }, line: 1 };
  if (value["id"] !== form.id || value["revision"] !== form.revision) return { fault: { zh: `标识（${form.id}）和版本（${form.revision}）不能在这里改`, en: `The id (${form.id}) and the revision (${form.revision}) cannot be changed here` }, line: lineOfPath(text, value["id"] !== form.id ? "/id" : "/revision") };
  const found = [...checkForm(value), ...validateSchema(formSchema as unknown as JsonObject, value)].find((one) => one.severity === "error" && !shownElsewhere.test(one.code));
  if (found) return { fault: { zh: messageOf(found.code, found.params, "zh-CN"), en: messageOf(found.code, found.params, "en") }, line: lineOfPath(text, found.path) };
  return { form: value as unknown as FormDefinition };
}
