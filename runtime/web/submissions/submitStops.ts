import { type CheckView, type CompiledForm, type Field, type Issue, isObject, type Locale, pointerSteps, textIn } from "@safeloop/engine";
import type { TFunction } from "i18next";
import { issueText } from "../forms/issueText.ts";
import { isOpen, type SubmitStops } from "./checkRows.ts";

export interface StopFacts {
  readonly form: CompiledForm;
  /** What the form says of the data as they stand here. */
  readonly issues: ReadonlyMap<string, readonly Issue[]>;
  /** The server's verdicts, once there are any. */
  readonly checks: readonly CheckView[] | undefined;
  /** Checks the flow demands where it starts. */
  readonly startChecks: readonly string[];
  readonly isPermit: boolean;
}

/** The words a stop is told in. */
export interface StopWords { readonly t: TFunction; readonly locale: Locale }

/** The deepest field an issue's path names. */
function fieldAt(form: CompiledForm, path: string): Field | undefined {
  const [key, row, cell] = pointerSteps(path);
  const top = form.roots.find((field) => field.key === key);
  return top?.children.find((field) => field.key === (top.shape === "rows" ? cell : row)) ?? top;
}

/** X-ids a check names in its sentence. */
function namedBy(check: CheckView): readonly unknown[] {
  return isObject(check.params) ? Object.values(check.params).flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : [])) : [];
}

function stop(id: string, sentence: string, fields: readonly (Field | undefined)[], verdict: CheckView["verdict"] = "fail"): CheckView {
  return { id, verdict, severity: "block", message: { zh: sentence, en: sentence }, params: {}, fields: fields.flatMap((field) => (field ? [field.xid] : [])) };
}

const isRequired = ({ code }: Issue): boolean => code === "FORM_REQUIRED" || code === "FIELD_REQUIRED_HERE";
const checkOf = ({ params }: Issue): string | undefined => (typeof params["check"] === "string" ? params["check"] : undefined);

/**
 * What a submit now would be refused for: required fields, answers that do
 * not fit, and the checks of the submit. Where the server has judged a check
 * its verdict counts; it knows more than this page.
 */
export function submitStops({ form, issues, checks = [], startChecks, isPermit }: StopFacts, { t, locale }: StopWords): SubmitStops {
  const title = (field: Field | undefined): string => (field ? textIn(field.title, locale) : "");
  const found = [...issues.values()].flat();
  const empty = [...new Set(found.filter(isRequired).map((one) => fieldAt(form, one.path)))];
  const refusing = checks.filter((check) => isOpen(check) && check.severity === "block");
  const naming = refusing.filter((check) => empty.some((field) => namedBy(check).includes(field?.xid)));
  const unnamed = empty.filter((field) => !naming.some((check) => namedBy(check).includes(field?.xid)));
  const demanded = new Set([...form.plan.checks.filter(({ rule }) => rule.on !== "named").map(({ id }) => id), ...startChecks]);
  const unjudged = found.filter((one) => checkOf(one) !== undefined && !checks.some((check) => check.id === checkOf(one)));
  const unfit = found.filter((one) => !isRequired(one) && checkOf(one) === undefined);
  return {
    isPermit,
    now: new Set([...refusing.filter((check) => demanded.has(check.id)), ...naming].map((check) => check.id)),
    extra: [
      ...(unnamed.length > 0 ? [stop(t("checks.required"), t("checks.empty", { count: unnamed.length, fields: unnamed.map(title).join(t("checks.comma")) }), unnamed)] : []),
      ...unfit.map((one) => stop(t("checks.unfit"), [title(fieldAt(form, one.path)), issueText(one, locale)].filter(Boolean).join(t("checks.colon")), [fieldAt(form, one.path)])),
      ...unjudged.map((one) => stop(checkOf(one) ?? "", String(one.params[locale === "en" ? "messageEn" : "message"]), [fieldAt(form, one.path)], one.code === "FORM_CHECK_UNKNOWN" ? "unknown" : "fail")),
    ],
  };
}
