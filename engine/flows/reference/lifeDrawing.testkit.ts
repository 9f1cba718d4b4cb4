import type { FieldAccessMap, FillNode, LifeEvent, LifeState, LifeTask, LifeTimer } from "../../model/flow.ts";
import type { Run } from "./run.testkit.ts";
import { found } from "./shape.testkit.ts";

type Drawn = Pick<Run, "def">;

export function stateOf(run: Drawn, id: string): LifeState {
  return found(run.def.life?.states.find((state) => state.id === id), `life state ${id}`);
}

export function lifeEvent(run: Drawn, id: string): LifeEvent | undefined {
  return run.def.life?.events.find((event) => event.id === id);
}

export function timersOf(run: Drawn): LifeTimer[] {
  return (run.def.life?.states ?? []).flatMap((state) => state.timers ?? []);
}

export function taskOf(run: Drawn, id: string): LifeTask {
  return found(run.def.life?.states.flatMap((state) => state.tasks ?? []).find((one) => one.id === id), `life task ${id}`);
}

/** The events an interlock of this cause may bring about. */
export function interlockEvents(run: Drawn, cause: string): LifeEvent[] {
  return (run.def.life?.events ?? []).filter((event) => event.by === "interlock" && (event.interlock?.causes.includes(cause) ?? event.id === cause));
}

/** A task of the life is filled in like a step of the drawing; its sections say what may be written. */
export function taskNode(run: Pick<Run, "world">, task: LifeTask): FillNode {
  return {
    id: `life.${task.id}`, kind: "fill", title: task.title, candidates: task.candidates, onNobody: "toAdmin", selfApproval: "allow",
    fields: fieldsOf(run, task.form?.sections ?? []), ...(task.due ? { due: task.due } : {}),
  };
}

export function fieldsOf(run: Pick<Run, "world">, sections: readonly string[]): FieldAccessMap {
  return { "*": "read", ...Object.fromEntries(sections.flatMap((id) => (run.world.sections?.[id] ?? []).map((field) => [field, "edit"]))) };
}
