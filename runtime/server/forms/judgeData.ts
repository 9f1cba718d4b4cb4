import { ajvFor } from "@safeloop/engine/ajv";
import { issue, isObject, Refusal, validateSubmission, type CompiledForm, type FactContext, type Issue, type JsonObject, type SubmissionOptions, type SubmissionVerdict } from "@safeloop/engine";

const maxDepth = 64;

/** Stops at `left` levels, so that hostile nesting costs nothing and overflows nothing. */
function isDeeper(value: unknown, left: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return left === 0 || Object.values(value).some((one) => isDeeper(one, left - 1));
}

/** Data nobody should recurse into: not an object, or nested too deep. Asked before anything else looks at it. */
export function shapeIssues(data: unknown): readonly Issue[] {
  if (!isObject(data)) return [issue("FORM_DATA_SHAPE", "")];
  return isDeeper(data, maxDepth) ? [issue("FORM_DATA_TOO_DEEP", "", { limit: maxDepth })] : [];
}

/** The data of a request, or its refusal. */
export function sentData(data: unknown): JsonObject {
  const issues = shapeIssues(data);
  if (issues.length > 0) throw new Refusal("SUBMISSION_INVALID", { count: issues.length }, issues);
  return data as JsonObject;
}

/** `validateSubmission` with the compiled validator saying quickly what is valid. */
export function judgeData(form: CompiledForm, data: JsonObject, facts: FactContext, options: SubmissionOptions = {}): SubmissionVerdict {
  return validateSubmission(form, data, facts, { ...options, isValid: ajvFor(form) });
}
