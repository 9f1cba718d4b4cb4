import { operatorTable } from "../operator.ts";
import { arithmetic, rounding } from "./arithmetic.ts";
import { comparisons } from "./comparison.ts";
import { control } from "./control.ts";
import { data } from "./data.ts";
import { iteration } from "./iteration.ts";
import { listBase, lists } from "./list.ts";
import { lookups } from "./lookup.ts";
import { presence } from "./presence.ts";
import { text } from "./text.ts";
import { time } from "./time.ts";

/** JSON-Logic as its shared compatibility tables define it, and nothing else. */
export const baseOperators = operatorTable(arithmetic, comparisons, control, data, iteration, listBase, text);

/** The base table plus what forms, checks and flows may use. */
export const definitionOperators = operatorTable(
  [...baseOperators.values()], rounding, lists, lookups, presence, time,
);
