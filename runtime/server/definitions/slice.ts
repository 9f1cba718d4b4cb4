import type { DefinitionKind, FormDefinition } from "@safeloop/engine";
import type { ServerContext, Slice } from "../context.ts";
import { loadPacks } from "../packs/loadPacks.ts";
import { installPacks } from "../packs/installPacks.ts";
import { packRoutes } from "../packs/packRoutes.ts";
import { validateFormDataRoute } from "../forms/validateRoute.ts";
import { listIndexesOf } from "../submissions/listIndexes.ts";
import { listsAlike, reindexForm, reindexTask } from "../submissions/reindexForm.ts";
import { DefinitionMemory } from "./definitionMemory.ts";
import { definitionRoutes } from "./definitionRoutes.ts";
import { DefinitionService, type OnPublish } from "./definitionService.ts";

/** Forms, flows, rules and the packs they come from. Offers `services.definitions`. */
export function definitionsSlice(ctx: ServerContext): Slice {
  const packs = loadPacks(ctx);
  const indexes = listIndexesOf(ctx.store);
  const onPublish: OnPublish = async (tx, tenantId, revision) => {
    if (revision.kind !== "forms") return;
    const form = revision.definition as FormDefinition;
    await indexes.ensure(tx, form);
    const before = ctx.services.definitions?.published(tenantId, "forms", form.id)?.definition;
    if (before && !listsAlike(before, form)) await ctx.jobs.schedule(tx, { task: reindexTask, key: `${tenantId}/${form.id}`, dueAt: ctx.clock.now(), payload: { formId: form.id }, tenantId });
  };
  ctx.jobs.on(reindexTask, (payload, job) => reindexForm(ctx, job.tenantId, String(payload["formId"])));
  const memory = new DefinitionMemory(ctx.store, (tenantId) => installPacks(ctx, packs, tenantId, onPublish));
  ctx.services.definitions = memory;
  const service = (kind: DefinitionKind): DefinitionService => new DefinitionService(ctx, memory, kind, onPublish);
  return {
    name: "definitions",
    routes: [
      ...definitionRoutes("forms", service("forms")),
      ...definitionRoutes("flows", service("flows")),
      ...definitionRoutes("rules", service("rules")),
      validateFormDataRoute(ctx, memory),
      ...packRoutes(packs),
    ],
    async start() {
      for (const tenantId of ctx.tenants()) await memory.load(tenantId);
    },
  };
}
