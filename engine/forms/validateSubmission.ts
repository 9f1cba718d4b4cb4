import { issue, warning, type Issue } from "../issues/issue.ts";
import type { FieldAccessMap } from "../model/flow.ts";
import { isObject, type JsonObject, type JsonValue } from "../model/json.ts";
import { accessOf, mayWrite } from "./access.ts";
import { answersByXid, dataByKey } from "./answers.ts";
import type { SubmissionVerdict } from "./checkResult.ts";
import type { CompiledForm } from "./compiledForm.ts";
import type { FactContext } from "./context.ts";
import { effectiveSchema } from "./effectiveSchema.ts";
import { evaluateForm } from "./evaluateForm.ts";
import type { Answers } from "./formState.ts";
import { checkSentence } from "./checkMessage.ts";
import { runChecks } from "./runChecks.ts";
import { mergeAccess } from "./mergeAccess.ts";
import { sentIssues, sizeIssue } from "./sentFields.ts";
import { stateIssues } from "./stateIssues.ts";
import { schemaValidator } from "./validateSchema.ts";

export interface SubmissionOptions {
  /** What the sender may write; without it, everything. */
  readonly access?: FieldAccessMap;
  /** A draft may lack answers and break formats; wrong types and unknown fields are still refused. */
  readonly draft?: boolean;
  /** What is stored now, by x-id. Fields the sender may not write keep this. */
  readonly previous?: Answers;
  /** The same data by x-id, where the caller has it already. */
  readonly sent?: Answers;
  /** Says quickly that data is valid (`ajvFor`); the interpreter then gives the reasons. */
  readonly isValid?: (data: JsonValue) => boolean;
}

/**
 * Judges what was sent for a form. Hidden answers are dropped, computed ones
 * filled in; `answers` and `data` are what may be stored if no Issue is an
 * error. Issue paths are JSON Pointers into the data by key.
 */
export function validateSubmission(form: CompiledForm, data: JsonValue, ctx: FactContext, options: SubmissionOptions = {}): SubmissionVerdict {
  const refused = (found: Issue): SubmissionVerdict => ({ answers: {}, data: {}, issues: [found] });
  if (!isObject(data)) return refused(issue("FORM_DATA_SHAPE", ""));
  const tooMuch = sizeIssue(data);
  if (tooMuch) return refused(tooMuch);
  const { previous = {}, draft = false } = options;
  const sent = sentIssues(form.roots, data, previous);
  const merged = mergeAccess(form, options.sent ?? answersByXid(form, data), previous, options.access);
  const state = evaluateForm(form, merged.answers, ctx);
  const stored = dataByKey(form, state.answers);
  const judged = stateIssues({
    form, state, previous, draft,
    mayWrite: (field) => mayWrite(accessOf(form, field, options.access)),
    isRequired: (field) => options.access !== undefined && accessOf(form, field, options.access) === "require",
  });
  const issues = [...sent, ...merged.issues, ...schemaIssues(form, stored, options), ...judged, ...state.issues];
  return { answers: state.answers, data: stored, issues: draft ? issues : [...issues, ...checkIssues(form, state.answers, ctx)] };
}

function schemaIssues(form: CompiledForm, data: JsonObject, options: SubmissionOptions): readonly Issue[] {
  if (options.isValid?.(data)) return [];
  const validator = schemaValidator(effectiveSchema(form));
  if (validator.issues.length > 0) return validator.issues;
  const found = onceEach(validator.validate(data));
  return options.draft ? found.map((one) => (one.code === "VALUE_TYPE" || one.code === "VALUE_EXTRA" ? one : { ...one, severity: "warning" as const })) : found;
}

/** A kind and its author may both demand the same. */
function onceEach(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((one) => [`${one.code} ${one.path} ${JSON.stringify(one.params)}`, one])).values()];
}

function checkIssues(form: CompiledForm, answers: Answers, ctx: FactContext): Issue[] {
  return runChecks(form, "submit", answers, ctx).filter((one) => one.verdict !== "pass").map((one) => {
    const { zh, en } = checkSentence(one, form); // the issue says itself that it cannot be judged
    const make = one.severity === "warn" ? warning : issue;
    return make(one.verdict === "fail" ? "FORM_CHECK_FAILED" : "FORM_CHECK_UNKNOWN", pathOf(form, one.fields), { check: one.id, message: zh, messageEn: en });
  });
}

function pathOf(form: CompiledForm, fields: readonly string[]): string {
  const field = form.byXid.get(fields[0] ?? "");
  return field && !field.path.includes("/-") ? field.path : "";
}
