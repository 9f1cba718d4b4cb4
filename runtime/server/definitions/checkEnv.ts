import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import { withComputed } from "../alarms/computedTags.ts";
import type { ServerContext } from "../context.ts";
import type { DefinitionsService } from "../services.ts";
import type { CheckEnv } from "./checkDefinition.ts";

/** Where a check finds the definitions another one names. */
export interface NamedDefinitions {
  readonly form: (id: string) => FormDefinition | undefined;
  readonly flow: (id: string) => FlowDefinition | undefined;
}

/** What is published now. Needs `load`. */
export function publishedOf(definitions: DefinitionsService, tenantId: string): NamedDefinitions {
  return {
    form: (id) => definitions.published(tenantId, "forms", id)?.definition,
    flow: (id) => definitions.published(tenantId, "flows", id)?.definition,
  };
}

/** What every way in asks of a tenant when it judges a definition. */
export function checkEnvOf(ctx: ServerContext, tenantId: string, named: NamedDefinitions): CheckEnv {
  const directory = ctx.directory(tenantId);
  return {
    ...named,
    calendars: ctx.calendars.byId,
    directory,
    orgIds: directory.units.map((unit) => unit.id),
    tagsFor: (rules) => withComputed(ctx, tenantId, rules, ctx.services.tags?.all(tenantId) ?? [], named.form),
  };
}
