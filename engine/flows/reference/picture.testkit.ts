import type { JsonValue } from "../../model/json.ts";
import { offeredTargets } from "./goingBack.testkit.ts";
import { isLive, type Run } from "./run.testkit.ts";
import { found } from "./shape.testkit.ts";
import { placesIn, seatState, type Place, type SeatState } from "./turns.testkit.ts";
import type { Child, Scope, Seat, Visit, Vote } from "./types.testkit.ts";

/** One seat as both sides must see it. */
export interface SeatPicture {
  readonly person: string;
  readonly holders: readonly string[];
  readonly state: SeatState;
  readonly own?: Vote;
  readonly version: number;
  readonly before?: ScopePicture;
  readonly after?: ScopePicture;
  /** Legal return targets, nearest last; only where it is this seat's turn. */
  readonly targets?: readonly string[];
}

interface ScopePicture {
  readonly mode: string;
  readonly seats: readonly SeatPicture[];
}

export interface OpenVisitPicture {
  readonly visit: string;
  readonly state: "open" | "blocked";
  readonly generation: number;
  readonly fixed?: string;
  readonly seats: readonly SeatPicture[];
}

export interface TimerPicture {
  readonly visit: string;
  readonly kind: string;
  readonly i: number;
  readonly dueAt?: number;
  readonly remainingMs?: number;
}

/** Everything engine and reference must agree on, as JSON. Lists of visits, timers and children are sorted by name. */
export interface Picture {
  readonly status: string;
  readonly outcome?: string;
  readonly generation: number;
  readonly seq: number;
  readonly answers: { readonly [field: string]: JsonValue };
  readonly open: readonly OpenVisitPicture[];
  readonly closed: readonly { readonly visit: string; readonly reason?: string; readonly outcome?: string }[];
  readonly timers: readonly TimerPicture[];
  readonly actsDone: readonly string[];
  readonly effects: readonly string[];
  readonly suspended: readonly string[];
  /** Causes that hold no clock but keep work from going live. */
  readonly kept: readonly string[];
  readonly children: readonly Child[];
  readonly life?: string;
}

export function pictureOf(run: Run): Picture {
  const { state } = run;
  const open = state.visits.filter(isLive).map((visit) => openVisit(run, visit));
  const closed = state.visits.filter((visit) => !isLive(visit)).map(({ id, reason, outcome }) => defined({ visit: id, reason, outcome }));
  const clocks = (state.life?.clocks ?? []).map(({ id, i, dueAt }) => ({ visit: "life", kind: found(id.split(":")[1], "kind"), i, dueAt }));
  const timers = state.timers.map(({ visit, kind, i, dueAt, remainingMs }) => defined({ visit, kind, i, dueAt, remainingMs }));
  return defined({
    status: state.status, outcome: state.outcome, generation: state.generation, seq: state.seq, answers: state.answers,
    open: byName(open), closed: byName(closed), timers: byName([...timers, ...clocks]), actsDone: state.actsDone, effects: state.effects,
    suspended: state.status === "ended" ? [] : [...state.causes].sort(), kept: state.status === "ended" ? [] : [...state.kept].sort(), children: byName(state.children), life: state.life?.state,
  });
}

function openVisit(run: Run, visit: Visit): OpenVisitPicture {
  const node = run.shape.node(visit.node);
  const paths = placesIn(visit);
  const blocked: OpenVisitPicture["state"] = visit.state === "blocked" ? "blocked" : "open";
  const stateOf = (seat: Seat): SeatState => {
    const path = found(paths.find((one) => (one.at(-1) as Place).seat === seat), "seat");
    const shown = seatState(node, visit, path);
    // While one has claimed the step the others' seats are hidden, as if they had to wait.
    return shown === "open" && visit.claimed !== undefined && path[0]?.seat.person !== visit.claimed ? "waiting" : shown;
  };
  const picture = (seat: Seat): SeatPicture => {
    const shown = stateOf(seat);
    const targets = shown === "open" || shown === "claimed" ? offeredTargets(run, visit) : undefined;
    const { person, own, version } = seat;
    return defined({ person, holders: [...seat.holders].sort(), state: shown, own, version, before: scope(seat.before), after: scope(seat.after), targets });
  };
  const scope = (one: Scope | undefined): ScopePicture | undefined => one && { mode: one.mode, seats: one.seats.map(picture) };
  return defined({ visit: visit.id, state: blocked, generation: visit.generation, fixed: visit.fixed, seats: visit.seats.map(picture) });
}

/** The object without the members that are undefined. */
function defined<T extends object>(value: T): Defined<T> {
  return Object.fromEntries(Object.entries(value).filter(([, member]) => member !== undefined)) as Defined<T>;
}

type Defined<T> = { [key in keyof T as undefined extends T[key] ? never : key]: T[key] } & { [key in keyof T as undefined extends T[key] ? key : never]?: Exclude<T[key], undefined> };

function byName<T extends { readonly visit: string }>(list: readonly T[]): T[] {
  const name = (one: T): string => `${one.visit}:${"kind" in one ? String(one.kind) : ""}:${"i" in one ? String(one.i) : ""}${"row" in one ? String(one.row).padStart(4, "0") : ""}`;
  return [...list].sort((a, b) => (name(a) < name(b) ? -1 : 1));
}
