import type { FlowInstance, HistoryEntry } from "./types.ts";

/** True when the visit a line belongs to was cut out of the walk; screens strike it through. */
export function isSuperseded(instance: FlowInstance, entry: HistoryEntry): boolean {
  const visit = instance.visits.find((one) => one.id === entry.visit);
  return visit !== undefined && (visit.dead || (visit.state === "closed" && visit.reason !== "done"));
}
