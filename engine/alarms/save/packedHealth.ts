import { copyHealth, type HealthState } from "../health/healthState.ts";
import { packTime, unpackTime } from "./packed.ts";

type Times = "t" | "valueAt" | "sameSince" | "movedAt" | "restAt";
type Jump = HealthState["jump"];

/** JSON form of a tag's health: −∞ is written as null. */
export type PackedHealth = Omit<HealthState, Times | "jump"> & { readonly [T in Times]: number | null } & { readonly jump: Omit<Jump, "lastAt" | "suspectAt"> & { readonly lastAt: number | null; readonly suspectAt: number | null } };

export function packHealth(state: HealthState): PackedHealth {
  const copy = copyHealth(state); // what is saved does not go on
  const { t, valueAt, sameSince, movedAt, restAt, jump } = copy;
  return {
    ...copy, t: packTime(t), valueAt: packTime(valueAt), sameSince: packTime(sameSince), movedAt: packTime(movedAt), restAt: packTime(restAt),
    jump: { ...jump, lastAt: packTime(jump.lastAt), suspectAt: packTime(jump.suspectAt) },
  };
}

export function unpackHealth(packed: PackedHealth): HealthState {
  const { t, valueAt, sameSince, movedAt, restAt, jump } = packed;
  return {
    ...packed, t: unpackTime(t), valueAt: unpackTime(valueAt), sameSince: unpackTime(sameSince), movedAt: unpackTime(movedAt), restAt: unpackTime(restAt),
    jump: { ...jump, believed: [...jump.believed], lastAt: unpackTime(jump.lastAt), suspectAt: unpackTime(jump.suspectAt) },
  };
}
