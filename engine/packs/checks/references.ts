import { issue, type Issue } from "../../issues/issue.ts";
import { formOf } from "../../forms/index.ts";
import type { Act, FlowDefinition } from "../../model/flow.ts";
import type { FormDefinition } from "../../model/form.ts";
import type { Pack } from "../../model/pack.ts";
import type { AlertRule } from "../../model/rule.ts";
import { formsOf } from "../../rules/index.ts";

/**
 * References from one definition to another: a flow's form, forms and rules
 * its acts name, fields they fill, fields left out of every section. Looks at
 * the sound part; what `whole` holds counts as there. `foreign` are forms of
 * packs it requires.
 */
export function referenceIssues(sound: Pack, whole: Pack, foreign: readonly FormDefinition[]): Issue[] {
  const known = { ...sound, forms: [...sound.forms, ...foreign] };
  return [...sound.flows.flatMap((flow) => flowReferences(known, whole, flow)), ...sound.rules.flatMap((rule) => ruleReferences(whole, rule)), ...sound.forms.flatMap(unplaced)];
}

function flowReferences(sound: Pack, whole: Pack, flow: FlowDefinition): Issue[] {
  const lost = (kind: string, id: string): Issue => issue("PACK_REFERENCE", `/flows/${flow.id}`, { from: flow.id, kind, id });
  const form = whole.forms.some((one) => one.id === flow.form.id) ? [] : [lost("form", flow.form.id)];
  return [...form, ...actsOf(flow).flatMap((act) => actReferences(sound, whole, act, lost))];
}

function ruleReferences(whole: Pack, rule: AlertRule): Issue[] {
  return formsOf(rule).filter(({ form }) => !whole.forms.some((one) => one.id === form)).map(({ form }) => issue("PACK_REFERENCE", `/rules/${rule.id}`, { from: rule.id, kind: "form", id: form }));
}

/** Acts of nodes and of life events. */
export function actsOf(flow: FlowDefinition): Act[] {
  return [...flow.nodes.flatMap((node) => (node.kind === "act" ? [node.act] : [])), ...(flow.life?.events ?? []).flatMap((event) => event.effects ?? [])];
}

function actReferences(sound: Pack, whole: Pack, act: Act, lost: (kind: string, id: string) => Issue): Issue[] {
  if (act.do === "createSubmission") {
    if (!whole.forms.some((one) => one.id === act.form)) return [lost("form", act.form)];
    const form = sound.forms.find((one) => one.id === act.form);
    if (!form) return [];
    const known = formOf(form).byXid;
    return [...Object.keys(act.data), ...(act.linkField === undefined ? [] : [act.linkField])].filter((xid) => !known.has(xid)).map((xid) => lost(`field of ${act.form}`, xid));
  }
  if (act.do === "startFlow") return whole.flows.some((one) => one.id === act.flow) ? [] : [lost("flow", act.flow)];
  if (act.do === "raiseAlarm" || act.do === "ackAlarm") return whole.rules.some((one) => one.id === act.rule) ? [] : [lost("rule", act.rule)];
  return [];
}

function unplaced(form: FormDefinition): Issue[] {
  const placed = new Set((form.ui.sections ?? []).flatMap((section) => section.fields));
  return formOf(form).roots.filter((field) => !placed.has(field.xid)).map((field) => issue("PACK_FIELD_UNPLACED", `/forms/${form.id}`, { form: form.id, field: field.xid }));
}
