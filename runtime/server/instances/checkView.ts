import { checkMessage, type CheckResult, type CheckView } from "@safeloop/engine";

/** A check's verdict with its message filled in, in both languages. */
export function checkView(result: CheckResult): CheckView {
  return {
    id: result.id,
    verdict: result.verdict,
    severity: result.severity,
    message: { ...checkMessage(result) },
    params: { ...result.params },
    ...(result.source === undefined ? {} : { source: { ...result.source } }),
    fields: [...result.fields],
  };
}
