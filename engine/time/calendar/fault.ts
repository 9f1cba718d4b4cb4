import { issue, type Issue } from "../../issues/issue.ts";

/** A fault of a work calendar, its reason told in both languages. */
export function fault(path: string, reasonZh: string, reasonEn: string): Issue {
  return issue("CALENDAR_INVALID", path, { field: path === "" ? "/" : path, reasonZh, reasonEn });
}
