import { type CompiledForm, type Field, type FlowDefinition, type ForecastStepView, isBlank, type JsonObject } from "@safeloop/engine";

/** A step to come. Without people it waits for answers that say whom to ask, or nobody is found. */
export interface PathStep { readonly step: ForecastStepView; readonly waitsFor: readonly Field[] }

/** The empty fields that say who a step asks: a person, or a unit or place whose people are asked. */
function emptyFields(flow: FlowDefinition | null, form: CompiledForm, data: JsonObject, node: string): readonly Field[] {
  const found = flow?.nodes.find((one) => one.id === node);
  const candidates = found && "candidates" in found ? found.candidates : [];
  const place = form.roots.find((field) => field.kind === "place");
  const named = candidates.flatMap((one) => (one.kind === "role" && one.at === "areaOwner" ? (place ?? []) : "field" in one && one.field !== undefined ? (form.byXid.get(one.field) ?? []) : []));
  return [...new Set(named)].filter((field) => isBlank(data[field.key]));
}

/** The steps that ask somebody, after the applicant's own; who is only told is not among them. Where nobody is found that is said, not hidden. */
export function pathSteps(steps: readonly ForecastStepView[], flow: FlowDefinition | null, form: CompiledForm, data: JsonObject): readonly PathStep[] {
  const asking = steps.filter(({ node }) => node.kind === "approval" || node.kind === "fill");
  return asking.map((step) => ({ step, waitsFor: step.people.length > 0 ? [] : emptyFields(flow, form, data, step.node.id) }));
}
