import { formOf } from "../../forms/index.ts";
import type { Field } from "../../forms/field.ts";
import { issue, type Issue } from "../../issues/issue.ts";
import { varsOf } from "../../logic/index.ts";
import type { Act } from "../../model/flow.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { checkExpression, checkField } from "./checkExpression.ts";
import type { FlowCheck } from "./flowCheck.ts";

type Create = Extract<Act, { do: "createSubmission" }>;

/** What one step may create: more is no longer work that people were given, and would not fit into one transaction. */
const mostRows = 200;

/** What a created submission is filled with, when, and for which rows. */
export function checkCreate(act: Create, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const parts: readonly (readonly [string, JsonLogic])[] = [...Object.entries(act.data ?? {}).map(([xid, one]) => [`data/${xid}`, one] as const), ...(act.when === undefined ? [] : [["when", act.when] as const])];
  const table = act.rows === undefined ? undefined : tableOf(act.rows, check);
  return [
    ...(act.rows === undefined ? [] : checkTable(act.rows, table, owner, `${path}/rows`, check)),
    ...parts.flatMap(([at, one]) => [...checkExpression(one, owner, `${path}/${at}`, check), ...checkColumns(one, act.rows, table, owner, `${path}/${at}`)]),
  ];
}

function tableOf(rows: string, check: FlowCheck): Field | undefined {
  return check.form ? formOf(check.form).byXid.get(rows) : undefined;
}

function checkTable(rows: string, table: Field | undefined, owner: string, path: string, check: FlowCheck): readonly Issue[] {
  const unknown = checkField(rows, owner, path, check);
  if (unknown.length > 0 || !table) return unknown;
  const most = table.schema["maxItems"];
  return table.shape === "rows" && typeof most === "number" && most <= mostRows ? [] : [issue("FLOW_INVALID", path, { what: `${owner}: createSubmission rows ${rows} (maxItems ≤ ${mostRows})` })];
}

/** `$row` stands for a row only where there are rows, and has the columns of their table. */
function checkColumns(expression: JsonLogic, rows: string | undefined, table: Field | undefined, owner: string, path: string): readonly Issue[] {
  const read = varsOf(expression).filter((name) => name.split(".", 1)[0] === "$row");
  const wrong = rows === undefined ? read : !table ? [] : read.filter((name) => !table.children.some((column) => column.xid === name.split(".")[1]));
  return wrong.map((field) => issue("FLOW_FIELD_UNKNOWN", path, { node: owner, field }));
}
