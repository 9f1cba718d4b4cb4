import { issue, type Issue } from "../../issues/issue.ts";
import { seatsInTurn } from "../run/seating.ts";
import { nameOf } from "../run/view.ts";
import { effectiveVote } from "../votes/effectiveVote.ts";
import { type Ask, type CommandKind, namesOf, nodeParams } from "./ask.ts";

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

const order: readonly Check[] = [ended, taskKnown, taskLive, suspended, entitled, version, turn];

function ended(_: CommandKind, { view }: Ask): Issue | undefined {
  const { instance } = view;
  return instance.status === "ended" ? issue("INSTANCE_ENDED", "", { number: instance.number, outcome: instance.outcome ?? "" }) : undefined;
}

function taskKnown(kind: CommandKind, ask: Ask): Issue | undefined {
  if (kind.on !== "task" || ask.task) return undefined;
  if (ask.ambiguous) return issue("COMMAND_NEEDS", "", { command: kind.name, what: "task" });
  return ask.input.task === undefined ? issue("NOT_ENTITLED", "", { command: kind.name }) : issue("TASK_UNKNOWN", "", { task: ask.input.task });
}

function taskLive(_: CommandKind, { view, task }: Ask): Issue | undefined {
  if (task?.visit.state !== "closed") return undefined;
  const { reason, outcome, closedBy } = task.visit;
  const who = { ...nodeParams(view, task.visit.node), by: nameOf(view, closedBy?.by ?? null), command: closedBy?.command ?? "", at: String(task.visit.closedAt ?? "") };
  return reason === "done" && !task.visit.dead ? issue("TASK_CLOSED", "", { ...who, outcome: outcome ?? "" }) : issue("TASK_SUPERSEDED", "", { ...who, reason: reason ?? "" });
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
  if (!task || kind.turn === undefined) return undefined;
  if (effectiveVote(task.seat) !== undefined) return issue("SEAT_DECIDED", "", nodeParams(view, task.visit.node));
  if (kind.turn === "undecided") return undefined;
  const now = seatsInTurn(view, task.visit);
  if (now.some((seat) => seat.id === task.seat.id)) return undefined;
  return issue("SEAT_WAITING", "", { ...nodeParams(view, task.visit.node), waitsFor: namesOf(view, now.map((seat) => seat.person)) });
}
