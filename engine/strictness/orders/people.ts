import { isObject, type JsonValue } from "../../model/json.ts";
import { compareVotes } from "../approval/voteOrder.ts";
import { isWeighed, voteSettingOf } from "../approval/voteSetting.ts";
import type { Verdict } from "../strictness.ts";
import { equal, flag, incomparable, looser, orderOf, propOf, ranked, same, tighter, type Order, type OrderAt } from "./order.ts";

/**
 * A property that decides an approval node, seats being the same. Where the
 * caller gives the properties after the whole edit, the two settings are
 * compared as wholes; else this one is changed alone, and `alone` says how.
 */
function votePart(alone: Order["compare"]): Order {
  const whole = (at: OrderAt): Verdict => settingsCompared(at, at.element, at.effective ?? at.element);
  const apart = orderOf(alone);
  return {
    compare: (at, upper, local) => (at.effective ? whole(at) : alone(at, upper, local)),
    meet: (at, upper, local) => {
      if (!at.effective) return apart.meet(at, upper, local);
      const { is } = whole(at);
      if (is === "equal" || is === "looser") return { ok: true, value: upper, by: "upper" };
      return is === "tighter" ? { ok: true, value: local, by: "local" } : { ok: false, code: "INCOMPARABLE" };
    },
  };
}

function settingsCompared(at: OrderAt, upper: OrderAt["element"], local: OrderAt["element"]): Verdict {
  const [was, is] = [voteSettingOf(upper), voteSettingOf(local)];
  if (!was || !is) return incomparable;
  const verdict = compareVotes(was, is, isWeighed(upper) || isWeighed(local) ? undefined : at.context.seats?.(at));
  return verdict === "equal" || verdict === "tighter" ? { is: verdict } : { is: verdict, offer: "nodeInSeries" };
}

const changedAlone: Order["compare"] = (at, upper, local) =>
  same(upper, local) ? equal : settingsCompared(at, { ...at.element, [at.prop]: upper }, { ...at.element, [at.prop]: local });

export const voteMode: Order = votePart(changedAlone);

/** How many must agree. Not in use above, it might be brought into use by another property: then it is not compared alone. */
export const voteNumber: Order = votePart((at, upper, local) => (propOf(at.element, "mode") === "vote" || same(upper, local) ? changedAlone(at, upper, local) : incomparable));

/** A switch of the vote: a reject ends it, more than the share is needed. Stricter in itself, used or not. */
export const votePolicy: Order = votePart(ranked("vote", ["vote"], ["veto"]).compare);
export const voteStrict: Order = votePart(flag(true).compare);

/** The role of an approver: only upwards in the order of roles. */
export const approverRole: Order = orderOf((at, upper, local) => {
  if (same(upper, local)) return equal;
  const order: readonly unknown[] = at.context.roleOrder ?? [];
  const [was, is] = [order.indexOf(upper), order.indexOf(local)];
  if (was < 0 || is < 0) return incomparable;
  return is > was ? tighter : looser;
});

/** What happens when the time is over: `reject` is the strictest; `goto` only where every way has been; `approve` never. */
export const overdue: Order = orderOf((at, upper, local) => {
  if (same(upper, local)) return equal;
  if (local === "approve") return looser;
  if (local === "reject" || upper === "approve") return local === "reject" ? tighter : incomparable;
  if (upper === "reject") return looser;
  const target = isObject(local) ? local["goto"] : undefined;
  if (typeof target !== "string") return incomparable;
  return at.context.dominators?.(at)?.has(target) === true ? tighter : incomparable;
});

/** What a person may do with a field: edit may become read or required; nobody signs what he cannot see. */
export const fieldPermission: Order = orderOf((_at, upper, local) => {
  if (same(upper, local)) return equal;
  if (upper === "edit" && (local === "read" || local === "require")) return tighter;
  if (local === "edit" && (upper === "read" || upper === "require")) return looser;
  return local === "hidden" ? looser : incomparable;
});

/** What a join waits for: any one, so many, all. */
export const joinMode: Order = orderOf((_at, upper, local) => {
  const [was, is] = [awaited(upper), awaited(local)];
  if (was === undefined || is === undefined) return same(upper, local) ? equal : incomparable;
  return was === is ? equal : is > was ? tighter : looser;
});

function awaited(mode: JsonValue): number | undefined {
  if (mode === "all") return Number.POSITIVE_INFINITY;
  const count = mode === "any" ? 1 : isObject(mode) ? mode["n"] : undefined;
  return typeof count === "number" ? count : undefined;
}
