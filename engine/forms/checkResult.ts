import type { Issue, IssueParams } from "../issues/issue.ts";
import type { CheckSeverity } from "../model/form.ts";
import type { JsonObject } from "../model/json.ts";
import type { Source } from "../model/limit.ts";
import type { I18nText } from "../model/text.ts";
import type { Answers } from "./formState.ts";

/** The verdict of one named check. `unknown` refuses just as `fail` does. */
export interface CheckResult {
  readonly id: string;
  readonly verdict: "pass" | "fail" | "unknown";
  readonly severity: CheckSeverity;
  readonly message: I18nText;
  readonly params: IssueParams;
  readonly source?: Source;
  /** x-ids the check reads, so a screen can lead there; those to fill in first. */
  readonly fields: readonly string[];
  /** Of an unknown check: x-ids of the empty fields it waits for. Without them it waits for data from elsewhere. */
  readonly missing?: readonly string[];
}

/** What judging a submission gives. With an error issue nothing may be stored. */
export interface SubmissionVerdict {
  readonly answers: Answers;
  readonly data: JsonObject;
  readonly issues: readonly Issue[];
}
