import {
  flowInstancesQuerySchema, flowInstancesSchema, idParamsSchema, instanceReplySchema, migrationPreviewBodySchema, migrationPreviewSchema, migrationRunBodySchema, migrationRunSchema,
  migrationUndoBodySchema, Refusal, type MigrationPreviewBody, type MigrationRunBody, type MigrationUndoBody,
} from "@safeloop/engine";
import type { RouteRequest, ServerContext, Slice, Tx } from "../context.ts";
import { instanceView } from "../instances/instanceView.ts";
import { loadInstance } from "../instances/loadInstance.ts";
import { listInstances } from "./listInstances.ts";
import { previewMigration, type MigrationAsker } from "./preview.ts";
import { runMigration } from "./runMigration.ts";
import { undoMove } from "./undoMove.ts";

const policy = { kind: "permission", permission: "instance.admin" } as const;
const idOf = (req: RouteRequest): string => req.params["id"] ?? "";
const askerOf = (req: RouteRequest): MigrationAsker => ({ actor: req.actor, locale: req.locale, flowId: idOf(req) });

/** Moving an instance takes who may end one, and who may publish what it moves to. */
function mayMove({ actor }: RouteRequest): void {
  if (!actor.permissions.has("flow.publish")) throw new Refusal("FORBIDDEN", { permission: "flow.publish" });
}

async function undo(ctx: ServerContext, tx: Tx, req: RouteRequest): Promise<{ body: unknown }> {
  const { actor, locale } = req;
  await undoMove(ctx, tx, actor, idOf(req), (req.body as MigrationUndoBody).reason);
  const loaded = await loadInstance(ctx, tx, actor.tenantId, idOf(req));
  if (!loaded) throw new Refusal("NOT_FOUND", { what: "instance" });
  return { body: { instance: await instanceView(ctx, tx, loaded, { personId: actor.id, isAdmin: true, locale }) } };
}

/** Moving running instances to another revision of their flow: who runs on which, what would become of them, doing it, undoing it. */
export function migrationSlice(ctx: ServerContext): Slice {
  return {
    name: "migration",
    routes: [
      {
        method: "GET", url: "/api/v1/flows/:id/instances", summary: "Running instances of a flow, and how many run on each revision", policy,
        schema: { params: idParamsSchema, query: flowInstancesQuerySchema, response: { 200: flowInstancesSchema } },
        handler: async (req) => ({ body: await listInstances(ctx, req.actor, idOf(req), req.query) }),
      },
      {
        method: "POST", url: "/api/v1/flows/:id/migration/preview", summary: "What would become of running instances on another revision", policy, idempotency: "off",
        schema: { params: idParamsSchema, body: migrationPreviewBodySchema, response: { 200: migrationPreviewSchema } },
        handler: async (req) => ({ body: await previewMigration(ctx, askerOf(req), req.body as MigrationPreviewBody) }),
      },
      {
        method: "POST", url: "/api/v1/flows/:id/migration/run", summary: "Move running instances to another revision, each by itself", policy,
        schema: { params: idParamsSchema, body: migrationRunBodySchema, response: { 200: migrationRunSchema } },
        handler: async (req) => {
          mayMove(req);
          return { body: await runMigration(ctx, askerOf(req), req.body as MigrationRunBody) };
        },
      },
      {
        method: "POST", url: "/api/v1/instances/:id/migration/undo", summary: "Put a migrated instance back on its former revision", policy,
        schema: { params: idParamsSchema, body: migrationUndoBodySchema, response: { 200: instanceReplySchema } },
        handler: async (req) => {
          mayMove(req);
          return req.unit((tx) => undo(ctx, tx, req));
        },
      },
    ],
  };
}
