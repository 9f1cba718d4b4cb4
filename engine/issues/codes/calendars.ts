import type { CodeTable } from "../table.ts";

/** Codes of work calendars. */
export const calendarsCodes = {
  CALENDAR_INVALID: { status: 422, params: ["field", "reason"], zh: "工作日历的“{field}”不能用：{reason}。请改正后再试。", en: "\"{field}\" of the work calendar cannot be used: {reason}. Correct it and try again." },
} as const satisfies CodeTable;
