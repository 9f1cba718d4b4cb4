import { compareExpr } from "../expressions/compareExpr.ts";
import { meetExpr } from "../expressions/meetExpr.ts";
import type { ExprWorld, Polarity } from "../expressions/world.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Verdict } from "../strictness.ts";
import { equal, same, tighter, type Order, type OrderAt } from "./order.ts";

/**
 * An expression (or a plain true or false). Absent is `absent`: a guard that
 * is not there lets all pass, a suppression that is not there suppresses nothing.
 */
export function expression(polarity: Polarity, absent: boolean): Order {
  return {
    compare: (at, upper, local) => verdictOf(at, upper ?? absent, local ?? absent, polarity),
    meet: (at, upper, local) => {
      if (same(upper ?? absent, local ?? absent)) return { ok: true, value: upper, by: "upper" };
      return { ok: true, ...meetExpr(upper ?? absent, local ?? absent, worldAt(at), polarity) };
    },
  };
}

function verdictOf(at: OrderAt, upper: JsonValue, local: JsonValue, polarity: Polarity): Verdict {
  const verdict = compareExpr(upper, local, worldAt(at), polarity);
  switch (verdict.is) {
    case "equal": return equal;
    case "tighter": return tighter;
    case "not": return { is: "looser", witness: verdict.witness.terms, offer: polarity === "narrow" ? "additionalCheck" : "additionalRule" };
    case "undecided": return { is: "undecided", offer: verdict.offer };
  }
}

function worldAt(at: OrderAt): ExprWorld {
  return at.context.world?.(at) ?? {};
}
