import type { FlowDefinition } from "../../model/flow.ts";
import { found, type Shape } from "./shape.testkit.ts";
import type { Frame, Outcome, State, Visit, World } from "./types.testkit.ts";

/** What one step works with. The queue holds finished visits and failed joins, first in first out. */
export interface Run {
  readonly def: FlowDefinition;
  readonly shape: Shape;
  readonly world: World;
  readonly state: State;
  readonly queue: Finished[];
}

export type Finished =
  | { readonly visit: string; readonly outcome: Outcome; readonly by: string }
  | { readonly failedJoin: string };

/** The input is refused: these codes are the answer and nothing has changed. */
export class Refused extends Error {
  constructor(readonly codes: readonly string[]) {
    super(codes.join(" "));
  }
}

/** The input has no meaning now; it is accepted and does nothing. */
export class Ignored extends Error {}

export function refuse(code: string): never {
  throw new Refused([code]);
}

export function refuseIf(condition: boolean, code: string): void {
  if (condition) refuse(code);
}

export function visitOf(run: Run, id: string): Visit {
  return found(run.state.visits.find((visit) => visit.id === id), `visit ${id}`);
}

export function isLive(visit: Visit): boolean {
  return visit.state !== "closed";
}

/** All tokens that exist now, the root first, depth first. */
export function allFrames(run: Run): Frame[] {
  const list: Frame[] = [];
  const add = (frame: Frame): void => {
    list.push(frame);
    if (frame.at.kind === "fork") frame.at.branches.forEach(add);
  };
  if (run.state.root) add(run.state.root);
  return list;
}

export function frameOf(run: Run, region: string): Frame | undefined {
  return allFrames(run).find((frame) => frame.region === region);
}

export function parentOf(run: Run, frame: Frame): Frame | undefined {
  return allFrames(run).find((one) => one.at.kind === "fork" && one.at.branches.includes(frame));
}

/** The tokens from the root down to the one of `region`. */
export function framesDownTo(run: Run, region: string): Frame[] {
  return allFrames(run).filter((frame) => run.shape.inside(region, frame.region));
}

export function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

/** A visit is decided: it leaves its place when its turn in the queue comes. */
export function finish(run: Run, visit: Visit, outcome: Outcome, by: string): void {
  if (visit.queued) return;
  visit.queued = true;
  run.queue.push({ visit: visit.id, outcome, by });
}
