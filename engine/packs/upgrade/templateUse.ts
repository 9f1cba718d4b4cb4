import { actsOf } from "../checks/references.ts";
import type { Pack, PackTemplate } from "../../model/pack.ts";

/** Names of the definitions a template's cases run through, such as `form/visit-log`: its own, and what their flows start. */
export function definitionsUsedBy(pack: Pick<Pack, "flows">, template: PackTemplate): ReadonlySet<string> {
  const used = new Set([...(template.form === undefined ? [] : [`form/${template.form}`]), ...(template.rules ?? []).map((id) => `rule/${id}`)]);
  const open = template.flow === undefined ? [] : [template.flow];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (used.has(`flow/${id}`)) continue;
    used.add(`flow/${id}`);
    const flow = pack.flows.find((one) => one.id === id);
    if (!flow) continue;
    used.add(`form/${flow.form.id}`);
    for (const act of actsOf(flow)) {
      if (act.do === "startFlow") open.push(act.flow);
      if (act.do === "raiseAlarm") used.add(`rule/${act.rule}`);
      if (act.do === "createSubmission") open.push(...pack.flows.filter((one) => one.form.id === act.form).map((one) => one.id));
    }
  }
  return used;
}
