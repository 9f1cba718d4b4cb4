import { expression } from "./orders/expression.ts";
import { limitOrder } from "./orders/limit.ts";
import { numeric, shorter, windowed } from "./orders/numbers.ts";
import { anyValue, fixed, flag, ranked, type Order } from "./orders/order.ts";
import { approverRole, fieldPermission, joinMode, overdue, voteMode, voteNumber, votePolicy, voteStrict } from "./orders/people.ts";
import { growing, shrinking } from "./orders/sets.ts";

/** Orders of the properties of one kind. `a.*` is every property whose path begins with `a.`. What is not here has no direction. */
type KindOrders = { readonly [prop: string]: Order };

const onlyTrue = flag(true);
const smaller = numeric("smaller");
const larger = numeric("larger");
const required = expression("widen", false);

const people: KindOrders = { "exclude": growing, "exclude.*": growing, "evidence.*": growing, "evidence.gpsWithin.limit.value": smaller, "checks": growing, "checks.*": growing };

const overdueTimes: KindOrders = { "due": shorter, "due.after": shorter, "over": overdue, "due.onOver": overdue };

/** The kind table of overlays.md 1, with the directions of 5.2 to 5.4 and the polarities of 5.6. */
export const kindOrders: { readonly [kind: string]: KindOrders } = {
  field: {
    required, requiredWhen: required, readonly: required, visible: expression("widen", true),
    max: smaller, maxLength: smaller, min: larger, minLength: larger,
  },
  row: { star: onlyTrue },
  check: { expr: expression("narrow", true), when: expression("widen", true), severity: ranked("block", ["warn"], ["block"]) },
  flow: { "settings.withdraw": ranked("beforeFirst", ["always"], ["beforeFirst"], ["never"]), "settings.maxReturns": numeric("smaller", 50) },
  node: {
    ...people, ...overdueTimes,
    "mode": voteMode, "rejectPolicy": votePolicy, "vote.count": voteNumber, "vote.percent": voteNumber, "vote.strict": voteStrict,
    "vote.vetoRoles": growing, "vote.vetoRoles.*": growing,
    "completion": anyValue, "join.mode": joinMode,
    "dedupe": ranked("none", ["everSame"], ["consecutive"], ["none"]),
    "selfApproval": ranked("allow", ["allow"], ["skipToManager"], ["forbid"]),
    "onNobody": ranked("toAdmin", ["toAdmin"], ["block", "autoReject"]),
    "returns.allow": flag(false), "returns.targets": shrinking, "returns.targets.*": shrinking,
  },
  candidate: { role: approverRole },
  permission: { access: fieldPermission },
  rule: {
    "condition": expression("widen", false), "suppressWhen": expression("narrow", false),
    "deadband": windowed("deadband"), "offDelayS": windowed("offDelayS"), "staleAfterS": windowed("staleAfterS"),
    "onDelayS": numeric("smaller", 0), "suppressHoldS": numeric("smaller", 0),
    "priority": ranked("", ["P4"], ["P3"], ["P2"], ["P1"]), "latch": onlyTrue, "ackRequired": ranked("true", ["false"], ["true"]),
    "select.*": growing, "inhibitedBy": shrinking, "inhibitedBy.*": shrinking,
  },
  step: { afterS: shorter, after: shorter, to: growing },
  reminder: { after: shorter },
  limit: { value: limitOrder, quantity: limitOrder, limit: limitOrder },
};

/** The order of one property of a kind. */
export function orderFor(kind: string, prop: string): Order {
  const orders = Object.hasOwn(kindOrders, kind) ? kindOrders[kind]! : {};
  if (Object.hasOwn(orders, prop)) return orders[prop]!;
  for (let end = prop.lastIndexOf("."); end > 0; end = prop.lastIndexOf(".", end - 1)) {
    const family = `${prop.slice(0, end)}.*`;
    if (Object.hasOwn(orders, family)) return orders[family]!;
  }
  return fixed;
}
