import { checkMessage, type CompiledForm, type CheckResult, type CheckView } from "@safeloop/engine";

/** A check's verdict with its message filled in, in both languages. */
export function checkView(result: CheckResult, form: CompiledForm): CheckView {
  return {
    id: result.id,
    verdict: result.verdict,
    severity: result.severity,
    message: { ...checkMessage(result, form) },
    params: { ...result.params },
    ...(result.source === undefined ? {} : { source: { ...result.source } }),
    fields: [...result.fields],
  };
}
