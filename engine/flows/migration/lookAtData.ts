import { dataByKey, formOf, moveDraft, validateSubmission, type Answers, type CompiledForm } from "../../forms/index.ts";
import { factsFor } from "../facts.ts";
import { addMove, ask, type Findings } from "./findings.ts";
import { answerTo, openVisits, type Survey } from "./survey.ts";

/** Answers the new form refuses. At the start they are asked for again anyway, so nothing needs to be said there. */
export function lookAtData(s: Survey, f: Findings): void {
  const { hash } = s.before.def.form;
  if (hash !== undefined && hash === s.after.def.form.hash) return;
  if (openVisits(s).some((visit) => visit.node === s.before.start)) return;
  const fields = misfits(s);
  if (fields.length === 0) return;
  const answer = answerTo(s, "data");
  const given = ask(f, { key: "data", kind: "data", code: "MIGRATION_DATA", params: { fields }, choices: ["accept", "goBack"], region: "root", ...(answer === undefined ? {} : { answer }) });
  if (given === "goBack") addMove(s, f, { to: s.after.start });
}

/** Fields whose answer the new form cannot hold, and, with the old form known, whatever is refused only now. */
function misfits(s: Survey): string[] {
  const form = formOf(s.env.form);
  const unfit = moveDraft(form, s.env.answers).unfit.map((one) => one.xid);
  const { oldForm } = s.options;
  if (!oldForm) return unfit;
  const before = new Set(refused(s, formOf(oldForm)));
  return [...new Set([...unfit, ...refused(s, form).filter((path) => !before.has(path))])].sort();
}

/** Top-level fields with a fault, by x-id. Checks are left out: they are judged where a step names them. */
function refused(s: Survey, form: CompiledForm): string[] {
  const view = { plan: s.before, instance: s.instance, env: s.env, answers: s.env.answers };
  const given: Answers = Object.fromEntries(Object.entries(s.env.answers).filter(([xid]) => form.byXid.get(xid)?.computed !== true));
  const { issues } = validateSubmission(form, dataByKey(form, given), factsFor(view, "migrate", null), { previous: s.env.answers, sent: given });
  return issues.filter((one) => one.severity === "error" && !("check" in one.params)).map((one) => xidAt(form, one.path));
}

function xidAt(form: CompiledForm, path: string): string {
  const key = path.split("/")[1]?.replaceAll("~1", "/").replaceAll("~0", "~") ?? "";
  return form.roots.find((field) => field.key === key)?.xid ?? key;
}
