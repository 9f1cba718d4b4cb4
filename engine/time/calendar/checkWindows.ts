import { type Issue } from "../../issues/issue.ts";
import { isList, isObject, own, type JsonObject } from "../../model/json.ts";
import { weekdayNames, type WorkWindow } from "../../model/workCalendar.ts";
import { dayOf } from "./dates.ts";
import { fault } from "./fault.ts";
import { maxCycle, maxWindows } from "./limits.ts";
import { minutesOf, spansOf } from "./windows.ts";

/** Faults of one day's list of windows. */
export function windowsFaults(value: unknown, path: string): Issue[] {
  if (!isList(value)) return [fault(path, "应为时段列表，如 [[\"08:30\", \"12:00\"]]", "it must be a list of windows such as [[\"08:30\", \"12:00\"]]")];
  if (value.length > maxWindows) return [fault(path, `一天最多 ${maxWindows} 个时段`, `a day may have ${maxWindows} windows at most`)];
  const faults = value.flatMap((one, i) => windowFaults(one, `${path}/${i}`));
  return faults.length > 0 ? faults : overlaps(value as unknown as readonly WorkWindow[], path);
}

function windowFaults(value: unknown, path: string): Issue[] {
  const pair = isList(value) && value.length === 2 ? value : [];
  const [from, to] = [minutesOf(pair[0], false), minutesOf(pair[1], true)];
  if (from === undefined || to === undefined) return [fault(path, "应为 [\"HH:MM\", \"HH:MM\"]，起点 00:00 至 23:59，终点可写 24:00", "it must be [\"HH:MM\", \"HH:MM\"], the start from 00:00 to 23:59, the end 24:00 at most")];
  return from === to ? [fault(path, "起点与终点相同；全天请写 00:00 至 24:00", "it ends when it begins; write a whole day as 00:00 to 24:00")] : [];
}

function overlaps(windows: readonly WorkWindow[], path: string): Issue[] {
  const spans = spansOf(windows);
  return spans.some((span, i) => span.from < (spans[i - 1]?.to ?? 0)) ? [fault(path, "同一天的时段互相重叠", "windows of the day overlap")] : [];
}

/** Faults of the week or rotation, exactly one of which must be there. */
export function patternFaults(calendar: JsonObject): Issue[] {
  const [week, rotation] = [own(calendar, "week"), own(calendar, "rotation")];
  if ((week === undefined) === (rotation === undefined)) return [fault("", "week 与 rotation 必须有且只有一个", "there must be exactly one of week and rotation")];
  return week === undefined ? rotationFaults(rotation) : weekFaults(week);
}

function weekFaults(week: unknown): Issue[] {
  if (!isObject(week)) return [fault("/week", "应为 mon 至 sun 的时段", "it must give windows for mon to sun")];
  return [...unknownMembers(week, weekdayNames, "/week"), ...weekdayNames.flatMap((name) => (Object.hasOwn(week, name) ? windowsFaults(own(week, name), `/week/${name}`) : []))];
}

function rotationFaults(rotation: unknown): Issue[] {
  if (!isObject(rotation)) return [fault("/rotation", "应为 {anchor, days}", "it must be {anchor, days}")];
  const days = own(rotation, "days");
  const anchor = dayOf(own(rotation, "anchor")) === undefined ? [fault("/rotation/anchor", "应为存在的日期 YYYY-MM-DD", "it must be a date that exists, YYYY-MM-DD")] : [];
  const list = isList(days) && days.length >= 1 && days.length <= maxCycle
    ? days.flatMap((one, i) => windowsFaults(one, `/rotation/days/${i}`))
    : [fault("/rotation/days", `应为 1 至 ${maxCycle} 天的时段列表`, `it must list the windows of 1 to ${maxCycle} days`)];
  return [...unknownMembers(rotation, ["anchor", "days"], "/rotation"), ...anchor, ...list];
}

/** Members nobody reads: most likely a misspelt name, so that what it says would be lost. */
export function unknownMembers(value: JsonObject, known: readonly string[], path: string): Issue[] {
  const named = known.join(", ");
  return Object.keys(value).filter((key) => !known.includes(key)).map((key) => {
    const shown = key.slice(0, 40);
    return fault(path, `没有“${shown}”这一项，只能有 ${named}`, `there is no member "${shown}"; it may hold ${named}`);
  });
}
