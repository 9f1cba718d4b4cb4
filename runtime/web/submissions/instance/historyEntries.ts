import type { FlowDefinition, HistoryItem, InstanceView, TaskView } from "@safeloop/engine";
import type { TFunction } from "i18next";
import type { TimelineEntry } from "../../components/Timeline.tsx";
import { dateTimeText, durationText } from "../../components/time.ts";

type Text = (value: { readonly zh: string; readonly en: string } | string | undefined) => string;
interface Words { readonly t: TFunction; readonly text: Text; readonly flow: FlowDefinition | null | undefined; readonly now: number; readonly me: string }

const bad: ReadonlySet<string> = new Set(["reject", "return", "terminate", "cancel"]);

/** The command in words; a life event by its title, anything unknown by its own name. */
export function commandText(item: HistoryItem, { t, text, flow }: Pick<Words, "t" | "text" | "flow">): string {
  const events = item.node === undefined ? (flow?.life?.events ?? []) : []; // events of the life belong to no step
  const event = events.find((one) => one.id === item.command) ?? (item.command === "event" ? events.find((one) => one.id === item.outcome) : undefined);
  if (event !== undefined) return text(event.title);
  return t(`inbox:command.${item.command}`, { defaultValue: item.command });
}

/** Inner steps of the engine: in the audit, not on the timeline. */
const inner: ReadonlySet<string> = new Set(["condition", "note", "life"]);
/** Inner only as a step's own; an event of the life may bear the same name (`start`). */
const innerOfStep: ReadonlySet<string> = new Set(["enter", "leave", "start", "act"]);

/** A move of the life's state: written beside the event that caused it, under the same `seq`. */
function isMove(item: HistoryItem): boolean {
  return item.node === undefined && typeof item.detail?.["from"] === "string";
}

/** What the timeline leaves to the audit: inner steps, causes told with their move, and moves told with their event. */
function isInner(item: HistoryItem, history: readonly HistoryItem[]): boolean {
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
  const note = [item.by?.name ?? words.t("submissions:system"), moveText(item, history, words), item.comment ?? cause, item.signature && words.t("submissions:signedHash", { hash: item.signature.hash.slice(0, 8) })].filter(Boolean).join(" · ");
  const mark = item.state === "superseded" ? "superseded" : bad.has(item.command) || item.outcome === "rejected" ? "bad" : item.state === "event" ? "event" : "done";
  return { id: `h${index}`, mark, title, time: dateTimeText(item.at), note };
}

function present(tasks: readonly TaskView[], words: Words): TimelineEntry {
  const [first] = tasks;
  const who = tasks.map((task) => (task.seat.person.id === words.me ? words.t("submissions:meNamed", { name: task.seat.person.name }) : task.seat.person.name)).join("、");
  const waited = first === undefined ? "" : words.t("submissions:waited", { time: durationText(words.now - Date.parse(first.openedAt), words.t) });
  return { id: `n${first?.node.id ?? ""}`, mark: "now", title: words.text(first?.node.title), time: words.t("submissions:nowMark"), note: [who, waited].filter(Boolean).join(" · ") };
}

/** Past, present and forecast of an instance, oldest first. Superseded branches stay, struck through. */
export function historyEntries(instance: InstanceView, words: Words): readonly TimelineEntry[] {
  const open = instance.tasks.filter((task) => task.state === "open");
  const nodes = [...new Set(open.map((task) => task.node.id))];
  const ahead = instance.forecast.filter((step) => !nodes.includes(step.node.id)).map((step, index): TimelineEntry => ({
    id: `f${index}`,
    mark: "ahead",
    title: words.text(step.node.title),
    time: step.dueAt === undefined ? undefined : words.t("submissions:expected", { at: dateTimeText(step.dueAt) }),
    note: step.people.length > 0 ? [step.people.map((person) => person.name).join("、"), !step.certain && words.t("submissions:maybe")].filter(Boolean).join(" · ") : step.certain ? words.t("submissions:automatic") : words.t("submissions:maybe"),
  }));
  return [...instance.history.filter((item) => !isInner(item, instance.history)).map((item, index) => past(item, index, instance.history, words)), ...nodes.map((node) => present(open.filter((task) => task.node.id === node), words)), ...ahead];
}
