import { Refusal, type FormDefinition } from "@safeloop/engine";
import type { Store } from "../context.ts";
import type { CursorValue } from "../views/cursor.ts";
import type { Condition } from "./listFilter.ts";
import { listFieldsOf } from "./listed.ts";
import { listExpression } from "./listIndexes.ts";

/** How a list is ordered and how its next page begins. Ties are broken by `seq`. */
export interface ListOrder {
  readonly select: string; // the sort key as a column, "" when seq alone orders
  readonly orderBy: string;
  readonly where?: Condition; // rows the order leaves out
  /** The rows after a cursor. */
  after(cursor: readonly CursorValue[]): Condition;
}

const columns: { readonly [name: string]: string } = { updatedAt: "s.updated_at", number: "s.number" };

function bySeq(descending: boolean): ListOrder {
  return {
    select: "",
    orderBy: `s.seq ${descending ? "desc" : "asc"}`,
    after: ([, seq]) => ({ sql: `s.seq ${descending ? "<" : ">"} ?`, bindings: [seq] }),
  };
}

function byExpression(expression: string, descending: boolean, mark: string, where?: Condition): ListOrder {
  const way = descending ? "desc" : "asc";
  const sign = descending ? "<" : ">";
  return {
    select: `, ${expression} as sort_key`,
    orderBy: `${expression} ${way}, s.seq ${way}`,
    ...(where ? { where } : {}),
    after: ([key, seq]) => ({ sql: `${expression} ${sign}= ${mark} and (${expression} ${sign} ${mark} or s.seq ${sign} ?)`, bindings: [key, key, seq] }),
  };
}

/** Reads `?sort=`: `-createdAt` (default), `createdAt`, `updatedAt`, `number`, `f.<x-id>`. */
export function listOrder(dialect: Store["dialect"], sort: unknown, form: FormDefinition | undefined): ListOrder {
  const text = typeof sort === "string" && sort !== "" ? sort : "-createdAt";
  const descending = text.startsWith("-");
  const name = descending ? text.slice(1) : text;
  if (name === "createdAt") return bySeq(descending);
  const column = Object.prototype.hasOwnProperty.call(columns, name) ? columns[name] : undefined;
  if (column !== undefined) return byExpression(column, descending, "?", { sql: `${column} is not null`, bindings: [] });
  if (!name.startsWith("f.")) throw new Refusal("LIST_SORT", { sort: text.slice(0, 80) });
  const xid = name.slice(2);
  if (!form || !listFieldsOf(form).some((field) => field.xid === xid)) throw new Refusal("LIST_FIELD", { field: name.slice(0, 80) });
  const expression = listExpression(dialect, xid);
  return byExpression(expression, descending, dialect === "sqlite" ? "?" : "cast(? as jsonb)", { sql: `${expression} is not null`, bindings: [] });
}
