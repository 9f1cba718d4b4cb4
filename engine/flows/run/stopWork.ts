import { issue } from "../../issues/issue.ts";
import type { Act } from "../../model/flow.ts";
import { isObject, type JsonValue } from "../../model/json.ts";
import { emit, type Run, StepRefused } from "./run.ts";
import { valueOf } from "./valueOf.ts";

/** Stops work in the named areas. Nobody is told that an area is safe by a stop that reached nothing: without an area the step is refused. */
export function stopWork(run: Run, act: Extract<Act, { do: "interlock" }>): void {
  const areas = areasIn(valueOf(run, act.area));
  if (areas.length === 0) throw new StepRefused([issue("ACT_AREA_UNKNOWN", "", { cause: act.cause })]);
  const { id, submissionId } = run.instance;
  for (const areaId of areas) emit(run, { kind: "interlock", cause: act.cause, areaId, causeId: id, reason: act.reason, standing: { submission: submissionId } });
}

function areasIn(value: JsonValue | undefined): readonly string[] {
  const ids = (Array.isArray(value) ? value : [value]).flatMap((one: JsonValue | undefined) => {
    const id = isObject(one) ? one["area"] : one;
    return typeof id === "string" && id !== "" ? [id] : [];
  });
  return [...new Set(ids)];
}
