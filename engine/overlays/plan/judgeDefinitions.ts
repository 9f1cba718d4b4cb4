import { checkFlow } from "../../flows/index.ts";
import { checkForm } from "../../forms/index.ts";
import { issue, type Issue } from "../../issues/issue.ts";
import { pointerSteps } from "../../issues/pointer.ts";
import { isList, isObject, own } from "../../model/json.ts";
import { checkRule } from "../../rules/index.ts";
import { fromTree } from "../definitions/packTree.ts";
import { brokenReferences } from "../references/graph.ts";
import { opPath } from "../overlay/opPath.ts";
import { elementIdOf, type Ref, type Tree } from "../tree/element.ts";
import type { TreeFault } from "./judged.ts";

/** Issues of the definitions' own checkers, each named on the element it lies in. A pack knows no plant, so that a rule meets no tag says nothing. */
export function judgeDefinitions(tree: Tree): readonly TreeFault[] {
  const known = judged.get(tree) ?? judgeAll(tree);
  judged.set(tree, known);
  return known;
}

/** A tree never changes, and the one upper of many overlays is judged once. */
const judged = new WeakMap<Tree, readonly TreeFault[]>();

function judgeAll(tree: Tree): readonly TreeFault[] {
  const { forms, flows, rules } = fromTree(tree);
  return [
    ...forms.flatMap((form) => faults(`form/${form.id}`, "form", form, () => checkForm(form))),
    ...flows.flatMap((flow) => faults(`flow/${flow.id}`, "flow", flow, () => checkFlow(flow, formOption(forms.find((one) => one.id === flow.form?.id))))),
    ...rules.flatMap((rule) => faults(`rule/${rule.id}`, "rule", rule, () => checkRule(rule, [], rules).filter((one) => !needsPlant.has(one.code)))),
  ];
}

/** What cannot be told without the tags of a plant. */
const needsPlant: ReadonlySet<string> = new Set(["RULE_NO_TAG"]);

function formOption<T>(form: T | undefined): { readonly form?: T } {
  return form === undefined ? {} : { form };
}

/** References of the projection that lead to nothing. `there`: definitions outside the tree that may be named, such as `form/hazard-report`. */
export function judgeReferences(tree: Tree, there: ReadonlySet<string> = new Set()): readonly TreeFault[] {
  return brokenReferences(tree).filter((edge) => !there.has(edge.to.split("#")[0] ?? "")).map((edge) => ({ as: "REF_BROKEN", issue: issue("PACK_REFERENCE", opPath(edge.from), { from: elementIdOf(edge.from), kind: edge.kind, id: edge.to }), el: edge.from }));
}

function faults(name: string, root: string, definition: object, check: () => readonly Issue[]): TreeFault[] {
  return check().filter((one) => one.severity === "error").map((one) => ({ as: "INVALID", issue: one, el: elementAt(name, root, definition, pointerSteps(one.path)) }));
}

/** The element a path of a definition lies in: the deepest thing with an id on the way. */
function elementAt(name: string, root: string, definition: object, steps: readonly string[]): Ref {
  let at: unknown = definition;
  let found = root;
  steps.forEach((step, index) => {
    at = isList(at) ? at[Number(step)] : isObject(at) ? own(at, step) : undefined;
    const id = isObject(at) ? (at["x-id"] ?? at["id"]) : undefined;
    if (typeof id === "string" && index > 0) found = `${prefixes[steps[index - 1] ?? ""] ?? ""}${id}`;
  });
  return `${name}#${found}`;
}

const prefixes: { readonly [list: string]: string } = { logic: "check:", sections: "section:", edges: "edge:", states: "state:", events: "event:", timers: "timer:", tasks: "task:" };
