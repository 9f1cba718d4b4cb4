import { type Issue } from "../../issues/issue.ts";
import { isList, isObject, own, type JsonObject } from "../../model/json.ts";
import { weekdayNames, type WorkCalendar } from "../../model/workCalendar.ts";
import { localTime } from "../localTime.ts";
import { exceptionsFaults, holidaysFaults } from "./checkDates.ts";
import { restFaults } from "./checkRest.ts";
import { textFaults } from "./checkText.ts";
import { patternFaults, unknownMembers, windowsFaults } from "./checkWindows.ts";
import { fault } from "./fault.ts";

const members = ["id", "title", "timeZone", "week", "rotation", "makeUp", "days", "holidays"];
const idShape = /^[A-Za-z][A-Za-z0-9._-]{0,79}$/;

/** Everything wrong with a value that should be a WorkCalendar, each as CALENDAR_INVALID with its place. Never throws. An empty list means it can be compiled. */
export function checkCalendar(value: unknown): Issue[] {
  if (!isObject(value)) return [fault("", "应为一个工作日历对象", "it must be an object, a work calendar")];
  const faults = [
    ...unknownMembers(value, members, ""),
    ...headFaults(value),
    ...patternFaults(value),
    ...exceptionsFaults(own(value, "days")),
    ...holidaysFaults(own(value, "holidays")),
    ...makeUpFaults(value),
  ];
  return faults.length > 0 ? faults : restFaults(value as unknown as WorkCalendar);
}

function headFaults(calendar: JsonObject): Issue[] {
  const [id, zone] = [own(calendar, "id"), own(calendar, "timeZone")];
  const zoneExists = typeof zone === "string" && zone.length <= 64 && localTime(0, zone) !== undefined;
  return [
    ...(typeof id === "string" && idShape.test(id) ? [] : [fault("/id", "应以字母开头，只用字母、数字、点、下划线、连字符，最长 80", "it must begin with a letter and use letters, digits, dot, underscore and hyphen, 80 at most")]),
    ...textFaults(own(calendar, "title"), "/title"),
    ...(zoneExists ? [] : [fault("/timeZone", "应为 IANA 时区，如 Asia/Shanghai", "it must be an IANA time zone such as Asia/Shanghai")]),
  ];
}

/** A make-up day must know its hours: from a weekday that works, or its own. */
function makeUpFaults(calendar: JsonObject): Issue[] {
  const makeUp = own(calendar, "makeUp");
  if (makeUp === undefined) return needsMakeUp(calendar) ? [fault("/makeUp", "列有补班日，须写明其工作时段：mon 至 sun 之一，或时段列表", "make-up working days are listed, so their hours must be given: one of mon to sun, or a list of windows")] : [];
  if (typeof makeUp !== "string") return [...windowsFaults(makeUp, "/makeUp"), ...(isList(makeUp) && makeUp.length === 0 ? [free()] : [])];
  const week = own(calendar, "week");
  const windows = weekdayNames.some((name) => name === makeUp) && isObject(week) ? own(week, makeUp) : undefined;
  return isList(windows) && windows.length > 0 ? [] : [free()];
}

const free = (): Issue => fault("/makeUp", "应为 week 中有工作时段的一天，或非空的时段列表", "it must be a day of week that has windows, or a list of windows that is not empty");

function needsMakeUp(calendar: JsonObject): boolean {
  const [days, tables] = [own(calendar, "days"), own(calendar, "holidays")];
  const listed = (one: unknown): boolean => isObject(one) && isList(own(one, "work")) && (own(one, "work") as readonly unknown[]).length > 0;
  return (isList(days) && days.some((one) => isObject(one) && own(one, "work") === "weekday")) || (isList(tables) && tables.some(listed));
}
