import { everySeat, isSuperseded, verifySignature, type FlowInstance, type HistoryEntry } from "../flows/index.ts";
import type { FlowDefinition } from "../model/flow.ts";
import { own } from "../model/json.ts";
import type { I18nText } from "../model/text.ts";
import type { PrintDecision, PrintPending } from "./facts.ts";

/** What a flow has to say on paper. */
export interface PrintedFlow {
  readonly decisions: readonly PrintDecision[];
  readonly events: readonly PrintDecision[];
  readonly pending: readonly PrintPending[];
}

const outcomes: { readonly [command: string]: PrintDecision["outcome"] } = { approve: "approved", reject: "rejected", return: "returned", submit: "filled" };

/** A step and an event may have the same id, such as `start`: each is looked for among its own. */
function titleOf(among: readonly { readonly id: string; readonly title: I18nText }[] | undefined, id: string): I18nText {
  return among?.find((one) => one.id === id)?.title ?? { zh: id, en: id };
}

function signedOf(submission: string, entry: HistoryEntry): Pick<PrintDecision, "signature"> {
  const { signature } = entry;
  return signature ? { signature: { method: signature.method, intact: verifySignature(submission, entry), ...(signature.file === undefined ? {} : { file: signature.file }) } } : {};
}

function distanceOf(instance: FlowInstance, entry: HistoryEntry): Pick<PrintDecision, "distanceM"> {
  const visit = instance.visits.find((one) => one.id === entry.visit);
  const seat = visit && everySeat(visit.seats).find((one) => one.id === entry.seat);
  return seat?.distanceM === undefined ? {} : { distanceM: seat.distanceM };
}

/** Decided by a rule instead of a person, such as nobody being there. */
function systemOutcome(entry: HistoryEntry): PrintDecision["outcome"] | undefined {
  if (entry.command !== "system") return undefined;
  return entry.outcome === "passed" ? "approved" : "rejected";
}

function decisionOf(flow: FlowDefinition, instance: FlowInstance, entry: HistoryEntry): PrintDecision | undefined {
  const outcome = (own(outcomes, entry.command) as PrintDecision["outcome"] | undefined) ?? systemOutcome(entry);
  if (outcome === undefined || entry.node === undefined) return undefined;
  const standsFor = entry.detail?.["for"];
  return {
    node: entry.node, title: titleOf(flow.nodes, entry.node), by: entry.by, outcome, at: entry.at,
    ...(typeof standsFor === "string" ? { standsFor } : {}), ...(entry.comment === undefined ? {} : { comment: entry.comment }),
    ...signedOf(instance.submissionId, entry), ...distanceOf(instance, entry), ...(isSuperseded(instance, entry) ? { superseded: true as const } : {}),
  };
}

function eventOf(flow: FlowDefinition, instance: FlowInstance, entry: HistoryEntry): PrintDecision | undefined {
  if (entry.command !== "event" || entry.outcome === undefined) return undefined;
  return {
    node: entry.outcome, title: titleOf(flow.life?.events, entry.outcome), by: entry.by, outcome: "event", at: entry.at,
    ...(entry.comment === undefined ? {} : { comment: entry.comment }), ...signedOf(instance.submissionId, entry),
  };
}

/** The start node's own "submit" is the application itself, which the form shows. */
function isStart(flow: FlowDefinition, node: string): boolean {
  return flow.nodes.some((one) => one.id === node && one.kind === "start");
}

/** Decisions, events and open steps of a running or ended flow, oldest first. */
export function printedFlow(flow: FlowDefinition, instance: FlowInstance, history: readonly HistoryEntry[]): PrintedFlow {
  const open = instance.visits.filter((visit) => visit.state === "open" && visit.seats.length > 0 && !visit.node.startsWith("life."));
  return {
    decisions: history.flatMap((entry) => decisionOf(flow, instance, entry) ?? []).filter((one) => !isStart(flow, one.node)),
    events: history.flatMap((entry) => eventOf(flow, instance, entry) ?? []),
    pending: open.map((visit) => ({ node: visit.node, title: titleOf(flow.nodes, visit.node), people: [...new Set(everySeat(visit.seats).filter((seat) => seat.own === undefined).flatMap((seat) => seat.holders))] })),
  };
}

/** The word across a paper that gives no right to work now; undefined: it is in force, or has no force to lose. */
export function markOf(flow: FlowDefinition, instance: FlowInstance): I18nText | "notInForce" | undefined {
  if (!flow.life) return undefined;
  const state = flow.life.states.find((one) => one.id === instance.life?.state);
  if (instance.suspended) return state?.tone === "stopped" ? state.title : { zh: "暂停", en: "SUSPENDED" };
  if (!state) return "notInForce";
  return state.tone === "stopped" || state.tone === "void" ? state.title : undefined;
}
