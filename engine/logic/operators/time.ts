import { formatInstant, minuteMs, parseInstant } from "../../time/instant.ts";
import { localTime, type LocalTime } from "../../time/localTime.ts";
import { defaultTimeZone } from "../env.ts";
import type { EagerApply, EagerOperator } from "../operator.ts";
import type { Run } from "../run.ts";
import { UNKNOWN, type LogicValue } from "../unknown.ts";

type Find = (args: readonly LogicValue[], run: Run) => LogicValue | undefined;

/** What cannot be read as an instant is unknown (Kleene) or null (plain). */
function timeOperator(name: string, count: number, find: Find): EagerOperator {
  const apply = (absent: LogicValue): EagerApply => (args, run) => find(args, run) ?? absent;
  return { name, eager: true, arity: [count, count], plain: apply(null), kleene: apply(UNKNOWN) };
}

const instant = (value: LogicValue | undefined): number | undefined =>
  typeof value === "string" ? parseInstant(value) : undefined;

function pair(name: string, compute: (from: number, to: number) => LogicValue): EagerOperator {
  return timeOperator(name, 2, ([from, to]) => {
    const start = instant(from);
    const end = instant(to);
    return start === undefined || end === undefined ? undefined : compute(start, end);
  });
}

const latest = 253_402_300_799_999; // 9999-12-31T23:59:59.999Z, the last RFC 3339 instant
const earliest = -62_167_219_200_000; // 0000-01-01T00:00:00Z

const addMinutes: Find = ([from, minutes]) => {
  const start = instant(from);
  if (start === undefined || typeof minutes !== "number") return undefined;
  const end = start + minutes * minuteMs;
  return end >= earliest && end <= latest ? formatInstant(end) : undefined;
};

function local(name: string, part: (time: LocalTime) => LogicValue): EagerOperator {
  return timeOperator(name, 1, ([value], run) => {
    const ms = instant(value);
    const time = ms === undefined ? undefined : localTime(ms, run.env.timeZone ?? defaultTimeZone);
    return time === undefined ? undefined : part(time);
  });
}

/**
 * Instants are RFC 3339 texts and are compared as instants, whatever their
 * offsets. `minutesBetween[a, b]` is b − a. Local parts use the env's zone;
 * `localWeekday` is ISO, 1 Monday … 7 Sunday; `localDate` is YYYY-MM-DD.
 */
export const time: readonly EagerOperator[] = [
  pair("minutesBetween", (from, to) => (to - from) / minuteMs),
  pair("before", (left, right) => left < right),
  pair("after", (left, right) => left > right),
  timeOperator("addMinutes", 2, addMinutes),
  local("localHour", (at) => at.hour),
  local("localWeekday", (at) => at.weekday),
  local("localDate", (at) => at.date),
];
