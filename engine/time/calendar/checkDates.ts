import { type Issue } from "../../issues/issue.ts";
import { isList, isObject, own, type JsonObject } from "../../model/json.ts";
import type { Confidence } from "../../model/limit.ts";
import { dayOf, daysOfRange, yearOf } from "./dates.ts";
import { fault } from "./fault.ts";
import { maxCycle, maxExceptions, maxTables, years } from "./limits.ts";
import { textFaults } from "./checkText.ts";
import { unknownMembers, windowsFaults } from "./checkWindows.ts";

const confidences: readonly unknown[] = ["read", "known", "project", "read-verify", "known-verify"] satisfies Confidence[];

/** Faults of the single dates of a calendar; one date may be listed once. */
export function exceptionsFaults(value: unknown): Issue[] {
  if (value === undefined) return [];
  if (!isList(value) || value.length > maxExceptions) return [fault("/days", `应为最多 ${maxExceptions} 个日期的列表`, `it must be a list of ${maxExceptions} dates at most`)];
  const seen = new Set<unknown>();
  return value.flatMap((one, i) => {
    const date = isObject(one) ? own(one, "date") : undefined;
    const twice = seen.has(date) ? [fault(`/days/${i}`, "这个日期列了两次", "the date is listed twice")] : [];
    seen.add(date);
    return [...exceptionFaults(one, `/days/${i}`), ...twice];
  });
}

function exceptionFaults(value: unknown, path: string): Issue[] {
  if (!isObject(value)) return [fault(path, "应为 {date, work, name?}", "it must be {date, work, name?}")];
  const [work, name] = [own(value, "work"), own(value, "name")];
  return [
    ...unknownMembers(value, ["date", "work", "name"], path),
    ...(dayOf(own(value, "date")) === undefined ? [fault(`${path}/date`, "应为存在的日期 YYYY-MM-DD", "it must be a date that exists, YYYY-MM-DD")] : []),
    ...(work === false || work === "weekday" ? [] : windowsFaults(work, `${path}/work`)),
    ...(name === undefined ? [] : textFaults(name, `${path}/name`)),
  ];
}

/** Faults of the holiday tables; a year may have one. */
export function holidaysFaults(value: unknown): Issue[] {
  if (value === "none") return [];
  if (!isList(value) || value.length > maxTables) return [fault("/holidays", `应为最多 ${maxTables} 个年度表的列表，或 "none"`, `it must be a list of ${maxTables} yearly tables at most, or "none"`)];
  const seen = new Set<unknown>();
  return value.flatMap((one, i) => {
    const year = isObject(one) ? own(one, "year") : undefined;
    const twice = seen.has(year) ? [fault(`/holidays/${i}/year`, "这一年有两个表", "the year has two tables")] : [];
    seen.add(year);
    return [...tableFaults(one, `/holidays/${i}`), ...twice];
  });
}

function tableFaults(value: unknown, path: string): Issue[] {
  if (!isObject(value)) return [fault(path, "应为 {year, source, confidence, off, work}", "it must be {year, source, confidence, off, work}")];
  const [year, source] = [own(value, "year"), own(value, "source")];
  if (!Number.isInteger(year) || (year as number) < years.first || (year as number) > years.last) return [fault(`${path}/year`, `应为 ${years.first} 至 ${years.last} 的年份`, `it must be a year from ${years.first} to ${years.last}`)];
  return [
    ...unknownMembers(value, ["year", "source", "confidence", "off", "work"], path),
    ...(typeof source === "string" && source.trim() !== "" ? [] : [fault(`${path}/source`, "应写明通知的名称和文号", "it must name the notice and its number")]),
    ...(confidences.includes(own(value, "confidence")) ? [] : [fault(`${path}/confidence`, `应为 ${confidences.join("、")} 之一`, `it must be one of ${confidences.join(", ")}`)]),
    ...listsFaults(value, year as number, path),
  ];
}

function listsFaults(table: JsonObject, year: number, path: string): Issue[] {
  const seen = new Set<number>();
  return ["off", "work"].flatMap((name) => {
    const list = own(table, name);
    if (!isList(list) || list.length > maxCycle) return [fault(`${path}/${name}`, `应为最多 ${maxCycle} 个日期或日期段的列表`, `it must be a list of ${maxCycle} dates or ranges at most`)];
    return list.flatMap((one, i) => rangeFaults(one, year, seen, `${path}/${name}/${i}`));
  });
}

function rangeFaults(value: unknown, year: number, seen: Set<number>, path: string): Issue[] {
  const days = daysOfRange(value);
  if (!days) return [fault(path, "应为 YYYY-MM-DD 或 YYYY-MM-DD/YYYY-MM-DD（含首尾）", "it must be YYYY-MM-DD or YYYY-MM-DD/YYYY-MM-DD, both ends included")];
  const twice = days.some((day) => seen.has(day));
  for (const day of days) seen.add(day);
  if (twice) return [fault(path, "同一天在这个年度表里列了两次", "a day is listed twice in the table of the year")];
  return days.every((day) => Math.abs(yearOf(day) - year) <= 1) ? [] : [fault(path, `日期应在 ${year} 年或相邻的年份`, `the dates must lie in ${year} or a year next to it`)];
}
