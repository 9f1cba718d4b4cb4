import { type FlowDefinition, type HistoryItem, type InstanceView, type OpenStep, runPath, type RunLine, type RunOver, type RunPath } from "@safeloop/engine";
import { askedPeople, visitOf } from "../inbox/seats.ts";

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function lineOf({ at, command, by, node, visit, outcome, comment, state, detail }: HistoryItem): RunLine {
  const [reason, edge] = [textOf(detail?.["reason"]), textOf(detail?.["edge"])];
  return {
    at: Date.parse(at), command, by: by?.name ?? null, ...(node === undefined ? {} : { node: node.id }), ...(visit === undefined ? {} : { visit }), ...(outcome === undefined ? {} : { outcome }),
    ...(comment === undefined ? {} : { comment }), ...(reason === undefined ? {} : { reason }), ...(edge === undefined ? {} : { edge }), ...(state === "superseded" ? { isVoid: true } : {}),
  };
}

function openSteps({ open, tasks }: InstanceView): readonly OpenStep[] {
  return open.map(({ visit, node, state, since, dueAt }): OpenStep => ({
    node: node.id, people: askedPeople(tasks.filter((task) => visitOf(task) === visit)).map((person) => person.name), since: Date.parse(since),
    ...(dueAt === undefined ? {} : { dueAt: Date.parse(dueAt) }), ...(state === "blocked" ? { isBlocked: true } : {}),
  }));
}

/** A life begins where the approval ended well; its end is not the end of the drawing. */
function overOf({ status, outcome, life }: InstanceView): RunOver | undefined {
  if (life !== undefined) return { outcome: "approved" };
  return status === "ended" ? { outcome: outcome ?? "" } : undefined;
}

/** A stored run laid over the drawing of its flow. */
export function instancePath(flow: FlowDefinition, instance: InstanceView): RunPath {
  return runPath(flow, instance.history.map(lineOf), openSteps(instance), overOf(instance));
}
