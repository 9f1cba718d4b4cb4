import { isObject, own, validUntil, type Answers, type FlowDefinition, type FlowInstance, type FormDefinition, type JsonValue, type TaskState } from "@safeloop/engine";
import { placeFieldOf } from "../forms/fieldIndex.ts";
import type { InstanceColumns } from "./instanceStore.ts";

/** The place that says where an interlock looks: the field the interlock names, else the form's first place. */
function placeOf(flow: FlowDefinition, form: FormDefinition, answers: Answers): JsonValue | undefined {
  const named = flow.life?.events.find((event) => event.interlock)?.interlock?.areaField;
  const xid = named ?? placeFieldOf(form)?.xid;
  return xid === undefined ? undefined : answers[xid];
}

function coordinate(point: unknown, axis: "x" | "y"): number | null {
  const value = isObject(point) ? own(point, axis) : undefined;
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** What queries need of an instance: life state, where the work is, until when, and when the next life task is due. */
export function instanceColumns(flow: FlowDefinition, form: FormDefinition, instance: FlowInstance, answers: Answers, tasks: readonly TaskState[]): InstanceColumns {
  const state = flow.life?.states.find((one) => one.id === instance.life?.state);
  const place = placeOf(flow, form, answers);
  const area = isObject(place) ? own(place, "area") : undefined;
  const point = isObject(place) ? own(place, "point") : undefined;
  const lifeDue = tasks.flatMap((task) => (task.kind === "life" && task.state === "open" && task.dueAt !== undefined ? [task.dueAt] : []));
  return {
    lifeState: state?.id ?? null,
    lifeTone: state?.tone ?? null,
    areaId: typeof area === "string" ? area : null,
    posX: coordinate(point, "x"),
    posY: coordinate(point, "y"),
    validUntil: validUntil(flow, instance) ?? null,
    gasDueAt: lifeDue.length > 0 ? Math.min(...lifeDue) : null,
  };
}

