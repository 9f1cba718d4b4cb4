import type { FlowDefinition, HistoryItem, InstanceView, TaskView } from "@safeloop/engine";
import type { TFunction } from "i18next";
import type { TimelineEntry } from "../../components/Timeline.tsx";
import { dateTimeText, durationText } from "../../components/time.ts";

type Text = (value: { readonly zh: string; readonly en: string } | string | undefined) => string;
interface Words { readonly t: TFunction; readonly text: Text; readonly flow: FlowDefinition | null | undefined; readonly now: number; readonly me: string }

const bad: ReadonlySet<string> = new Set(["reject", "return", "terminate", "cancel"]);

/** The command in words; a life event by its title, anything unknown by its own name. */
export function commandText(item: HistoryItem, { t, text, flow }: Pick<Words, "t" | "text" | "flow">): string {
  const event = item.command === "event" || item.command === "timer" || item.command === "interlock" ? flow?.life?.events.find((one) => one.id === (item.detail?.["event"] ?? item.outcome)) : undefined;
  if (event !== undefined) return text(event.title);
  return t(`inbox:command.${item.command}`, { defaultValue: item.command });
}

/** Inner steps of the engine: in the audit, not on the timeline. */
const inner: ReadonlySet<string> = new Set(["enter", "leave", "start", "condition", "note", "life", "act"]);

function past(item: HistoryItem, index: number, words: Words): TimelineEntry {
  const title = item.node === undefined ? commandText(item, words) : `${words.text(item.node.title)} · ${commandText(item, words)}`;
  const note = [item.by?.name ?? words.t("submissions:system"), item.comment, item.signature && words.t("submissions:signedHash", { hash: item.signature.hash.slice(0, 8) })].filter(Boolean).join(" · ");
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
  return [...instance.history.filter((item) => !inner.has(item.command)).map((item, index) => past(item, index, words)), ...nodes.map((node) => present(open.filter((task) => task.node.id === node), words)), ...ahead];
}
