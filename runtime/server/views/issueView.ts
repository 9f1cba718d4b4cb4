import { messageOf, type Issue, type IssueView } from "@safeloop/engine";
import type { RouteRequest } from "../context.ts";

/** A reply shows this many; a definition can cause millions. */
const shown = 100;

/** Issues with their sentences in the caller's language. */
export function issueViews(issues: readonly Issue[], locale: RouteRequest["locale"]): IssueView[] {
  return issues.slice(0, shown).map((one) => ({ ...one, params: { ...one.params }, message: messageOf(one.code, one.params, locale) }));
}
