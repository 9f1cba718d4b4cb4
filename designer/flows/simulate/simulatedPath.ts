import { type FlowDefinition, type OpenStep, runPath, type RunLine, type RunOver, type RunPath, type Simulated, type SimulatedStepView } from "@safeloop/engine";

const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

/** The lines of one step as every run tells them. */
export function linesOf({ at, history }: SimulatedStepView): readonly RunLine[] {
  return history.map(({ command, by, node, visit, outcome, comment, supersedes, detail }): RunLine => {
    const [reason, edge] = [textOf(detail?.["reason"]), textOf(detail?.["edge"])];
    return {
      at: Date.parse(at), command, by: by?.name ?? null, ...(node === undefined ? {} : { node }), ...(visit === undefined ? {} : { visit }), ...(outcome === undefined ? {} : { outcome }),
      ...(comment === undefined ? {} : { comment }), ...(reason === undefined ? {} : { reason }), ...(edge === undefined ? {} : { edge }), ...(supersedes ? { supersedes } : {}),
    };
  });
}

function openAt(step: SimulatedStepView | undefined, { tasks }: Pick<Simulated, "tasks">): readonly OpenStep[] {
  return Object.entries(step?.stands.open ?? {}).map(([node, people]) => {
    const task = tasks.find((one) => one.node.id === node && one.closedAt === undefined);
    return { node, people: people.map((one) => one.name), ...(task ? { since: Date.parse(task.openedAt) } : {}), ...(task?.dueAt === undefined ? {} : { dueAt: Date.parse(task.dueAt) }) };
  });
}

function overAfter(flow: FlowDefinition, state: string): RunOver | undefined {
  if (flow.life?.states.some((one) => one.id === state)) return { outcome: "approved" };
  return state === "draft" || state === "approving" || state === "" ? undefined : { outcome: state };
}

/** The simulated run on the drawing, after so many steps of its log; by default after all. */
export function simulatedPath(flow: FlowDefinition, sim: Pick<Simulated, "log" | "tasks">, steps: number = sim.log.length): RunPath {
  const log = sim.log.slice(0, steps);
  const last = log[log.length - 1];
  return runPath(flow, log.flatMap(linesOf), openAt(last, sim), overAfter(flow, last?.stands.state ?? ""));
}
