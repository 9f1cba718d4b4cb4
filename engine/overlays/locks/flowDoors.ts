import type { Issue } from "../../issues/issue.ts";
import type { FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import { flowShapeIssues, type SectionFields } from "../../strictness/index.ts";
import { fromTree } from "../definitions/packTree.ts";
import { definitionOf, elementIdOf, type Tree } from "../tree/element.ts";
import { closureLayer } from "./closure.ts";
import { lockLevel } from "./lockLevel.ts";

/**
 * Ways around the locked steps of a flow (overlays.md 5.5), for each flow of
 * the upper with such steps that a layer changed: a step left out, passed by
 * or put in another order, and what a locked approval signs edited afterwards.
 */
export function flowDoors(upper: Tree, result: Tree, layer: string, changed: ReadonlySet<string>): readonly (Issue & { readonly flow: string })[] {
  const locked = lockedSteps(upper, layer);
  const names = [...locked.keys()].filter((name) => changed.has(name));
  if (names.length === 0) return [];
  const [above, now] = [fromTree(upper), fromTree(result)];
  return names.flatMap((name) => {
    const id = name.slice("flow/".length);
    const [was, is] = [above.flows, now.flows].map((flows) => flows.find((one) => one.id === id));
    return was && is ? doorsOf(upper, was, is, now.forms, locked.get(name) ?? []).map((one) => ({ ...one, flow: id })) : [];
  });
}

function doorsOf(upper: Tree, was: FlowDefinition, is: FlowDefinition, forms: readonly FormDefinition[], steps: readonly string[]): readonly Issue[] {
  const form = forms.find((one) => one.id === is.form.id);
  const known = new Set(flowShapeIssues(was, was, steps, protectedFields(upper, was.form.id), sectionsOf(form)).map(textOf));
  return flowShapeIssues(was, is, steps, protectedFields(upper, was.form.id), sectionsOf(form)).filter((one) => one.severity === "error" && !known.has(textOf(one)));
}

const textOf = (one: Issue): string => `${one.code} ${JSON.stringify(one.params)}`;

/** Steps that may not go, by flow. */
function lockedSteps(upper: Tree, layer: string): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const one of upper.elements.values()) {
    if (one.kind !== "node" || lockLevel(one, "exist", layer) === "free") continue;
    const name = definitionOf(one.id);
    found.set(name, [...(found.get(name) ?? []), elementIdOf(one.id)]);
  }
  return found;
}

/** What a locked check of the form reads. */
function protectedFields(upper: Tree, form: string): readonly string[] {
  return [...upper.elements.values()]
    .filter((one) => one.kind === "field" && definitionOf(one.id) === `form/${form}` && Object.values(one.locks ?? {}).some((entries) => entries.some((entry) => entry.by === closureLayer)))
    .map((one) => elementIdOf(one.id));
}

function sectionsOf(form: FormDefinition | undefined): SectionFields {
  return Object.fromEntries((form?.ui.sections ?? []).map((section) => [section.id, section.fields]));
}
