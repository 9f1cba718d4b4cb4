import type { FlowInstance, Progress } from "@safeloop/engine";

/** How far a ticket has come with its flow. Without a flow, or once approved where nothing comes after, it counts as planned. */
export function progressOf(instance: FlowInstance | undefined, lifeTone: string | null): Progress {
  if (!instance || (!instance.life && instance.status === "ended" && instance.outcome === "approved")) return { tone: "waiting" };
  if (!instance.life || lifeTone === null) return {};
  const { startedAt } = instance.life;
  return { tone: lifeTone as NonNullable<Progress["tone"]>, ...(startedAt === undefined ? {} : { startedAt }) };
}
