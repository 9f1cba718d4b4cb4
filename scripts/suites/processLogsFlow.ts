import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import { LogFault, type LogCase } from "./processLogsRead.ts";

/*
 * How a log becomes flows the engine runs. A log is not block-structured: any
 * activity may follow any other. Two flows stand for it.
 *
 * `log-activities`: each activity is one step of people. Its start is the
 * activity every case begins with; the others stand in the order of their
 * names, each behind a gate of its own. Whoever completes a step says in the
 * paper which step is next and who does it; the gates skip all others. What
 * lies further down is so reached as drawn. What lies before (a repetition, or
 * another order) is reached as a plant would do it: the flow waits at the end
 * of the ladder, and an administrator jumps back, with a reason, audited.
 * Gates and the wait are no steps.
 *
 * `log-cases`: the case file itself, where the log knows of deadlines. One
 * step, closing the file, due on the date the log gives, completed when it
 * says. It is a flow of its own because a file may be closed before, between
 * or after the activities logged, so it stands in no order with them.
 */

export const activitiesId = "log-activities";
export const casesId = "log-cases";
/** `next` when nothing follows. */
export const nothing = "none";
export const waitNode = "wait";

const t = (text: string): { zh: string; en: string } => ({ zh: text, en: text });
const settings = { withdraw: "never", admin: [{ kind: "role", role: "admin", at: "$root" }] };

/** Activities of a log as nodes: ids by name, the one every case begins with first. */
export interface Ladder {
  readonly start: string; // activity
  readonly idOf: ReadonlyMap<string, string>; // by activity, in order
}

/** Throws `LogFault` for a log whose cases begin with different activities: a flow has one start. */
export function ladderOf(cases: readonly LogCase[]): Ladder {
  const starts = new Set(cases.map((one) => one.events[0]?.activity ?? ""));
  const [start = ""] = starts;
  if (starts.size !== 1) throw new LogFault(`cases begin with ${starts.size} different activities`);
  const others = [...new Set(cases.flatMap((one) => one.events.map((event) => event.activity)))].filter((name) => name !== start).sort();
  return { start, idOf: new Map([[start, "a0"], ...others.map((name, i) => [name, `a${i + 1}`] as const)]) };
}

function form(id: string, properties: object, required: readonly string[]): FormDefinition {
  return {
    id, revision: 1, title: t(id), schema: { type: "object", properties, required }, ui: { sections: [{ id: "main", title: t("main"), fields: Object.keys(properties) }] },
    logic: [], listFields: ["case"],
  } as unknown as FormDefinition;
}

const field = (xid: string, more: object = {}): object => ({ [xid]: { type: "string", "x-id": xid, "x-title": t(xid), ...more } });
const caseField = field("case", { maxLength: 200 });

export function activitiesForm({ idOf }: Ladder): FormDefinition {
  const choices = new Map([...[...idOf].map(([name, id]) => [id, t(name)] as const), [nothing, t(nothing)]]);
  const next = field("next", { "x-kind": "choice", enum: [...choices.keys()], "x-enum": Object.fromEntries(choices) });
  return form(activitiesId, { ...caseField, ...next, ...field("who", { "x-kind": "person" }) }, ["case", "next", "who"]);
}

export const casesForm = form(casesId, { ...caseField, ...field("deadline", { format: "date-time", "x-kind": "date-time" }) }, ["case", "deadline"]);

const isNext = (id: string): object => ({ "===": [{ var: "next" }, id] });
const access = { "*": "read", next: "edit", who: "edit" };

/** Gate, step and join of one activity. */
function rung(name: string, id: string): readonly object[] {
  return [
    { id: `x-${id}`, kind: "exclusive", title: t(`${name}?`) },
    { id, kind: "fill", title: t(name), candidates: [{ kind: "field", field: "who" }], onNobody: "block", selfApproval: "allow", fields: access },
    { id: `j-${id}`, kind: "join", title: t(`${name} ·`), of: `x-${id}`, mode: "any" },
  ];
}

/** The way through a gate, and past it. */
function rungEdges(step: string, gate: string, when: object): readonly object[] {
  return [
    { id: `${gate}-in`, from: `x-${gate}`, to: step, order: 1, when },
    { id: `${gate}-past`, from: `x-${gate}`, to: `j-${gate}`, order: 2, default: true },
    { id: `${gate}-out`, from: step, to: `j-${gate}` },
  ];
}

export function activitiesFlow({ start, idOf }: Ladder): FlowDefinition {
  const rungs = [...idOf].filter(([name]) => name !== start);
  const first = idOf.get(start) ?? "";
  const gates = [...rungs.map(([, id]) => id), "more"];
  const last = [
    { id: "x-more", kind: "exclusive", title: t("more?") },
    { id: waitNode, kind: "wait", title: t("wait to be sent back"), until: { event: "log.closed", key: { var: "case" } } },
    { id: "j-more", kind: "join", title: t("more ·"), of: "x-more", mode: "any" },
  ];
  return {
    id: activitiesId, revision: 1, title: t("activities of a log"), form: { id: activitiesId }, settings,
    nodes: [{ id: first, kind: "start", title: t(start), fields: { "*": "edit" } }, ...rungs.flatMap(([name, id]) => rung(name, id)), ...last, { id: "end", kind: "end", title: t("end"), outcome: "approved" }],
    edges: [
      ...rungs.flatMap(([, id]) => rungEdges(id, id, isNext(id))), ...rungEdges(waitNode, "more", { "!": [isNext(nothing)] }),
      ...[first, ...gates.map((gate) => `j-${gate}`)].map((from, i) => ({ id: `go-${i}`, from, to: i < gates.length ? `x-${gates[i]}` : "end" })),
    ],
  } as unknown as FlowDefinition;
}

export const casesFlow = {
  id: casesId, revision: 1, title: t("case files of a log"), form: { id: casesId }, settings,
  nodes: [
    { id: "open", kind: "start", title: t("open the file"), fields: { "*": "edit" } },
    { id: "close", kind: "fill", title: t("close the file"), candidates: [{ kind: "initiator" }], onNobody: "block", selfApproval: "allow", fields: { "*": "read" }, due: { dateField: "deadline", onOver: "remind" } },
    { id: "end", kind: "end", title: t("closed"), outcome: "approved" },
  ],
  edges: [{ id: "e1", from: "open", to: "close" }, { id: "e2", from: "close", to: "end" }],
} as unknown as FlowDefinition;
