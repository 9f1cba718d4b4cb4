import type { Act } from "../../model/flow.ts";
import { isObject, type JsonValue } from "../../model/json.ts";
import type { JsonLogic } from "../../model/logic.ts";
import { answeredInstant } from "../../time/answeredInstant.ts";
import { emit, type Run } from "./run.ts";
import { valueOf } from "./valueOf.ts";

/** Begins an approved bypass. What it names and its times are judged where it is stored: without them it is refused. */
export function outOfService(run: Run, act: Extract<Act, { do: "outOfService" }>): void {
  const { id, submissionId, number } = run.instance;
  emit(run, {
    kind: "outOfService", instance: id, submission: submissionId, number, points: named(run, act.points), rules: named(run, act.rules),
    from: act.from === undefined ? run.env.now : (answeredInstant(valueOf(run, act.from)) ?? null), until: answeredInstant(valueOf(run, act.until)) ?? null,
  });
}

function named(run: Run, expression: JsonLogic | undefined): readonly string[] {
  const value = expression === undefined ? undefined : valueOf(run, expression);
  return [...new Set((Array.isArray(value) ? value : [value]).flatMap((one: JsonValue | undefined) => nameIn(one)))];
}

/** An id, or a point with the reading it had (field kind `tag`). */
function nameIn(value: JsonValue | undefined): readonly string[] {
  const name = isObject(value) ? value["tag"] : value;
  return typeof name === "string" && name !== "" ? [name] : [];
}
