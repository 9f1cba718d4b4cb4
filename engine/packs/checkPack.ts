import { checkFlow } from "../flows/index.ts";
import { checkForm } from "../forms/index.ts";
import type { Issue } from "../issues/issue.ts";
import type { Pack } from "../model/pack.ts";
import { checkRule } from "../rules/index.ts";
import { labelIssues } from "./checks/labels.ts";
import { limitIssues } from "./checks/limits.ts";
import { manifestIssues } from "./checks/manifest.ts";
import { referenceIssues } from "./checks/references.ts";
import { caseIssues } from "./cases/caseIssues.ts";

/**
 * Everything wrong with a pack that can be seen without playing its cases:
 * each definition by its own checker, references between them, labels in both
 * languages, sources of limits, and the shape of its cases. Paths begin with
 * the folder and id of the definition. Never throws for what a pack says.
 */
export function checkPack(pack: Pack): readonly Issue[] {
  const shape = manifestIssues(pack);
  if (shape.some((one) => one.severity === "error")) return shape;
  return [...shape, ...definitionIssues(pack), ...referenceIssues(pack), ...labelIssues(pack), ...limitIssues(pack), ...caseIssues(pack)];
}

function definitionIssues(pack: Pack): Issue[] {
  return [
    ...pack.forms.flatMap((form) => under(`/forms/${form.id}`, checkForm(form))),
    ...pack.flows.flatMap((flow) => under(`/flows/${flow.id}`, checkFlow(flow, formOption(pack, flow.form.id)))),
    // A pack knows no plant, so that a rule meets no tag here says nothing.
    ...pack.rules.flatMap((rule) => under(`/rules/${rule.id}`, checkRule(rule, [], pack.rules).filter((one) => one.code !== "RULE_NO_TAG"))),
  ];
}

function formOption(pack: Pack, id: string): Parameters<typeof checkFlow>[1] {
  const form = pack.forms.find((one) => one.id === id);
  return form ? { form } : {};
}

function under(prefix: string, issues: readonly Issue[]): Issue[] {
  return issues.map((one) => ({ ...one, path: `${prefix}${one.path}` }));
}

