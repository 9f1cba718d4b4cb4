import { isWeighed, voteSettingOf } from "./approval/voteSetting.ts";
import { mayAddSeats } from "./approval/voteOrder.ts";
import type { StrictnessContext } from "./context.ts";
import { equal, incomparable, looser, tighter } from "./orders/order.ts";
import { fieldPermission } from "./orders/people.ts";
import type { SlotAt, SlotChild, Verdict } from "./strictness.ts";

interface Change {
  readonly at: SlotAt;
  readonly context: StrictnessContext;
  readonly upper: readonly SlotChild[];
  readonly gone: readonly SlotChild[];
  readonly come: readonly SlotChild[];
}

type SlotOrder = (change: Change) => Verdict;

/** Members may be added, not removed. */
const mayGrow: SlotOrder = ({ gone }) => (gone.length > 0 ? looser : tighter);
/** Neither adds to nor takes from what is required. */
const isFree: SlotOrder = () => tighter;
const isFixed: SlotOrder = () => incomparable;

/**
 * Options of a choice. Those that only are accepted may go. Those that feed a
 * grade, a route or a check may neither go nor come, unless a new one is
 * treated as one that is there: else a new word is a way to the lowest grade.
 */
const options: SlotOrder = ({ at, context, upper, gone, come }) => {
  const stated = at.element["optionRole"];
  const classifies = stated === "classify" || (stated !== "accept" && context.isRead?.(at) !== false);
  if (!classifies) return come.length > 0 ? looser : tighter;
  if (gone.length > 0) return looser;
  const known = new Set(upper.map((one) => one.id));
  return come.every((one) => typeof one.props["treatAs"] === "string" && known.has(one.props["treatAs"])) ? tighter : { ...looser, offer: "treatAs" };
};

/** Those who decide: nobody may go; who comes must not be able to make it pass alone (overlays.md 5.4). */
const candidates: SlotOrder = ({ at, context, upper, gone, come }) => {
  if (gone.length > 0) return looser;
  const [was, is] = [voteSettingOf(at.element), voteSettingOf(at.effective ?? at.element)];
  if (!was || !is) return incomparable;
  const isUnanimous = is.mode === "all" || is.mode === "sequence";
  const arePersons = come.every((one) => one.props["kind"] === "person");
  const areCountable = !isWeighed(at.element) && !isWeighed(at.effective ?? at.element);
  const seats = upper.every((one) => one.props["kind"] === "person") ? upper.length : context.seats?.(at);
  if (isUnanimous || (arePersons && areCountable && mayAddSeats(was, is, come.length, seats))) return tighter;
  return { ...looser, offer: is.mode === "vote" ? "modeAll" : "nodeInSeries" };
};

/** An entry for a field may only narrow what its sections or `*` give it. */
const permissions: SlotOrder = ({ at, context, upper, gone, come }) => {
  const general = upper.filter((one) => one.id === "*" || one.id.startsWith("section:"));
  const given = [...general.map((one) => one.props["access"] ?? "read"), ...(general.some((one) => one.id === "*") ? [] : ["read"])];
  if (gone.length > 0) return incomparable;
  const where = { ...at, kind: "permission", prop: "access", context };
  const narrows = come.every((one) => given.every((access) => ["equal", "tighter"].includes(fieldPermission.compare(where, access, one.props["access"] ?? null).is)));
  return narrows ? tighter : incomparable;
};

const slotOrders: { readonly [slot: string]: SlotOrder } = {
  "form.items": mayGrow, "form.checks": mayGrow, "form.effects": isFixed, "page.items": mayGrow, "section.items": mayGrow,
  "field.options": options, "field.columns": mayGrow, "field.rows": mayGrow,
  "flow.body": mayGrow, "branch.body": mayGrow, "node.branches": isFixed, "node.candidates": candidates, "node.exclude": mayGrow, "node.fields": permissions, "node.reminders": isFree,
  "rule.limits": mayGrow, "rule.escalation": mayGrow, "rule.actions": mayGrow, "rule.aliases": mayGrow,
  "pack.inputs": mayGrow,
};

/** Whether the children of a slot may come and go. Their own properties, and where they stand, are compared elsewhere. */
export function compareSlot(context: StrictnessContext, at: SlotAt, upper: readonly SlotChild[], local: readonly SlotChild[]): Verdict {
  const gone = upper.filter((one) => !local.some((other) => other.id === one.id));
  const come = local.filter((one) => !upper.some((other) => other.id === one.id));
  if (gone.length + come.length === 0) return equal;
  const name = `${at.kind}.${at.slot}`;
  const order = Object.hasOwn(slotOrders, name) ? slotOrders[name]! : isFixed;
  return order({ at, context, upper, gone, come });
}
