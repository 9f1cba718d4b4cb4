import type { FlowDefinition, FlowInstance, I18nText, TaskState } from "@safeloop/engine";

export type Tone = "draft" | "waiting" | "live" | "stopped" | "done" | "void";

/** How lists show where a submission stands. */
export interface StateColumns {
  readonly state: string;
  readonly title: I18nText;
  readonly tone: Tone;
  readonly dueAt?: number;
}

export const draftState: StateColumns = { state: "draft", title: { zh: "草稿", en: "Draft" }, tone: "draft" };
/** A form without a flow is done when it is sent. */
export const submittedState: StateColumns = { state: "submitted", title: { zh: "已提交", en: "Submitted" }, tone: "done" };

const outcomes: { readonly [outcome: string]: { readonly title: I18nText; readonly tone: Tone } } = {
  approved: { title: { zh: "已通过", en: "Approved" }, tone: "done" },
  rejected: { title: { zh: "已驳回", en: "Rejected" }, tone: "void" },
  cancelled: { title: { zh: "已作废", en: "Cancelled" }, tone: "void" },
  terminated: { title: { zh: "已终止", en: "Terminated" }, tone: "void" },
};

function endedState(flow: FlowDefinition, outcome: string): StateColumns {
  const life = flow.life?.states.find((one) => one.id === outcome);
  if (life) return { state: life.id, title: life.title, tone: life.tone };
  const known = Object.prototype.hasOwnProperty.call(outcomes, outcome) ? outcomes[outcome] : undefined;
  return { state: outcome, title: known?.title ?? { zh: "已结束", en: "Ended" }, tone: known?.tone ?? "done" };
}

function join(titles: readonly I18nText[]): I18nText {
  return { zh: titles.map((one) => one.zh).join("、"), en: titles.map((one) => one.en).join(", ") };
}

function runningState(tasks: readonly TaskState[]): Omit<StateColumns, "dueAt"> {
  const open = tasks.filter((task) => task.state === "open" || task.state === "waiting" || task.state === "blocked");
  const titles = [...new Map(open.map((task) => [task.node, task.title])).values()];
  const stuck = open.some((task) => task.state === "blocked");
  return { state: stuck ? "blocked" : "running", title: titles.length > 0 ? join(titles) : { zh: "进行中", en: "In progress" }, tone: stuck ? "stopped" : "waiting" };
}

/** The state of a submission whose flow has this instance. */
export function instanceState(flow: FlowDefinition, instance: FlowInstance, tasks: readonly TaskState[]): StateColumns {
  const due = tasks.flatMap((task) => (task.state === "open" && task.dueAt !== undefined ? [task.dueAt] : []));
  const dueAt = due.length > 0 ? { dueAt: Math.min(...due) } : {};
  if (instance.status === "ended") return endedState(flow, instance.outcome ?? "ended");
  if (instance.life) return { ...endedState(flow, instance.life.state), ...dueAt };
  if (instance.suspended) return { state: "suspended", title: { zh: "已暂停", en: "Suspended" }, tone: "stopped", ...dueAt };
  return { ...runningState(tasks), ...dueAt };
}
