import { isObject, type JsonValue } from "../../model/json.ts";
import { compareDurations } from "../quantities/durations.ts";
import { compareMeasures, inUnit, measureOf, type Measure, written } from "../quantities/quantity.ts";
import type { Meet, Verdict } from "../strictness.ts";
import { equal, fixed, incomparable, looser, orderOf, propOf, same, tighter, unitIncomparable, type Order, type OrderAt } from "./order.ts";
import { conversionOf } from "./conversion.ts";

type Direction = "smaller" | "larger";

/**
 * A number with one stricter side. An absent value is no bound at all, the
 * loosest; with `absent` it is that number. The meet is written in the
 * upper's unit, since what reads it may not convert.
 */
export function numeric(direction: Direction, absent?: number): Order {
  const given = (value: JsonValue): JsonValue => value ?? absent ?? null;
  const compare: Order["compare"] = (at, upper, local) => {
    const [was, is] = [given(upper), given(local)];
    if (was === null || is === null) return was === is ? equal : was === null ? (read(at, is) ? tighter : incomparable) : looser;
    const [a, b] = [read(at, was), read(at, is)];
    if (!a || !b) return same(was, is) ? equal : incomparable;
    const order = compareMeasures(a, b, { constants: conversionOf(at.element) });
    if (order === undefined) return unitIncomparable;
    return order === 0 ? equal : (order < 0) === (direction === "smaller") ? tighter : looser;
  };
  return { compare, meet: inUpperUnit(orderOf(compare), read) };
}

type Read = (at: OrderAt, value: JsonValue) => Measure | undefined;

function read(at: OrderAt, value: JsonValue): Measure | undefined {
  const unit = at.element["unit"];
  return measureOf(value, typeof unit === "string" ? unit : "");
}

/** A meet whose local value is written in the unit of the upper. */
export function inUpperUnit(order: Order, reader: Read): Order["meet"] {
  return (at, upper, local): Meet => {
    const found = order.meet(at, upper, local);
    if (!found.ok || found.by !== "local" || upper === null) return found;
    const [a, b] = [reader(at, upper), reader(at, local)];
    if (!a || !b || a.unit === b.unit) return found;
    const value = inUnit(b, a.unit, { constants: conversionOf(at.element) });
    const text = value && written(value, upper, b.op ?? a.op);
    return text === undefined ? { ok: false, code: "UNIT_INCOMPARABLE" } : { ok: true, value: text, by: "local" };
  };
}

/** A time to be kept: an ISO 8601 duration, a quantity of time, or seconds; shorter is stricter. */
export const shorter: Order = (() => {
  const numbers = numeric("smaller");
  const both = (at: OrderAt, upper: string, local: string): Verdict => {
    const order = compareDurations(upper, local, at.context.calendar?.(at));
    if (order === undefined) return incomparable;
    return order === 0 ? equal : order < 0 ? tighter : looser;
  };
  const order = orderOf((at, upper, local) => {
    if (isDuration(upper) && isDuration(local)) return both(at, upper, local);
    if (!isDuration(upper) && !isDuration(local)) return numbers.compare(at, upper, local);
    // A duration beside a number of seconds is not guessed at; one beside none is a bound where there was none.
    return upper === null ? tighter : local === null ? looser : incomparable;
  });
  return { ...order, meet: inUpperUnit(order, (at, value) => (isDuration(value) ? undefined : read(at, value))) };
})();

function isDuration(value: JsonValue): value is string {
  return typeof value === "string" && value.startsWith("P");
}

/** No stricter side: lawful inside the window the upper states under `window.<prop>`, else as fixed. */
export function windowed(prop: string): Order {
  return {
    compare: (at, upper, local) => (same(upper, local) ? equal : isInside(at, prop, local) ? tighter : incomparable),
    meet: (at, upper, local) => {
      if (same(upper, local)) return { ok: true, value: upper, by: "upper" };
      return isInside(at, prop, local) ? { ok: true, value: local, by: "local" } : fixed.meet(at, upper, local);
    },
  };
}

// Differences: they convert without the zero point, and are never negative.
function isInside(at: OrderAt, prop: string, local: JsonValue): boolean {
  const ends = ["min", "max"].map((end) => propOf(at.element, `window.${prop}.${end}`));
  const [low, high] = ends.map((end) => (end === undefined ? undefined : read(at, end)));
  const value = isObject(local) && local["value"] === undefined ? undefined : read(at, local);
  if (!low || !high || !value) return false;
  const [above, below] = [compareMeasures(low, value, { isSpan: true }), compareMeasures(high, value, { isSpan: true })];
  return above !== undefined && below !== undefined && above >= 0 && below <= 0;
}
