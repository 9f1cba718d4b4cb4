import type { DutyPlan, RosterView } from "@safeloop/engine";

/** A roster as its form holds it: shifts are known by name, their ids follow. */
export interface RosterValues {
  readonly orgId?: string;
  readonly role?: string;
  readonly handoverMin: number;
  readonly shifts: readonly { readonly id?: string; readonly name: string; readonly from: string; readonly to: string; readonly week: readonly (readonly string[])[] }[];
  readonly exceptions: readonly { readonly date: string; readonly shift: string; readonly people?: readonly string[] }[];
}

const empty = (): string[][] => Array.from({ length: 7 }, () => []);

/** The values a form begins with; a new roster with two shifts of twelve hours. */
export function valuesOf(roster: RosterView | undefined): RosterValues {
  if (!roster) return { handoverMin: 15, exceptions: [], shifts: [{ name: "A", from: "08:00", to: "20:00", week: empty() }, { name: "B", from: "20:00", to: "08:00", week: empty() }] };
  const { shifts, week, exceptions, handoverMin } = roster.plan;
  return {
    handoverMin,
    shifts: shifts.map((shift) => ({ ...shift, week: week[shift.id] ?? empty() })),
    exceptions: exceptions.map((one) => ({ ...one, shift: shifts.find((shift) => shift.id === one.shift)?.name ?? one.shift })),
  };
}

/** The plan the server takes. A shift keeps its id; a new one gets the first that is free. An exception of no known shift keeps its word, which the server refuses with it. */
export function planOf(values: RosterValues): DutyPlan {
  const taken = new Set(values.shifts.flatMap((one) => one.id ?? []));
  const shifts = values.shifts.map((one) => {
    let id = one.id;
    for (let n = 1; id === undefined; n += 1) if (!taken.has(`s${n}`)) id = `s${n}`;
    taken.add(id);
    return { ...one, id };
  });
  return {
    handoverMin: values.handoverMin,
    shifts: shifts.map(({ id, name, from, to }) => ({ id, name: name.trim(), from, to })),
    week: Object.fromEntries(shifts.map(({ id, week }) => [id, Array.from({ length: 7 }, (_, day) => week[day] ?? [])])),
    exceptions: values.exceptions.map(({ date, shift, people }) => ({ date, shift: shifts.find((one) => one.name.trim() === shift.trim())?.id ?? shift, people: people ?? [] })),
  };
}
