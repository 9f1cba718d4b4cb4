import type { I18nText, PermitConflict } from "@safeloop/engine";
import type { Plan, Point } from "./planModel.ts";

type Side = PermitConflict["a"];

/** A line between two works that endanger each other. */
export interface PlanLink {
  readonly id: string;
  readonly a: Point;
  readonly b: Point;
  readonly conflict: PermitConflict;
}

/** A work at one end of a line that is no permit in the field: registered, or not begun. */
export interface PlanOther extends Point {
  readonly side: Side;
}

export interface PlanConflicts {
  readonly links: readonly PlanLink[];
  readonly others: readonly PlanOther[];
  /** Conflicts that cannot be drawn, as one of the two has no place; the list has them. */
  readonly unplaced: number;
}

/** What the plan draws of conflicts, beside the permits it draws already. */
export function planConflictsOf(conflicts: readonly PermitConflict[], drawn: Plan["permits"]): PlanConflicts {
  const isDrawn = new Set(drawn.map((pin) => pin.permit.id));
  const links = conflicts.flatMap((conflict): PlanLink[] => {
    const { a, b, row } = conflict;
    return a.position && b.position ? [{ id: `${row}/${a.submissionId}/${b.submissionId}`, a: a.position, b: b.position, conflict }] : [];
  });
  const others = new Map(links.flatMap(({ conflict: { a, b } }) => [a, b]).filter((side) => !isDrawn.has(side.submissionId)).map((side) => [side.submissionId, side]));
  return { links, others: [...others.values()].flatMap((side) => (side.position ? [{ ...side.position, side }] : [])), unplaced: conflicts.length - links.length };
}

/** A conflict in one name: which two. */
export function conflictName({ a, b }: PermitConflict, name: (title: I18nText, number: string) => string): string {
  return `${name(a.form.title, a.number)} ↔ ${name(b.form.title, b.number)}`;
}
