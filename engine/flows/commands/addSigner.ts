import { issue, type Issue } from "../../issues/issue.ts";
import { join, note, patchVisit, type Run } from "../run/run.ts";
import { judgeVisit, tellNewTurns } from "../run/seating.ts";
import { aboveSeat, changeList, changeSeat, newSeatIds } from "../seats/seatTree.ts";
import type { Scope, Seat } from "../types.ts";
import { type Ask, type CommandKind, isHolder, nodeParams, taskOf } from "./ask.ts";
import { standIn } from "./decide.ts";
import { whyNotEligibleHere, whySeated } from "./newSigner.ts";

const maxDepth = 3;
const maxPeople = 50;

/**
 * 加签: more people sign. `before`: the seat waits for them; `after`: they are
 * asked once the seat has approved; `parallel`: plain seats right after this
 * one, so that the denominator grows.
 */
export const addSigner: CommandKind = {
  name: "addSigner", on: "task", turn: "yours",
  entitled: isHolder,
  check: whyNoSigner,
  apply: (run, ask) => {
    const { visit, seat } = taskOf(ask);
    const { people = [], position = "parallel", mode = "all", comment } = ask.input;
    const made = newSeats(run, ask, people);
    const seats = position === "parallel" ? changeList(visit.seats, seat.id, (list, at) => [...list.slice(0, at + 1), ...made, ...list.slice(at + 1)]) : changeSeat(visit.seats, seat.id, (one) => withScope(one, position, { mode, seats: made }));
    patchVisit(run, visit.id, { seats, touched: true });
    join(run, people);
    note(run, { command: "addSigner", node: visit.node, visit: visit.id, seat: seat.id, outcome: position, ...(comment === undefined ? {} : { comment }), detail: { people, ...(position === "parallel" ? {} : { mode }), ...standIn(ask).detail } });
    judgeVisit(run, visit.id);
    tellNewTurns(run, visit);
  },
};

function whyNoSigner(ask: Ask): Issue | undefined {
  const { visit, seat, step } = taskOf(ask);
  if (step.kind !== "approval") return issue("NOT_ALLOWED", "", { command: "addSigner", ...nodeParams(ask.view, visit.node) });
  if (visit.fixed !== undefined) return issue("OUTCOME_FIXED", "", nodeParams(ask.view, visit.node));
  return ask.probe ? undefined : (whyNoScope(ask, seat) ?? whyNotThese(ask));
}

function whyNoScope(ask: Ask, seat: Seat): Issue | undefined {
  const { position } = ask.input;
  if (position !== "before" && position !== "after" && position !== "parallel") return issue("COMMAND_NEEDS", "", { command: "addSigner", what: "position" });
  if (position === "parallel") return undefined;
  if ((aboveSeat(taskOf(ask).visit.seats, seat.id) ?? []).length >= maxDepth) return issue("NEST_TOO_DEEP", "", { max: maxDepth });
  return seat[position] ? issue("SCOPE_EXISTS", "", { position }) : undefined;
}

function whyNotThese(ask: Ask): Issue | undefined {
  const { people = [] } = ask.input;
  if (people.length === 0 || people.length > maxPeople) return issue("COMMAND_NEEDS", "", { command: "addSigner", what: "people" });
  const twice = people.find((one, i) => people.indexOf(one) !== i);
  const why = people.flatMap((person) => whyNotEligibleHere(ask, person) ?? [])[0] ?? people.flatMap((person) => whySeated(ask, person) ?? [])[0];
  if (why) return why;
  return twice === undefined ? undefined : issue("ONE_SEAT_PER_PERSON", "", { person: ask.view.env.directory.person(twice)?.name ?? twice });
}

function newSeats(run: Run, ask: Ask, people: readonly string[]): Seat[] {
  const ids = newSeatIds(taskOf(ask).visit, people.length);
  const added = { by: ask.input.by, at: run.env.now };
  return people.map((person, i) => ({ id: ids[i] ?? "", person, holders: [person], version: 1, added }));
}

function withScope(seat: Seat, position: "before" | "after", scope: Scope): Seat {
  return { ...seat, [position]: scope, version: seat.version + 1 };
}
