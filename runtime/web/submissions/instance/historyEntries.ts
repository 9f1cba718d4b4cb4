import type { HistoryItem, InstanceView, TaskView } from "@safeloop/engine";
import type { ReactNode } from "react";
import type { TimelineEntry } from "../../components/Timeline.tsx";
import { dateTimeText, durationText } from "../../components/time.ts";
import { askedPeople, standings } from "../../inbox/seats.ts";
import { type DetailWords, detailText } from "./historyDetail.ts";
import { roundOf } from "./rounds.ts";

export type Signature = NonNullable<HistoryItem["signature"]>;

interface Words extends DetailWords { readonly now: number; readonly me: string; readonly seats?: (tasks: readonly TaskView[], title: string) => ReactNode; readonly signed?: (signature: Signature) => ReactNode }

const bad: ReadonlySet<string> = new Set(["reject", "return", "terminate", "cancel"]);
/** Acts beside a decision: a small dot, so that a check mark always means decided. */
const aside: ReadonlySet<string> = new Set(["claim", "unclaim", "transfer", "delegate", "undelegate", "advise", "addSigner", "reduceSigner", "takeBack", "jump", "withdraw"]);

/** The command in words; a life event by its title, anything unknown by its own name. */
export function commandText(item: HistoryItem, { t, text, flow }: Pick<DetailWords, "t" | "text" | "flow">): string {
  const events = item.node === undefined ? (flow?.life?.events ?? []) : []; // events of the life belong to no step
  const event = events.find((one) => one.id === item.command) ?? (item.command === "event" ? events.find((one) => one.id === item.outcome) : undefined);
  if (event !== undefined) return text(event.title);
  if (item.command === "note" && item.outcome !== undefined) return t(`inbox:note.${item.outcome}`, { defaultValue: t("inbox:command.note") });
  return t(`inbox:command.${item.command}`, { defaultValue: item.command });
}

/** Inner steps of the engine: in the audit, not on the timeline. A way back shows by the command that began it. */
const inner: ReadonlySet<string> = new Set(["condition", "life"]);
/** Notes the people concerned should see: a deadline that rests on an assumption. */
const told: ReadonlySet<string> = new Set(["calendarAssumed"]);
/** Inner only as a step's own; an event of the life may bear the same name (`start`). */
const innerOfStep: ReadonlySet<string> = new Set(["enter", "leave", "start", "act"]);

/** The engine's own line of a way back, told by the command people gave. */
const turned: ReadonlySet<string> = new Set(["back", "goto"]);
const turning: ReadonlySet<string> = new Set(["return", "withdraw", "takeBack", "jump"]);

/** True for a line of a visit that was cut out of the walk. Who sent it back is not void, but why the others are. */
export function isVoid(item: HistoryItem): boolean {
  return item.state === "superseded" && !turning.has(item.command);
}

/** A move of the life's state: written beside the event that caused it, under the same `seq`. */
function isMove(item: HistoryItem): boolean {
  return item.node === undefined && typeof item.detail?.["from"] === "string";
}

/** What the timeline leaves to the audit: inner steps, causes told with their move, and moves told with their event. */
function isInner(item: HistoryItem, history: readonly HistoryItem[]): boolean {
  if (item.command === "note" && !told.has(item.outcome ?? "")) return true;
  if (turned.has(item.command)) return history.some((other) => other.seq === item.seq && turning.has(other.command));
  if (inner.has(item.command) || item.command === "interlock" || (item.node !== undefined && innerOfStep.has(item.command))) return true;
  return isMove(item) && history.some((other) => other.seq === item.seq && other.command === "event");
}

/** "作业中 → 暂停" of a move, or of the move an event caused. */
function moveText(item: HistoryItem, history: readonly HistoryItem[], { flow, text }: Words): string | undefined {
  const move = isMove(item) ? item : item.command === "event" ? history.find((other) => other.seq === item.seq && isMove(other)) : undefined;
  const titleOf = (state: unknown): string => text(flow?.life?.states.find((one) => one.id === state)?.title ?? String(state));
  return move === undefined ? undefined : `${titleOf(move.detail?.["from"])} → ${titleOf(move.outcome)}`;
}

function past(item: HistoryItem, index: number, history: readonly HistoryItem[], words: Words): TimelineEntry {
  const cause = isMove(item) ? history.find((other) => other.seq === item.seq && other.command === "interlock")?.comment : undefined;
  const title = item.node === undefined ? commandText(item, words) : `${words.text(item.node.title)} · ${commandText(item, words)}`;
  const round = isVoid(item) ? words.t("submissions:voidRound", { n: roundOf(item, history) }) : undefined;
  const note = [round, item.by?.name ?? words.t("submissions:system"), detailText(item, words), moveText(item, history, words), item.comment ?? cause].filter(Boolean).join(" · ");
  return { id: `h${index}`, mark: markOf(item), title, time: dateTimeText(item.at), note, ...(item.signature === undefined ? {} : { body: words.signed?.(item.signature) }) };
}

function markOf(item: HistoryItem): TimelineEntry["mark"] {
  if (isVoid(item)) return "superseded";
  if (bad.has(item.command) || (item.outcome === "rejected" && !aside.has(item.command))) return "bad";
  return item.state === "event" || aside.has(item.command) ? "event" : "done";
}

function present(key: string, tasks: readonly TaskView[], words: Words): TimelineEntry {
  const [first] = tasks;
  const title = words.text(first?.node.title);
  const who = askedPeople(tasks).map((person) => (person.id === words.me ? words.t("submissions:meNamed", { name: person.name }) : person.name)).join(words.t("inbox:comma"));
  const waited = first === undefined ? "" : words.t("submissions:waited", { time: durationText(Math.max(0, words.now - Date.parse(first.openedAt)), words.t) });
  return { id: `n${key}`, mark: "now", title, time: words.t("submissions:nowMark"), note: [who, waited].filter(Boolean).join(" · "), body: words.seats?.(tasks, title) };
}

/** Past, present and forecast of an instance, oldest first. Superseded branches stay, struck through. */
export function historyEntries(instance: InstanceView, words: Words): readonly TimelineEntry[] {
  const now = standings(instance.tasks);
  const nodes = now.map((standing) => standing.node.id);
  const ahead = instance.forecast.filter((step) => !nodes.includes(step.node.id)).map((step, index): TimelineEntry => ({
    id: `f${index}`,
    mark: "ahead",
    title: words.text(step.node.title),
    time: step.dueAt === undefined ? undefined : words.t("submissions:expected", { at: dateTimeText(step.dueAt) }),
    note: step.people.length > 0 ? [step.people.map((person) => person.name).join(words.t("inbox:comma")), !step.certain && words.t("submissions:maybe")].filter(Boolean).join(" · ") : step.certain ? words.t("submissions:automatic") : words.t("submissions:maybe"),
  }));
  return [...instance.history.filter((item) => !isInner(item, instance.history)).map((item, index) => past(item, index, instance.history, words)), ...now.map(({ key, tasks }) => present(key, tasks, words)), ...ahead];
}
