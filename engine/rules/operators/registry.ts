import type { RuleOperator } from "../node.ts";
import { absOperator, productOperators, sumOperators } from "./arithmetic.ts";
import { areaOperators } from "./area.ts";
import { averageOperator, rateOperator } from "./average.ts";
import { betweenOperator, equalityOperators, orderOperators } from "./compare.ts";
import { calendarOperator } from "./calendar.ts";
import { countOperator } from "./count.ts";
import { designOperator, rangeOperator } from "./design.ts";
import { eventOperator, latestOperator } from "./event.ts";
import { ewmaOperator } from "./ewma.ts";
import { kOfNOperator } from "./kOfN.ts";
import { andOperator, ifOperator, notOperator, orOperator } from "./kleene.ts";
import { lastNOperator } from "./lastN.ts";
import { limitOperator } from "./limit.ts";
import { ageOperator, prevOperator, qualityOperator, valueOperator } from "./value.ts";
import { windowOperators } from "./window.ts";

/** Every operator of the condition dialect. A new one is one more file and one more line. */
const all: readonly RuleOperator[] = [
  valueOperator, prevOperator, qualityOperator, ageOperator, limitOperator, designOperator, rangeOperator, eventOperator, latestOperator,
  ...orderOperators, ...equalityOperators, betweenOperator,
  ...sumOperators, ...productOperators, absOperator,
  andOperator, orOperator, notOperator, ifOperator, calendarOperator, ...areaOperators,
  lastNOperator, kOfNOperator, countOperator, averageOperator, rateOperator, ewmaOperator, ...windowOperators,
];

/** Operators by name; a Map, so that `constructor` is just a name nobody registered. */
export const ruleOperators: ReadonlyMap<string, RuleOperator> = new Map(all.map((operator) => [operator.name, operator]));
