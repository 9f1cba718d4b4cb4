import type { LimitRole } from "../model/limit.ts";
import type { RoleId } from "../model/role.ts";
import type { ExprWorld } from "./expressions/world.ts";
import type { PropAt, SlotAt } from "./strictness.ts";

/**
 * What the order of strictness must know beside the element itself. Whatever
 * is not given is not known: it makes a change refused, never lawful.
 */
export interface StrictnessContext {
  /** Types and effective limits of what an expression of this element reads. Without it every variable is untyped. */
  readonly world?: (at: PropAt) => ExprWorld;
  /** What a limit is for, by its use; see `limitRoleOf`. The limit's own `role` goes first. */
  readonly limitRole?: (at: PropAt) => LimitRole | undefined;
  /** Work calendar that durations here count in: its id, or null for none (a day is 24 hours). */
  readonly calendar?: (at: PropAt) => string | null | undefined;
  /** Roles from low to high. An approver may be raised along it, and no other way. */
  readonly roleOrder?: readonly RoleId[];
  /** Node ids every way to this node passes: where an overdue `goto` may lead. See `dominatorsOf`. */
  readonly dominators?: (at: PropAt) => ReadonlySet<string> | undefined;
  /** Persons of an approval node, when all its candidates are fixed persons. */
  readonly seats?: (at: PropAt | SlotAt) => number | undefined;
  /** Whether an expression reads the field with these options; unknown counts as read. */
  readonly isRead?: (at: SlotAt) => boolean;
}
