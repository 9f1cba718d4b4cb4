import type { HistoryItem, InstanceView, TaskView } from "@safeloop/engine";
import type { PersonRef } from "../api/types.ts";
import type { ChipTone } from "../components/StateChip.tsx";

const tones: { readonly [state: string]: ChipTone } = { open: "live", claimed: "live", approved: "good", rejected: "bad", blocked: "warn", carried: "done", moot: "done", removed: "done", superseded: "done" };

/** How a seat's state looks; only what waits for somebody and what was decided stands out. */
export function toneOfSeat(state: string): ChipTone {
  return tones[state] ?? "waiting";
}

/** Nobody acts on such a seat any more; its name is struck through. */
export function isGoneSeat(state: string): boolean {
  return state === "removed" || state === "superseded";
}

/** Whom a task waits for now: who claimed it, who is asked for advice, else its owner. Nobody while its turn has not come. */
export function askedPerson({ seat, state }: TaskView): PersonRef | undefined {
  if (state !== "open" || seat.state === "waiting" || seat.state === "blocked") return undefined;
  if (seat.state === "delegated") return seat.delegatee ?? seat.person;
  return seat.claimedBy ?? seat.person;
}

/** The people these tasks wait for, each once, in order. */
export function askedPeople(tasks: readonly TaskView[]): readonly PersonRef[] {
  const asked = tasks.flatMap((task) => askedPerson(task) ?? []);
  return asked.filter((one, at) => asked.findIndex((other) => other.id === one.id) === at);
}

/** One time the flow stands at a step, with all its seats. */
export interface Standing {
  readonly key: string;
  readonly node: TaskView["node"];
  readonly tasks: readonly TaskView[];
}

/** The visit a task belongs to; its node where the server does not say. */
export function visitOf(task: TaskView): string {
  return task.visit ?? task.node.id;
}

/** The steps that wait for somebody now, each with all its seats, decided ones too. */
export function standings(tasks: readonly TaskView[]): readonly Standing[] {
  const open = [...new Set(tasks.filter((task) => task.state === "open").map(visitOf))];
  return open.flatMap((key) => {
    const seats = tasks.filter((task) => visitOf(task) === key);
    const [first] = seats;
    return first === undefined ? [] : [{ key, node: first.node, tasks: seats }];
  });
}

/** The word for a seat's state, as `inbox:seatState.<word>`: a form is submitted, not approved; one held off by another's claim is not merely early. */
export function seatWord({ kind, seat }: TaskView, others: readonly TaskView[]): string {
  if (seat.state === "approved" && kind !== "approval") return "submitted";
  return seat.state === "waiting" && others.some((one) => one.seat.state === "claimed") ? "heldOff" : seat.state;
}

/** A list of seats is worth its place when there are several, or one with a story. */
export function isWorthListing(tasks: readonly TaskView[]): boolean {
  return tasks.length > 1 || tasks.some(({ seat }) => seat.claimedBy ?? seat.delegatee ?? seat.addedBy ?? seat.standsInFor ?? seat.advice?.[0]);
}

const own: readonly string[] = ["approve", "submit", "return", "reject", "undelegate", "advise"];

/** True for a task that is mine to act on: my seat, one I stand in for, or one I am asked about. Not what I may only administer. */
export function isMine(task: TaskView, me: string): boolean {
  return task.state === "open" && (task.seat.person.id === me || task.seat.delegatee?.id === me || task.seat.standsInFor !== undefined || own.some((command) => task.mayAct[command]?.allowed === true));
}

/** Which of my tasks the instance page puts in hand: one whose turn it is before one that has to wait. */
export function myTask(tasks: readonly TaskView[], me: string): TaskView | undefined {
  const mine = tasks.filter((task) => isMine(task, me));
  return mine.find((task) => own.some((command) => task.mayAct[command]?.allowed === true)) ?? mine[0];
}

/** Commands by which somebody brings a task to another, with a word if he wants. */
const brought: ReadonlySet<string> = new Set(["delegate", "transfer", "addSigner"]);

/** What was said to me when this task was brought to me. */
export function broughtWith(task: TaskView, history: InstanceView["history"], me: string): { readonly name: string; readonly comment: string } | undefined {
  const isToMe = (item: HistoryItem): boolean => item.outcome === me || (Array.isArray(item.detail?.["people"]) && item.detail["people"].includes(me));
  const found = history.findLast((item) => brought.has(item.command) && item.node?.id === task.node.id && item.state !== "superseded" && isToMe(item));
  return found?.comment === undefined || found.comment === "" || found.by === null ? undefined : { name: found.by.name, comment: found.comment };
}

/** A word about a seat, as `inbox:seatNote.<key>` with its values. */
export interface SeatRemark {
  readonly key: "standsIn" | "claimedByMe" | "claimedBy" | "delegatedTo" | "advising" | "addedBy" | "ofOther";
  readonly name: string;
}

/** What a person should know of the seat before acting on its task, most important first. */
export function seatRemarks(task: TaskView, me: string): readonly SeatRemark[] {
  const { seat } = task;
  const isAdviser = seat.delegatee?.id === me;
  const isOther = seat.person.id !== me && seat.standsInFor === undefined && !isAdviser && !own.some((command) => task.mayAct[command]?.allowed === true);
  return [
    ...(seat.standsInFor === undefined ? [] : [{ key: "standsIn" as const, name: seat.standsInFor.name }]),
    ...(seat.claimedBy === undefined ? [] : [{ key: seat.claimedBy.id === me ? ("claimedByMe" as const) : ("claimedBy" as const), name: seat.claimedBy.name }]),
    ...(seat.delegatee === undefined ? [] : [isAdviser ? { key: "advising" as const, name: seat.person.name } : { key: "delegatedTo" as const, name: seat.delegatee.name }]),
    ...(seat.addedBy === undefined || isAdviser ? [] : [{ key: "addedBy" as const, name: seat.addedBy.name }]),
    ...(task.state === "open" && isOther ? [{ key: "ofOther" as const, name: seat.person.name }] : []),
  ];
}
