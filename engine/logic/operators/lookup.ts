import type { EagerApply, EagerOperator } from "../operator.ts";
import { member, type Run } from "../run.ts";
import { UNKNOWN, type LogicValue } from "../unknown.ts";

type Find = (args: readonly LogicValue[], run: Run) => LogicValue | undefined;

function lookupOperator(name: string, count: number, find: Find): EagerOperator {
  const apply = (absent: LogicValue): EagerApply => (args, run) =>
    args.includes(UNKNOWN) ? absent : find(args, run) ?? absent;
  return { name, eager: true, arity: [count, count], plain: apply(null), kleene: apply(UNKNOWN) };
}

const key = (value: LogicValue | undefined): string =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";

const limit: Find = ([id], run) => member(member(run.env.limits as LogicValue | undefined, key(id)), "value");

const table: Find = ([name, row], run) => member(member(run.env.tables, key(name)), key(row));

const lookup: Find = ([object, name], _run) => member(object, key(name));

/** Constants and members by own name: `limit[id]`, `table[name, key]`, `lookup[object, key]`. */
export const lookups: readonly EagerOperator[] = [
  lookupOperator("limit", 1, limit),
  lookupOperator("table", 2, table),
  lookupOperator("lookup", 2, lookup),
];
