import { issue, type Issue } from "../../issues/issue.ts";
import { validateSchema } from "../../forms/index.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Pack } from "../../model/pack.ts";
import type { PackCase } from "../../model/packCase.ts";
import { caseSchema } from "./caseSchema.ts";

/** Faults of form in the cases of a pack: misspelt members are found here, not by a case that passes without looking. */
export function caseIssues(pack: Pack, worlds: Pack["worlds"] = pack.worlds): Issue[] {
  return (pack.cases ?? []).flatMap((one) => {
    const shape = shapeOf(one);
    return shape.length > 0 ? shape : namesOf(pack, worlds, one);
  });
}

function shapeOf(one: PackCase): Issue[] {
  return validateSchema(caseSchema, one as unknown as JsonValue).map((found) =>
    issue("PACK_CASE_SHAPE", `/cases/${one.id}${found.path}`, { case: String(one.id), why: `${found.path} ${found.code} ${JSON.stringify(found.params)}` }));
}

function namesOf(pack: Pack, known: Pack["worlds"], one: PackCase): Issue[] {
  const wrong = (why: string): Issue => issue("PACK_CASE_SHAPE", `/cases/${one.id}`, { case: one.id, why });
  const worlds = (one.use ?? []).filter((name) => !known?.[name]).map((name) => wrong(`no world "${name}"`));
  return pack.manifest.templates.some((each) => each.id === one.template) ? worlds : [wrong(`no template "${one.template}"`), ...worlds];
}
