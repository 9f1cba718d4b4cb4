import type { DefinitionKind, FormDefinition } from "@safeloop/engine";
import type { ServerContext, Slice } from "../context.ts";
import { loadPacks } from "../packs/loadPacks.ts";
import { installPacks } from "../packs/installPacks.ts";
import { layerRoutes } from "../packs/layerRoutes.ts";
import { layersOf } from "../packs/layers/layerRows.ts";
import { PackLayers } from "../packs/layers/packLayers.ts";
import { packRoutes } from "../packs/packRoutes.ts";
import { validateFormDataRoute } from "../forms/validateRoute.ts";
import { listIndexesOf } from "../submissions/listIndexes.ts";
import { listsAlike, reindexForm, reindexTask } from "../submissions/reindexForm.ts";
import { DefinitionMemory } from "./definitionMemory.ts";
import { definitionRoutes } from "./definitionRoutes.ts";
import { DefinitionService, type OnPublish } from "./definitionService.ts";
import { PresenceBook } from "./presence.ts";

/** After the start, when requests and readings have been waited for. */
const newerAfterMs = 10_000;
/** How soon another process on the same PostgreSQL takes over what this one publishes. */
const refreshEveryMs = 2_000;

/** A published form gets the indexes its lists need; new list fields are filled in for older submissions. */
function onFormPublished(ctx: ServerContext): OnPublish {
  const indexes = listIndexesOf(ctx.store);
  return async (tx, tenantId, revision, previousBody) => {
    if (revision.kind !== "forms") return;
    const form = revision.definition as FormDefinition;
    await indexes.ensure(tx, form);
    if (previousBody === undefined || listsAlike(JSON.parse(previousBody) as FormDefinition, form)) return;
    await ctx.jobs.schedule(tx, { task: reindexTask, key: `${tenantId}/${form.id}`, dueAt: ctx.clock.now(), payload: { formId: form.id }, tenantId });
  };
}

/** Forms, flows, rules and the packs they come from. Offers `services.definitions`. */
export function definitionsSlice(ctx: ServerContext): Slice {
  const onPublish = onFormPublished(ctx);
  let packs: ReturnType<typeof loadPacks> | undefined;
  const layers = new PackLayers(ctx, () => (packs ??= loadPacks(ctx)), onPublish);
  const waiting = new Set<string>();
  const memory = new DefinitionMemory(ctx.store, async (tenantId) => {
    // A tenant at work begins with what it had; whether there is a newer version is looked at when it runs.
    if ((await layersOf(ctx.store, tenantId)).size > 0) waiting.add(tenantId);
    else await installPacks(ctx, layers, tenantId);
  });
  layers.tells(memory);
  ctx.services.definitions = memory;
  ctx.jobs.on(reindexTask, (payload, job) => reindexForm(ctx, job.tenantId, String(payload["formId"])));
  const service = (kind: DefinitionKind): DefinitionService => new DefinitionService(ctx, memory, kind, onPublish, layers);
  const presence = new PresenceBook(ctx);
  let refreshing: NodeJS.Timeout | undefined;
  let looking: NodeJS.Timeout | undefined;
  let looked: Promise<void> = Promise.resolve();
  let stopping = false;
  const lookForNewer = async (): Promise<void> => {
    try {
      for (const tenantId of waiting) if (!stopping) await installPacks(ctx, layers, tenantId);
    } catch (error) {
      ctx.log.error({ err: error }, "Newer versions of template packs could not be looked for; what was there stays.");
    }
  };
  return {
    name: "definitions",
    routes: [
      ...definitionRoutes("forms", service("forms"), presence),
      ...definitionRoutes("flows", service("flows"), presence),
      ...definitionRoutes("rules", service("rules"), presence),
      validateFormDataRoute(ctx, memory),
      ...packRoutes(ctx, layers),
      ...layerRoutes(ctx, layers),
    ],
    async start() {
      for (const tenantId of ctx.tenants()) await memory.load(tenantId);
      if (waiting.size > 0) looking = setTimeout(() => void (looked = lookForNewer()), newerAfterMs);
      if (ctx.store.dialect !== "postgres") return;
      refreshing = setInterval(() => void memory.refresh().catch((error: unknown) => ctx.log.warn({ err: error }, "Published definitions could not be read again; the ones in memory stay in use.")), refreshEveryMs);
      refreshing.unref();
    },
    async stop() {
      clearInterval(refreshing);
      clearTimeout(looking);
      stopping = true;
      await looked;
    },
  };
}
