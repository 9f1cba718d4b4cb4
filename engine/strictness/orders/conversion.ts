import type { LimitConversion } from "../../model/limit.ts";
import type { PropAt } from "../strictness.ts";
import { propOf } from "./order.ts";

/** Constants between dimensions, of the upper element only: the one who tightens does not choose them. */
export function conversionOf(element: PropAt["element"]): LimitConversion {
  const [lelVol, mgPerPpm] = [constant(element, "conversion.lelVol"), constant(element, "conversion.mgPerPpm")];
  return { ...(lelVol === undefined ? {} : { lelVol }), ...(mgPerPpm === undefined ? {} : { mgPerPpm }) };
}

function constant(element: PropAt["element"], path: string): number | undefined {
  const value = propOf(element, path);
  const number = typeof value === "string" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}
