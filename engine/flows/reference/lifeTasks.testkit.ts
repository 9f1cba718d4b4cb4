import type { LifeState, LifeTask } from "../../model/flow.ts";
import { enter } from "./entering.testkit.ts";
import { durationMs } from "./facts.testkit.ts";
import { taskOf } from "./lifeDrawing.testkit.ts";
import { isLive, type Run } from "./run.testkit.ts";
import { found } from "./shape.testkit.ts";
import type { Visit } from "./types.testkit.ts";
import { closeVisit, lifeRegion } from "./visits.testkit.ts";

const prefix = "life.";

/** The tasks of a state just entered: at once, or when their first period is over. */
export function openTasks(run: Run, state: LifeState): void {
  for (const task of state.tasks ?? []) {
    if (task.every === undefined) openTask(run, task);
    else schedule(run, task);
  }
}

/** One task at a time: while it is open no second one opens. */
export function openTask(run: Run, task: LifeTask): void {
  const node = prefix + task.id;
  if (!run.state.visits.some((visit) => visit.node === node && isLive(visit))) enter(run, lifeRegion, { kind: "entering", node });
}

/** Done: the next one of a repeating task comes a whole period from now. */
export function completeTask(run: Run, visit: Visit): void {
  closeVisit(run, visit, "done");
  const task = taskOf(run, visit.node.slice(prefix.length));
  if (task.every !== undefined) schedule(run, task);
}

/** The state was left: its tasks are no longer needed, and no further ones come. */
export function closeTasks(run: Run): void {
  for (const visit of run.state.visits) if (visit.region === lifeRegion && isLive(visit)) closeVisit(run, visit, "ended");
  const life = found(run.state.life, "life");
  life.clocks = life.clocks.filter((clock) => clock.kind !== "task");
}

function schedule(run: Run, task: LifeTask): void {
  const life = found(run.state.life, "life");
  const start = run.world.now();
  life.clocks = life.clocks.filter((clock) => clock.kind !== "task" || clock.timer !== task.id);
  life.clocks.push({ id: `life:task-${task.id}:0`, timer: task.id, kind: "task", i: 0, start, dueAt: start + durationMs(task.every ?? "PT0S") });
}
