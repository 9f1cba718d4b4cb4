import { checkFlow, type CheckFlowOptions } from "../flows/index.ts";
import { checkForm, reportStreams, reportTag } from "../forms/index.ts";
import type { Issue } from "../issues/issue.ts";
import type { FormDefinition } from "../model/form.ts";
import type { Pack } from "../model/pack.ts";
import type { AlertRule } from "../model/rule.ts";
import type { Tag } from "../model/tag.ts";
import { checkRule, formsOf } from "../rules/index.ts";
import { checkCalendar } from "../time/calendar/index.ts";
import { calendarsOf } from "./packCalendars.ts";
import { inputIssues, withSamples } from "./inputs/fillInputs.ts";
import { scopeOf } from "./source/scope.ts";
import { caseIssues } from "./cases/caseIssues.ts";
import { judged } from "./checks/judged.ts";
import { labelIssues } from "./checks/labels.ts";
import { limitIssues } from "./checks/limits.ts";
import { manifestIssues, packShapeIssues } from "./checks/manifest.ts";
import { referenceIssues } from "./checks/references.ts";

/**
 * Everything wrong with a pack that can be seen without playing its cases:
 * each definition by its own checker, references between them, labels in both
 * languages, sources of limits, and the shape of its cases. Paths begin with
 * the folder and id of the definition. A definition its own checker refuses is
 * looked at no further. `packs` are those it may require. Never throws for what a pack says.
 */
export function checkPack(pack: Pack, packs: readonly Pack[] = []): readonly Issue[] {
  const shape = packShapeIssues(pack);
  if (shape.length > 0) return shape;
  const asked = inputIssues(pack);
  if (asked.length > 0) return asked;
  return checkFilled(withSamples(pack).pack, packs);
}

function checkFilled(pack: Pack, packs: readonly Pack[]): readonly Issue[] {
  const { whole, issues: missing } = scopeOf(pack, packs);
  const forms = checked("forms", pack.forms, checkForm);
  const flows = checked("flows", pack.flows, (flow) => checkFlow(flow, { ...formOption([...forms.sound, ...foreign(whole.forms, pack.forms)], flow.form?.id), permitModel: true }));
  // A pack knows no plant, so that a rule meets no tag here says nothing; the forms it reads are there.
  const inPack = calendarsOf(whole.calendars ?? []);
  const rules = checked("rules", pack.rules, (rule) => checkRule(rule, formTags(rule, [...forms.sound, ...foreign(whole.forms, pack.forms)]), pack.rules, {}, inPack).filter((one) => one.code !== "RULE_NO_TAG"));
  const calendars = checked("calendars", pack.calendars ?? [], checkCalendar);
  const part = { ...pack, forms: forms.sound, flows: flows.sound, rules: rules.sound };
  const found = [...missing, ...judged("/pack", () => manifestIssues(pack)), ...forms.issues, ...flows.issues, ...rules.issues, ...calendars.issues];
  return [
    ...found, ...judged("/references", () => referenceIssues(part, whole, foreign(whole.forms, pack.forms))), ...judged("/labels", () => labelIssues(part)),
    ...judged("/limits", () => limitIssues(part)), ...judged("/cases", () => caseIssues(pack, whole.worlds)),
  ];
}

/** What other packs bring. */
function foreign<T>(whole: readonly T[], own: readonly T[]): readonly T[] {
  return whole.filter((one) => !own.includes(one));
}

interface Checked<T> {
  readonly issues: readonly Issue[];
  /** Those without errors of their own. */
  readonly sound: readonly T[];
}

function checked<T extends { readonly id: string }>(folder: string, list: readonly T[], check: (one: T) => readonly Issue[]): Checked<T> {
  const found = list.map((one) => ({ one, issues: judged("", () => check(one)).map((each) => ({ ...each, path: `/${folder}/${one.id}${each.path}` })) }));
  return { issues: found.flatMap((each) => each.issues), sound: found.filter((each) => each.issues.every((one) => one.severity !== "error")).map((each) => each.one) };
}

function formTags(rule: AlertRule, forms: readonly FormDefinition[]): readonly Tag[] {
  return formsOf(rule).flatMap(({ form: id, rows }) => {
    const form = forms.find((one) => one.id === id);
    const stream = form && reportStreams(form).find((one) => one.rows === rows);
    return stream ? [reportTag(form, stream, { id: `${id}.${rows ?? ""}`, title: stream.title, area: "", orgId: "" })] : [];
  });
}

function formOption(forms: readonly FormDefinition[], id: string | undefined): CheckFlowOptions {
  const form = forms.find((one) => one.id === id);
  return form ? { form } : {};
}
