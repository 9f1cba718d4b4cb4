import type { LimitRole } from "../../model/limit.ts";
import { compareMeasures, isOperator, measureOf, type LimitOperator, type Measure } from "../quantities/quantity.ts";
import type { JsonValue } from "../../model/json.ts";
import { conversionOf } from "./conversion.ts";
import { inUpperUnit } from "./numbers.ts";
import { equal, incomparable, looser, orderOf, same, tighter, unitIncomparable, type Order, type OrderAt } from "./order.ts";

/**
 * A safety limit. Which side is stricter follows from its operator and its
 * role: what must be met to pass is stricter the fewer values meet it; what
 * forbids or raises an alarm is stricter the more do. `>=` meets one value
 * more than `>`. Without a role, and for a role that only sorts, no side is.
 */
export const limitOrder: Order = (() => {
  const order = orderOf((at, upper, local) => {
    if (same(upper, local)) return equal;
    const [a, b] = [readLimit(at, upper), readLimit(at, local)];
    const role = roleAt(at);
    if (!a || !b) return incomparable;
    const wider = widerThan(a, b, at);
    if (wider === undefined) return unitIncomparable;
    if (wider === 0) return equal;
    if (role === undefined || role === "class" || wider === "other") return incomparable;
    return (wider > 0) === (role !== "pass") ? tighter : looser;
  });
  return { ...order, meet: inUpperUnit(order, readLimit) };
})();

/** The role a limit states, else what the context says of its use. */
function roleAt(at: OrderAt): LimitRole | undefined {
  const stated = at.element["role"];
  return stated === "pass" || stated === "ban" || stated === "alarm" || stated === "class" ? stated : at.context.limitRole?.(at);
}

/** A limit says its operator itself, or its element does; a local value without one keeps the upper's. */
function readLimit(at: OrderAt, value: JsonValue): Measure | undefined {
  const { unit, op } = at.element;
  const read = measureOf(value, typeof unit === "string" ? unit : "");
  if (!read || read.op !== undefined) return read;
  const whole = Object.values(at.element).map((one) => measureOf(one)?.op).find((one) => one !== undefined);
  const inherited = isOperator(op) ? op : whole;
  return inherited === undefined ? read : { ...read, op: inherited };
}

/** Whether more (1), fewer (-1) or as many (0) values meet the local limit; "other" when neither holds all of the other, undefined for units that do not compare. */
function widerThan(upper: Measure, local: Measure, at: OrderAt): -1 | 0 | 1 | "other" | undefined {
  const order = compareMeasures(upper, local, { constants: conversionOf(at.element) });
  if (order === undefined) return undefined;
  const [was, is] = [upper.op, local.op];
  if (was === undefined || is === undefined) return order === 0 && was === is ? 0 : "other";
  if (isLow(was) !== isLow(is)) return "other";
  if (order !== 0) return (order > 0) === isLow(was) ? 1 : -1;
  return was === is ? 0 : isInclusive(is) ? 1 : -1;
}

function isLow(op: LimitOperator): boolean {
  return op === "<" || op === "<=";
}

function isInclusive(op: LimitOperator): boolean {
  return op === "<=" || op === ">=";
}
