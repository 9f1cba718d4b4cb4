import { isList, type JsonValue } from "../../model/json.ts";
import { canonicalJson } from "../../model/canonical.ts";
import { equal, incomparable, looser, orderOf, same, tighter, type Order } from "./order.ts";

/** Members may be added, not taken away (`evidence.photo`, `select.T-101`): a switch each, or the whole list. */
export const growing: Order = setOrder(true);
/** Members may only go (`inhibitedBy`, return targets). */
export const shrinking: Order = setOrder(false);

function setOrder(grows: boolean): Order {
  const order = orderOf((_at, upper, local) => {
    if (same(upper, local)) return equal;
    const [was, is] = [membersOf(upper), membersOf(local)];
    if (!was || !is) return incomparable;
    const [gone, come] = [was.filter((one) => !is.includes(one)), is.filter((one) => !was.includes(one))];
    if (gone.length + come.length === 0) return equal;
    if (gone.length > 0 && come.length > 0) return incomparable;
    return (come.length > 0) === grows ? tighter : looser;
  });
  return {
    ...order,
    // The union, or what both have: there always is one, in the order of the members' text.
    meet: (at, upper, local) => {
      const found = order.meet(at, upper, local);
      const [was, is] = [membersOf(upper), membersOf(local)];
      if (found.ok || !was || !is) return found;
      const kept = grows ? [...new Set([...was, ...is])] : was.filter((one) => is.includes(one));
      return { ok: true, value: kept.sort().map((text) => JSON.parse(text) as JsonValue), by: "both" };
    },
  };
}

/** One member of a flattened set is true or not there; else the members of a list, by their text. */
function membersOf(value: JsonValue): readonly string[] | undefined {
  if (value === null || value === false) return [];
  if (value === true) return ["true"];
  return isList(value) ? value.map((one) => canonicalJson(one)) : undefined;
}
