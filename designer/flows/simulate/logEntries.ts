import type { FlowDefinition, I18nText, RunPath, SimulatedStepView, Simulated } from "@safeloop/engine";
import { type BranchWords, clockText, dateTimeText } from "@safeloop/web";
import type { TFunction } from "i18next";
import { simulatedPath } from "./simulatedPath.ts";

/** One line of what would happen. `node`: what it is about on the drawing. */
export interface LogEntry {
  readonly key: string;
  readonly at: string;
  readonly icon: "begin" | "act" | "way" | "asked" | "notice" | "clock" | "effect" | "end" | "refused" | "stuck";
  readonly text: string;
  readonly strong?: string; // said first, in bold
  readonly node?: string;
}

export interface LogWords {
  readonly t: TFunction;
  readonly text: (value: I18nText | string | undefined) => string;
  readonly branch: (edgeId: string) => BranchWords;
  readonly field: (xid: string) => string;
}

type Line = Omit<LogEntry, "key" | "at">;

class Teller {
  constructor(private readonly flow: FlowDefinition, private readonly words: LogWords) {}

  step(step: SimulatedStepView, before: RunPath, after: RunPath): readonly Line[] {
    return [...this.input(step), ...this.ways(before, after), ...this.stuck(step), ...this.asked(step), ...this.notices(step), ...this.effects(step), ...this.end(step, after)];
  }

  title(node: string | undefined): string {
    const { text } = this.words;
    const task = node?.startsWith("life.") ? this.flow.life?.states.flatMap((state) => state.tasks ?? []).find((one) => `life.${one.id}` === node) : undefined;
    return text(task?.title ?? this.flow.nodes.find((one) => one.id === node)?.title ?? node);
  }

  private input(step: SimulatedStepView): readonly Line[] {
    const { t } = this.words;
    const refusals = step.issues.filter((one) => one.severity === "error");
    if (refusals.length > 0) return refusals.map((one) => ({ icon: "refused", strong: t("log.refused"), text: one.message ?? one.code }));
    if (step.fired !== undefined) return [{ icon: "clock", ...this.timer(step.fired) }];
    const type = step.input?.["type"];
    if (type === "command") return this.command(step);
    if (type === "event") return [{ icon: "act", text: t(step.ignored ? "log.eventIgnored" : "log.event", { name: String(step.input?.["name"]) }) }];
    if (type === "child") return [{ icon: "act", text: t("log.child", { outcome: t(`log.outcome.${String(step.input?.["outcome"])}`, { defaultValue: String(step.input?.["outcome"]) }) }) }];
    if (step.act === 0) return [{ icon: "begin", strong: t("log.begin"), text: "" }];
    return [{ icon: "clock", text: t("log.advanced", { at: dateTimeText(step.at) }) }];
  }

  private command({ input, history }: SimulatedStepView): readonly Line[] {
    const { t, text } = this.words;
    const line = history.find((one) => one.by !== null && one.command !== "enter" && one.command !== "leave" && one.command !== "start");
    const command = String(input?.["command"]);
    const event = this.flow.life?.events.find((one) => one.id === input?.["event"]);
    const by = line?.by?.name ?? "";
    const filled = Object.keys((input?.["data"] as object | undefined) ?? {}).map((xid) => this.words.field(xid));
    const did = event ? text(event.title) : t(`inbox:command.${command}`, { defaultValue: command });
    return [{ icon: "act", strong: `${by} ${did}`, text: [t("log.played"), line?.node === undefined ? "" : this.title(line.node), filled.length === 0 ? "" : t("log.filled", { fields: filled.join(t("flows:comma")) })].filter(Boolean).join(" · "), ...(line?.node === undefined ? {} : { node: line.node }) }];
  }

  private timer(id: string): Pick<Line, "text" | "node"> {
    const { t } = this.words;
    const [visit = "", kind = ""] = id.split(":");
    const node = visit.slice(0, visit.lastIndexOf("#"));
    return node === "" ? { text: t("log.lifeTimer") } : { text: t(`log.timer.${kind}`, { step: this.title(node), defaultValue: t("log.timer.due", { step: this.title(node) }) }), node };
  }

  /** Branches that were taken by this step, and that a join was passed. */
  private ways(before: RunPath, after: RunPath): readonly Line[] {
    const { t, branch } = this.words;
    return [...after.marks].flatMap(([id, mark]): readonly Line[] => {
      if (!id.startsWith("branch:") || mark.mark !== "done" || before.marks.get(id)?.mark === "done") return [];
      const edge = this.flow.edges.find((one) => one.id === id.slice("branch:".length));
      const named = branch(id.slice("branch:".length));
      if (this.flow.nodes.find((one) => one.id === edge?.from)?.kind === "parallel") return [];
      return [{ icon: "way", text: t(edge?.default ? "log.default" : "log.holds", { condition: named.condition, branch: named.title }), node: id }];
    });
  }

  private stuck({ history }: SimulatedStepView): readonly Line[] {
    const { t } = this.words;
    return history.filter((one) => one.command === "blocked").map((one) => ({ icon: "stuck", strong: t("log.stuck", { step: this.title(one.node) }), text: t(`flows:stuck.${one.outcome === "nobody" || one.outcome === "unknownCondition" ? one.outcome : "other"}`), ...(one.node === undefined ? {} : { node: one.node }) }));
  }

  private asked({ opened }: SimulatedStepView): readonly Line[] {
    const { t } = this.words;
    const nodes = [...new Set(opened.map((task) => task.node.id))];
    return nodes.map((node) => {
      const tasks = opened.filter((task) => task.node.id === node);
      const names = [...new Set(tasks.flatMap((task) => task.actors.map((person) => person.name)))].join(t("flows:comma"));
      const due = tasks.find((task) => task.dueAt !== undefined)?.dueAt;
      return { icon: "asked", strong: this.title(node), text: [t("log.asks", { names }), due === undefined ? "" : t("log.dueAt", { at: dateTimeText(due) })].filter(Boolean).join(t("log.comma")), node };
    });
  }

  private notices({ notices }: SimulatedStepView): readonly Line[] {
    const { t, text } = this.words;
    const messages = [...new Set(notices.map((one) => text(one.message)))];
    return messages.map((message) => ({ icon: "notice", text: t("log.notice", { names: [...new Set(notices.filter((one) => text(one.message) === message).map((one) => one.person.name))].join(t("flows:comma")), message }) }));
  }

  private effects({ effects }: SimulatedStepView): readonly Line[] {
    const { t } = this.words;
    return effects.map((one) => ({ icon: "effect", text: t(`log.effect.${String(one["kind"])}`, { what: String(one["form"] ?? one["event"] ?? one["topic"] ?? one["rule"] ?? ""), defaultValue: t("log.effect.other", { kind: String(one["kind"]) }) }) }));
  }

  private end({ history, stands }: SimulatedStepView, after: RunPath): readonly Line[] {
    const { t } = this.words;
    const life = this.flow.life?.states.find((one) => one.id === stands.state);
    const moved = history.find((one) => one.command === "life" || (one.node === undefined && typeof one.detail?.["from"] === "string"));
    const node = [...after.marks].find(([id, mark]) => mark.mark === "done" && this.flow.nodes.find((one) => one.id === id)?.kind === "end")?.[0];
    if (life && moved) return [{ icon: "end", text: t("log.life", { state: this.words.text(life.title) }), ...(node === undefined ? {} : { node }) }];
    const over = history.find((one) => one.command === "end");
    return over ? [{ icon: "end", strong: t("log.end"), text: t(`log.outcome.${over.outcome}`, { defaultValue: (node === undefined ? "" : this.title(node)) || (over.outcome ?? "") }), ...(node === undefined ? {} : { node }) }] : [];
  }
}

/** The log of a run in words, oldest first: who did what, which way it took, who would be asked, told and what carried out. */
export function logEntries(flow: FlowDefinition, sim: Pick<Simulated, "log" | "tasks">, words: LogWords): readonly LogEntry[] {
  const teller = new Teller(flow, words);
  const paths = sim.log.map((_, at) => simulatedPath(flow, sim, at + 1));
  const nothing = simulatedPath(flow, sim, 0);
  return sim.log.flatMap((step, at) => teller.step(step, paths[at - 1] ?? nothing, paths[at] ?? nothing).map((line, k): LogEntry => ({ ...line, key: `${at}-${k}`, at: clockText(step.at).slice(0, 5) })));
}

