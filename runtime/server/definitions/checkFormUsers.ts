import { issue, messageOf, type FlowDefinition, type FormDefinition, type Issue } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import type { DefinitionsService } from "../services.ts";
import { checkDefinition } from "./checkDefinition.ts";
import { checkEnvOf, publishedOf, type NamedDefinitions } from "./checkEnv.ts";

const keyOf = (one: Issue): string => JSON.stringify([one.code, one.path, one.params]);

/**
 * What a changed form would break: each published flow over it is judged with
 * the changed form, for new work takes the newest of both. Needs `load`.
 */
export function checkFormUsers(ctx: ServerContext, definitions: DefinitionsService, tenantId: string, form: FormDefinition): readonly Issue[] {
  const present = publishedOf(definitions, tenantId);
  const changed: NamedDefinitions = { ...present, form: (id) => (id === form.id ? form : present.form(id)) };
  return definitions.all(tenantId, "flows").filter(({ definition }) => definition.form.id === form.id)
    .flatMap(({ definition }) => newFaults(ctx, tenantId, definition, present, changed).map((one) => broken(definition, one)));
}

/** The errors of a flow that it has with `after` only; what it had before is not the change's. */
export function newFaults(ctx: ServerContext, tenantId: string, flow: FlowDefinition, before: NamedDefinitions, after: NamedDefinitions): readonly Issue[] {
  const found = faultsWith(ctx, tenantId, flow, after);
  if (found.length === 0) return [];
  const known = new Set(faultsWith(ctx, tenantId, flow, before).map(keyOf));
  return found.filter((one) => !known.has(keyOf(one)));
}

/** What would refuse the flow, were these the definitions it names. */
export function faultsWith(ctx: ServerContext, tenantId: string, flow: FlowDefinition, named: NamedDefinitions): readonly Issue[] {
  return checkDefinition("flows", flow, checkEnvOf(ctx, tenantId, named)).filter((one) => one.severity === "error");
}

function broken(flow: FlowDefinition, why: Issue): Issue {
  return issue("FORM_BREAKS_FLOW", "", {
    flow: flow.id, flowZh: flow.title.zh, flowEn: flow.title.en, id: flow.id, cause: why.code,
    reasonZh: messageOf(why.code, why.params, "zh-CN"), reasonEn: messageOf(why.code, why.params, "en"),
  });
}
