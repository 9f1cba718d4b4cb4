import type { CodeTable } from "../table.ts";

/** Codes of reports. */
export const reportsCodes = {
  REPORT_WINDOW: { status: 422, params: [], zh: "统计的开始时间必须早于结束时间。请改正时间。", en: "The report must begin before it ends. Correct the times." },
  REPORT_TOO_WIDE: { status: 422, params: ["count", "max"], zh: "此时间段有 {count} 个流程，一份报表最多统计 {max} 个。请缩短时间段。", en: "There are {count} flows in this time; one report holds at most {max}. Choose a shorter time." },
} as const satisfies CodeTable;
