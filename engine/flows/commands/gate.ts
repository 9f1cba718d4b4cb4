import { issue, type Issue } from "../../issues/issue.ts";
import { seatsInTurn } from "../run/seating.ts";
import { nameOf } from "../run/view.ts";
import { seatIn } from "../seats/seatTree.ts";
import { claimedSeat, isMoot } from "../seats/turns.ts";
import { effectiveVote, hasSpoken } from "../votes/effectiveVote.ts";
import { type Ask, type CommandKind, namesOf, nodeParams, whyClosed } from "./ask.ts";

type Check = (kind: CommandKind, ask: Ask) => Issue | undefined;

/**
 * Whether a command may be given (flows.md 4). The order is part of the
 * contract: the first check that fails is the answer. Visibility and
 * idempotency are the caller's, who knows sessions.
 */
export function gate(kind: CommandKind, ask: Ask): readonly Issue[] {
  for (const check of order) {
    const found = check(kind, ask);
    if (found) return [found];
  }
  const own = kind.check(ask);
  if (own) return [own];
  return kind.judge?.(ask) ?? [];
}

const order: readonly Check[] = [ended, taskKnown, taskLive, known, suspended, entitled, version, turn];

function ended(_: CommandKind, { view }: Ask): Issue | undefined {
  const { instance } = view;
  return instance.status === "ended" ? issue("INSTANCE_ENDED", "", { number: instance.number, outcome: instance.outcome ?? "" }) : undefined;
}

function taskKnown(kind: CommandKind, ask: Ask): Issue | undefined {
  if (kind.on !== "task" || ask.task) return undefined;
  if (ask.ambiguous) return issue("COMMAND_NEEDS", "", { command: kind.name, what: "task" });
  return ask.input.task === undefined ? issue("NOT_ENTITLED", "", { command: kind.name }) : issue("TASK_UNKNOWN", "", { task: ask.input.task });
}

function taskLive(kind: CommandKind, { view, task }: Ask): Issue | undefined {
  const removed = task?.visit.removed?.find((one) => one.seat.id === task.seat.id);
  if (task && removed) return issue("TASK_SUPERSEDED", "", { ...nodeParams(view, task.visit.node), by: nameOf(view, removed.by), command: "reduceSigner", at: String(removed.at), reason: "removed" });
  if (task?.visit.state !== "closed") return undefined;
  return kind.onDone && task.visit.reason === "done" && !task.visit.dead ? undefined : whyClosed(view, task.visit);
}

function known(kind: CommandKind, ask: Ask): Issue | undefined {
  return ask.probe ? undefined : kind.known?.(ask);
}

function suspended(kind: CommandKind, ask: Ask): Issue | undefined {
  const held = ask.view.instance.suspended;
  if (!held || kind.whileSuspended?.(ask)) return undefined;
  return issue("INSTANCE_SUSPENDED", "", { reason: held.reason, by: nameOf(ask.view, held.by) });
}

function entitled(kind: CommandKind, ask: Ask): Issue | undefined {
  return kind.entitled(ask) ? undefined : issue("NOT_ENTITLED", "", { command: kind.name });
}

function version(_: CommandKind, { input, task, probe }: Ask): Issue | undefined {
  if (probe || !task || input.version === undefined || input.version === task.seat.version) return undefined;
  return issue("TASK_VERSION", "", { task: task.id, expected: input.version, actual: task.seat.version });
}

function turn(kind: CommandKind, ask: Ask): Issue | undefined {
  const { task, view } = ask;
  const wanted = typeof kind.turn === "function" ? kind.turn(ask) : kind.turn;
  if (!task || wanted === undefined) return undefined;
  const { seat, visit } = task;
  if (hasSpoken(seat) || effectiveVote(seat) !== undefined || isMoot(visit.seats, seat.id)) return issue("SEAT_DECIDED", "", nodeParams(view, visit.node));
  if (wanted === "undecided") return undefined;
  const now = seatsInTurn(view, visit);
  if (!now.some((one) => one.id === seat.id)) return issue("SEAT_WAITING", "", { ...nodeParams(view, visit.node), waitsFor: namesOf(view, now.map((one) => one.person)) });
  if (seat.delegatee !== undefined) return wanted === "delegated" ? undefined : issue("SEAT_DELEGATED", "", { ...nodeParams(view, visit.node), person: nameOf(view, seat.delegatee) });
  const claimed = claimedSeat(visit);
  // A claim is the seat's: its other holders and deputies may act, and so may signers added to it, whom its owner waits for.
  return claimed?.claimed && seatIn([claimed], seat.id) === undefined ? issue("CLAIMED_BY_OTHER", "", { ...nodeParams(view, visit.node), person: nameOf(view, claimed.claimed.by) }) : undefined;
}
