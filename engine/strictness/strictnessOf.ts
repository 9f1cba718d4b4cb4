import type { StrictnessContext } from "./context.ts";
import { orderFor } from "./kinds.ts";
import { compareSlot } from "./slots.ts";
import type { SlotStrictness, Strictness } from "./strictness.ts";

/**
 * The order of strictness of every property and slot, by kind (overlays.md 5).
 * A property nobody has an order for is as fixed: another value is
 * incomparable, never lawful. An absent value is null.
 */
export function strictness(context: StrictnessContext = {}): Strictness & SlotStrictness {
  return {
    compare: (at, upper, local) => orderFor(at.kind, at.prop).compare({ ...at, context }, upper, local),
    meet: (at, upper, local) => orderFor(at.kind, at.prop).meet({ ...at, context }, upper, local),
    compareSlot: (at, upper, local) => compareSlot(context, at, upper, local),
  };
}
