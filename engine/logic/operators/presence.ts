import { parseInstant } from "../../time/instant.ts";
import { jsonEqual } from "../equal.ts";
import type { EagerApply, EagerOperator } from "../operator.ts";
import { member, type Run } from "../run.ts";
import { UNKNOWN, type LogicValue } from "../unknown.ts";

/** Unknown, null, an empty text and an empty list are not there. */
function isThere(value: LogicValue | undefined): boolean {
  if (value === undefined || value === null || value === UNKNOWN || value === "") return false;
  return !(Array.isArray(value) && value.length === 0);
}

const known: EagerApply = ([value]) => isThere(value);

/**
 * Keeps of each group of rows the one with the latest instant. A row without
 * a readable time or group, and rows of one instant, all stay, so that each is judged.
 */
function latestBy(rows: readonly LogicValue[], time: string, keys: readonly string[], run: Run): LogicValue {
  const at = rows.map((row) => instantOf(member(row, time)));
  const group = rows.map((row) => keys.map((key) => member(row, key) ?? UNKNOWN));
  run.makeList(rows.length);
  return rows.filter((_, i) => {
    if (at[i] === undefined || group[i]!.includes(UNKNOWN)) return true;
    return !rows.some((_other, j) => {
      run.step();
      return at[j] !== undefined && at[j] > at[i]! && jsonEqual(group[i]!, group[j]!);
    });
  });
}

function instantOf(value: LogicValue | undefined): number | undefined {
  return typeof value === "string" ? parseInstant(value) : undefined;
}

function latestOr(whenNot: LogicValue): EagerApply {
  return ([rows, time, keys], run) =>
    Array.isArray(rows) && typeof time === "string" && Array.isArray(keys) && keys.every((key) => typeof key === "string")
      ? latestBy(rows as readonly LogicValue[], time, keys, run)
      : whenNot;
}

/**
 * `known[x]`: was it answered? Never unknown itself.
 * `latestBy[rows, "time", ["point", …]]`: the newest row of each group, such as the newest gas test of each point.
 */
export const presence: readonly EagerOperator[] = [
  { name: "known", eager: true, arity: [1, 1], spread: false, plain: known, kleene: known },
  { name: "latestBy", eager: true, arity: [3, 3], plain: latestOr(null), kleene: latestOr(UNKNOWN) },
];
