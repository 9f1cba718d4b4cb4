import type { WorkCalendar, WorkWindow } from "../../model/workCalendar.ts";
import { compileCalendar, type CompiledCalendar } from "./compileCalendar.ts";

export const title = { zh: "测试日历", en: "Test calendar" };
export const morning: WorkWindow = ["08:30", "12:00"];
export const afternoon: WorkWindow = ["13:30", "17:30"];
const hours = [morning, afternoon];

/** Monday to Friday, 7.5 hours a day, holidays of 2026 with one make-up Saturday and Sunday. */
export const office: WorkCalendar = {
  id: "office", title, timeZone: "Asia/Shanghai",
  week: { mon: hours, tue: hours, wed: hours, thu: hours, fri: hours },
  makeUp: "mon",
  holidays: [{ year: 2026, source: "a notice", confidence: "project", off: ["2026-10-01/2026-10-07"], work: ["2026-09-20", "2026-10-10"] }],
};

/** Working the same windows every day of the week, no holidays. */
export function daily(timeZone: string, ...windows: readonly WorkWindow[]): WorkCalendar {
  return { id: "daily", title, timeZone, holidays: "none", rotation: { anchor: "2026-01-01", days: [windows] } };
}

export const compiled = (calendar: WorkCalendar): CompiledCalendar => compileCalendar(calendar);

/** Epoch ms of "2026-10-01T08:00+08:00". */
export const at = (text: string): number => Date.parse(text);
export const hour = 3_600_000;
