import type { Seat, Visit } from "../types.ts";

/** Every seat of a list, those of scopes included, in the order they are asked: before-signers, the seat, after-signers. */
export function everySeat(seats: readonly Seat[]): readonly Seat[] {
  if (seats.every((seat) => seat.before === undefined && seat.after === undefined)) return seats;
  return seats.flatMap((seat) => [...everySeat(seat.before?.seats ?? []), seat, ...everySeat(seat.after?.seats ?? [])]);
}

/** The seat with this id, wherever it stands. */
export function seatIn(seats: readonly Seat[], id: string): Seat | undefined {
  return everySeat(seats).find((seat) => seat.id === id);
}

/** Changes the list in which a seat stands; every other list stays as it is. */
export function changeList(seats: readonly Seat[], id: string, change: (list: readonly Seat[], at: number) => readonly Seat[]): readonly Seat[] {
  const at = seats.findIndex((seat) => seat.id === id);
  if (at >= 0) return change(seats, at);
  return seats.map((seat) => changeScopes(seat, id, change));
}

/** Changes one seat. */
export function changeSeat(seats: readonly Seat[], id: string, change: (seat: Seat) => Seat): readonly Seat[] {
  return changeList(seats, id, (list) => list.map((seat) => (seat.id === id ? change(seat) : seat)));
}

/** Takes a seat out; a scope left empty disappears. */
export function withoutSeat(seats: readonly Seat[], id: string): readonly Seat[] {
  return changeList(seats, id, (list, at) => list.filter((_, i) => i !== at)).map(withoutEmptyScopes);
}

/** Everybody who holds a seat of a visit: nobody may get a second one. Who is only asked for advice holds none. */
export function seatedPeople(visit: Visit): string[] {
  return everySeat(visit.seats).flatMap((seat) => seat.holders);
}

/** Everybody who has to do with a visit's seats, those asked for advice among them. */
export function peopleAt(visit: Visit): string[] {
  return [...seatedPeople(visit), ...everySeat(visit.seats).flatMap((seat) => (seat.delegatee === undefined ? [] : [seat.delegatee]))];
}

/** The seats a seat stands under, outermost first, each with the side it stands on; undefined for no seat of the list. */
export function aboveSeat(seats: readonly Seat[], id: string): { readonly seat: Seat; readonly side: "before" | "after" }[] | undefined {
  if (seats.some((seat) => seat.id === id)) return [];
  for (const seat of seats) {
    for (const side of ["before", "after"] as const) {
      const below = seat[side] ? aboveSeat(seat[side].seats, id) : undefined;
      if (below) return [{ seat, side }, ...below];
    }
  }
  return undefined;
}

/** Ids for new seats: they go on after the highest a visit has or had. Counting would not do: a copy made by a take back has gaps. */
export function newSeatIds(visit: Visit, count: number): string[] {
  const seats = everySeat([...visit.seats, ...(visit.removed ?? []).map((one) => one.seat)]);
  const last = Math.max(0, ...seats.map((seat) => Number(seat.id.slice(1))));
  return Array.from({ length: count }, (_, i) => `s${last + i + 1}`);
}

function changeScopes(seat: Seat, id: string, change: (list: readonly Seat[], at: number) => readonly Seat[]): Seat {
  const before = seat.before && seatIn(seat.before.seats, id) ? { before: { ...seat.before, seats: changeList(seat.before.seats, id, change) } } : {};
  const after = seat.after && seatIn(seat.after.seats, id) ? { after: { ...seat.after, seats: changeList(seat.after.seats, id, change) } } : {};
  return { ...seat, ...before, ...after };
}

function withoutEmptyScopes(seat: Seat): Seat {
  const { before, after, ...rest } = seat;
  const kept = (scope: Seat["before"]): Seat["before"] => (scope && scope.seats.length > 0 ? { ...scope, seats: scope.seats.map(withoutEmptyScopes) } : undefined);
  const [first, last] = [kept(before), kept(after)];
  return { ...rest, ...(first ? { before: first } : {}), ...(last ? { after: last } : {}) };
}
