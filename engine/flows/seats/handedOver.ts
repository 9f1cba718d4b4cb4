import type { Seat } from "../types.ts";

/** The seat in another person's hands: claim and request for advice of the former owner are gone. */
export function handedOver(seat: Seat, to: string): Seat {
  const { claimed: _, delegatee: __, ...rest } = seat;
  return { ...rest, person: to, holders: [to], version: seat.version + 1 };
}
