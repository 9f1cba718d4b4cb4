import { resume } from "./events.testkit.ts";
import { durationMs, isEmpty } from "./facts.testkit.ts";
import { goBack, mayJump, skipsControl } from "./goingBack.testkit.ts";
import { endInstance } from "./moves.testkit.ts";
import { isAdmin } from "./people.testkit.ts";
import { isLive, refuse, refuseIf, type Run } from "./run.testkit.ts";
import { addCause, overButHeld } from "./suspending.testkit.ts";
import { refuseClosed } from "./tasks.testkit.ts";
import { allSeats } from "./turns.testkit.ts";
import type { Command, Visit } from "./types.testkit.ts";

/** Commands on the instance as a whole. */
export type InstanceRule = (run: Run, command: Command) => void;

function refuseSuspended(run: Run): void {
  refuseIf(run.state.causes.length > 0, "INSTANCE_SUSPENDED");
}

export const withdraw: InstanceRule = (run, command) => {
  refuseSuspended(run);
  refuseIf(command.by !== run.world.initiator, "NOT_ENTITLED");
  const { withdraw: setting } = run.def.settings;
  refuseIf(setting === "never" || run.state.life !== undefined, "NOT_ALLOWED");
  refuseIf(setting === "beforeFirst" && run.state.visits.some((visit) => isVotedOn(run, visit)), "WITHDRAW_TOO_LATE");
  refuseIf(isAtStart(run), "NOTHING_TO_WITHDRAW");
  goBack(run, { to: run.shape.startId, command: "withdraw", reason: "withdrawn" });
};

/** Someone after `start` has really spoken in this walk. */
function isVotedOn(run: Run, visit: Visit): boolean {
  return visit.node !== run.shape.startId && !visit.dead && allSeats(visit).some((seat) => seat.own !== undefined && seat.carried === undefined);
}

function isAtStart(run: Run): boolean {
  return run.state.visits.some((visit) => visit.node === run.shape.startId && isLive(visit));
}

export const cancel: InstanceRule = (run, command) => {
  refuseSuspended(run);
  refuseIf(command.by !== run.world.initiator, "NOT_ENTITLED");
  refuseIf(!isAtStart(run), "NOT_ALLOWED");
  endInstance(run, "cancelled", "ended");
};

export const comment: InstanceRule = (run, command) => refuseIf(!takesPart(run, command.by), "NOT_ENTITLED");

export const cc: InstanceRule = (run, command) => {
  refuseIf(!takesPart(run, command.by), "NOT_ENTITLED");
  run.state.told.push(...(command.people ?? []));
};

export const urge: InstanceRule = (run, command) => {
  refuseSuspended(run);
  refuseIf(!takesPart(run, command.by), "NOT_ENTITLED");
  const every = durationMs(run.def.settings.urgeEvery ?? "PT30M");
  const now = run.world.now();
  refuseIf(run.state.urgedAt !== undefined && now - run.state.urgedAt < every, "URGE_THROTTLED");
  run.state.urgedAt = now;
};

function takesPart(run: Run, by: string): boolean {
  const { state, world } = run;
  if (by === world.initiator || isAdmin(run, by) || state.told.includes(by)) return true;
  return state.visits.flatMap(allSeats).some((seat) => [seat.person, ...seat.holders, ...seat.former, seat.delegatee, seat.castBy].includes(by));
}

const person = "person";

/** What lives after its approval is stopped and let go by its own events, and never edited. */
function refuseInLife(run: Run): void {
  refuseIf(run.state.life !== undefined, "NOT_ALLOWED");
}

export const suspend: InstanceRule = (run, command) => {
  refuseIf(run.state.causes.includes(person), "INSTANCE_SUSPENDED");
  refuseIf(!isAdmin(run, command.by), "NOT_ENTITLED");
  refuseInLife(run);
  addCause(run, person);
};

/** A person lifts the stop once nothing else holds it. */
export const resumeBy: InstanceRule = (run, command) => {
  refuseIf(!isAdmin(run, command.by), "NOT_ENTITLED");
  refuseInLife(run);
  refuseIf(run.state.causes.length === 0, "NOT_SUSPENDED");
  refuseIf([...run.state.causes, ...run.state.kept].some((cause) => cause !== person && cause !== overButHeld), "INSTANCE_SUSPENDED");
  resume(run, person);
};

export const jump: InstanceRule = (run, command) => {
  const visit = run.state.visits.find((one) => one.id === command.visit);
  if (!visit) return refuse("NOT_FOUND");
  refuseClosed(visit);
  refuseSuspended(run);
  refuseIf(!isAdmin(run, command.by), "NOT_ENTITLED");
  refuseInLife(run);
  const to = command.to ?? "";
  refuseIf(!run.shape.has(to) || !isRestingPlace(run, to), "NOT_FOUND");
  refuseIf(!mayJump(run, visit, to), "JUMP_INTO_BRANCH");
  refuseIf(skipsControl(run, visit, to), "JUMP_SKIPS_CONTROL");
  refuseIf(isEmpty(command.reason), "EVIDENCE_MISSING");
  goBack(run, { to, command: "jump", reason: "jumped" });
};

function isRestingPlace(run: Run, node: string): boolean {
  return !["exclusive", "parallel", "inclusive", "join", "end"].includes(run.shape.node(node).kind);
}

export const terminate: InstanceRule = (run, command) => {
  refuseIf(!isAdmin(run, command.by), "NOT_ENTITLED");
  refuseIf(isEmpty(command.reason), "EVIDENCE_MISSING");
  endInstance(run, "terminated", "terminated");
};
