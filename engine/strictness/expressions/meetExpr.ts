import { canonicalJson } from "../../model/canonical.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { compareExpr, joinOf, partsOf } from "./compareExpr.ts";
import { isTruthful } from "./readExpr.ts";
import type { ExprWorld, Polarity } from "./world.ts";

export interface ExprMeet {
  readonly value: JsonLogic;
  readonly by: "upper" | "local" | "both";
}

/**
 * The strictest expression that holds both: one of them where that is proved,
 * else `and` (narrow) or `or` (widen) of their parts, each once and in the
 * order of their text, so that it is the same from either side. Always there.
 */
export function meetExpr(upper: JsonLogic, local: JsonLogic, world: ExprWorld, polarity: Polarity): ExprMeet {
  const verdict = compareExpr(upper, local, world, polarity);
  if (verdict.is === "equal") return { value: upper, by: "upper" };
  if (verdict.is === "tighter") return { value: local, by: "local" };
  if (compareExpr(local, upper, swapped(world), polarity).is === "tighter") return { value: upper, by: "upper" };
  const join = joinOf(polarity);
  const parts = [upper, local].flatMap((one) => joined(one, join, world));
  const byText = new Map(parts.map((one) => [canonicalJson(one), one]));
  return { value: { [join]: [...byText.keys()].sort().map((text) => byText.get(text)!) }, by: "both" };
}

/**
 * The parts of a junction as they are. One that stands alone and might be a
 * number or text is unknown then; in a junction it would count as true or
 * false, so it is written out.
 */
function joined(raw: JsonLogic, join: "and" | "or", world: ExprWorld): readonly JsonLogic[] {
  const parts = partsOf(raw, join);
  if (world.dialect === "rule" || parts[0] !== raw || isTruthful(raw)) return parts;
  return [{ if: [{ "===": [raw, true] }, true, { "===": [raw, false] }, false, null] }];
}

function swapped(world: ExprWorld): ExprWorld {
  return world.limits ? { ...world, limits: { upper: world.limits.local, local: world.limits.upper } } : world;
}
