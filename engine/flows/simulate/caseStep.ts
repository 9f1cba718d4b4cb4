import { dataByKey, formOf, type CompiledForm } from "../../forms/index.ts";
import type { JsonObject, JsonValue } from "../../model/json.ts";
import type { CaseStep } from "../../model/packCase.ts";
import type { CommandInput } from "../types.ts";
import { pendingTasks, taskMeant } from "./paper.ts";
import type { SimulatedStep, Simulation, SimulationAct } from "./types.ts";

/** One input of the run as a case says it. `before`: the run before the act it belongs to. */
export function caseStep(before: Simulation, { at, input }: SimulatedStep, act?: SimulationAct): CaseStep {
  const when = { at: new Date(at).toISOString() };
  const form = formOf(before.setup.form);
  if (act?.type === "setAnswers") return { ...when, do: "answers", data: patchByKey(form, act.data) };
  switch (input?.type) {
    case "command": return { ...when, ...commandStep(before, form, input) };
    case "event": return { ...when, do: "signal", event: input.name, key: input.key };
    case "child": return { ...when, do: "childEnds", visit: input.visit, child: input.child, outcome: input.outcome };
    case "interlock": return { ...when, do: "interlock", cause: input.cause, causeId: input.causeId, reason: input.reason.zh };
    case "interlockOver": return { ...when, do: "interlockOver", causeId: input.causeId };
    default: return { ...when, do: "tick" };
  }
}

function commandStep(before: Simulation, form: CompiledForm, { type: _type, command, by, task, data, signature, passwordOk, admin, version, ...same }: CommandInput): Omit<CaseStep, "at"> {
  return {
    do: command, by, ...same, ...taskStep(before, by, command, task),
    ...(version === undefined ? {} : { version }), ...(data ? { data: patchByKey(form, data) } : {}),
    ...(signature ? {} : { unsigned: true as const }), ...(passwordOk ? { password: true as const } : {}), ...(admin ? { admin: true as const } : {}),
  };
}

/** The node is enough where the person's task there is the one meant; else the very task is named. */
function taskStep({ setup, instance }: Simulation, by: string, command: string, task: string | undefined): Pick<CaseStep, "node" | "task"> {
  if (command === "event") return {};
  const pending = pendingTasks(setup.flow, instance);
  if (task === undefined) return taskMeant(pending, by, undefined) ? { task: "" } : {};
  const node = pending.find((one) => one.id === task)?.node;
  return node !== undefined && taskMeant(pending, by, node)?.id === task ? { node } : { task };
}

/** A patch by x-id as a patch by property key; what the form does not have goes on as it is. */
function patchByKey(form: CompiledForm, patch: { readonly [xid: string]: JsonValue }): JsonObject {
  const keyOf = (xid: string): string => form.roots.find((field) => field.xid === xid)?.key ?? xid;
  const others = Object.entries(patch).filter(([xid, value]) => value === null || !form.roots.some((field) => field.xid === xid));
  return { ...dataByKey(form, patch), ...Object.fromEntries(others.map(([xid, value]) => [keyOf(xid), value])) };
}
