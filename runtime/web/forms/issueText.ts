import { type CheckResult, type CompiledForm, type ErrorCode, errorCodes, type Issue, type Locale, messageOf, textIn } from "@safeloop/engine";
import { dateTimeText } from "../components/time.ts";

type Param = string | number | boolean | readonly unknown[] | object | null | undefined;

/** The title of a field by its x-id; undefined for what is none. */
export type Titles = (xid: string) => string | undefined;

/** Titles of a form's fields in a language. */
export function titlesOf(form: CompiledForm, locale: Locale): Titles {
  return (xid) => {
    const field = form.byXid.get(xid);
    return field === undefined ? undefined : textIn(field.title, locale);
  };
}

/** A fact as text: fields by their title, times short, numbers without float noise. */
function paramText(value: Param, comma: string, titles?: Titles): string {
  if (value === undefined || value === null || value === "") return "？";
  if (typeof value === "number") return String(Number(value.toPrecision(6)));
  if (typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value)) return dateTimeText(value);
  if (typeof value === "string") return titles?.(value) ?? value;
  return Array.isArray(value) ? value.map((one) => paramText(one as Param, comma, titles)).join(comma) : typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** A check's sentence with its facts filled in; a fact that is not known shows as ？. */
export function checkText(check: Pick<CheckResult, "message"> & { readonly params: object }, locale: Locale, titles?: Titles): string {
  const params = check.params as { readonly [name: string]: Param };
  return textIn(check.message, locale).replace(/\{(\w+)\}/g, (_, name: string) => paramText(Object.prototype.hasOwnProperty.call(params, name) ? params[name] : undefined, locale === "en" ? ", " : "、", titles));
}

/** An issue's sentence. The server sends one with each issue; local ones are made here. A code this build does not know shows as its code. */
export function issueText(issue: Pick<Issue, "params"> & { readonly code: string; readonly message?: string }, locale: Locale): string {
  if (issue.message !== undefined) return issue.message;
  return Object.prototype.hasOwnProperty.call(errorCodes, issue.code) ? messageOf(issue.code as ErrorCode, issue.params, locale) : issue.code;
}

/** Where a check's rule stands, as "GB 30871 5.3.1 c"; the platform's own rules name no standard. */
export function sourceText(source: unknown): string {
  const { std, clause } = (source ?? {}) as { readonly std?: string; readonly clause?: string };
  return std === "Safeloop" ? "" : [std, clause].filter(Boolean).join(" ");
}
