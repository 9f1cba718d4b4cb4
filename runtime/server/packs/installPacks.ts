import { canonicalJson, hashOf, isClean, type DefinitionKind, type Issue, type JsonObject, type Pack } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../context.ts";
import { checkDefinition } from "../definitions/checkDefinition.ts";
import { checkEnvOf } from "../definitions/checkEnv.ts";
import { definitionRow, insertRevision, nextRevision, revisionByNumber } from "../definitions/definitionStore.ts";
import type { OnPublish } from "../definitions/definitionService.ts";
import type { PublishedRevision } from "../services.ts";
import { packBreaks } from "./packBreaks.ts";

interface PackDefinition {
  readonly kind: DefinitionKind;
  readonly definition: JsonObject & { readonly id: string; readonly title: { readonly zh: string; readonly en: string } };
}

const systemOf = (tenantId: string): Actor => ({ id: "system", kind: "system", name: "Safeloop", tenantId, orgId: tenantId, permissions: new Set() });

function categoryOf(definition: JsonObject): string | null {
  const category = definition["category"];
  return typeof category === "string" ? category : null;
}

/** Forms before the flows that name them, flows before rules. */
function definitionsOf(pack: Pack): PackDefinition[] {
  const of = (kind: DefinitionKind, list: readonly unknown[]): PackDefinition[] => list.map((definition) => ({ kind, definition: definition as PackDefinition["definition"] }));
  return [...of("forms", pack.forms), ...of("flows", pack.flows), ...of("rules", pack.rules)];
}

function faultsOf(ctx: ServerContext, pack: Pack, packs: readonly Pack[], tenantId: string): { readonly id: string; readonly issues: readonly Issue[] }[] {
  const env = checkEnvOf(ctx, tenantId, {
    form: (id) => packs.flatMap((one) => one.forms).find((form) => form.id === id),
    flow: (id) => packs.flatMap((one) => one.flows).find((flow) => flow.id === id),
  });
  return definitionsOf(pack)
    .map(({ kind, definition }) => ({ id: definition.id, issues: checkDefinition(kind, definition, env) }))
    .filter(({ issues }) => !isClean(issues));
}

/** True when the stored text differs from the pack's in more than its revision number. */
function isChanged(stored: string, definition: JsonObject): boolean {
  return canonicalJson({ ...(JSON.parse(stored) as JsonObject), revision: 0 }) !== canonicalJson({ ...definition, revision: 0 });
}

async function installOne(ctx: ServerContext, tx: Tx, tenantId: string, pack: Pack, one: PackDefinition, onPublish: OnPublish): Promise<void> {
  const { kind, definition } = one;
  const row = await definitionRow(tx, tenantId, kind, definition.id);
  if (row && (row.source === "local" || row.retired_at !== null)) return; // made or taken out of use here: ours no longer
  const present = row?.revision ? await revisionByNumber(tx, tenantId, kind, definition.id, row.revision) : undefined;
  if (present && !isChanged(present.body, definition)) return;
  const revision = await nextRevision(tx, tenantId, kind, definition.id);
  const made = { ...definition, revision };
  const hash = hashOf(made);
  await insertRevision(tx, {
    tenantId, kind, id: definition.id, revision, hash, body: JSON.stringify(made), title: definition.title,
    category: categoryOf(definition), source: "pack", packId: pack.manifest.id, at: ctx.clock.now(),
    by: systemOf(tenantId), reason: `${pack.manifest.id}@${pack.manifest.version}`,
  });
  await onPublish(tx, tenantId, { kind, id: definition.id, revision, hash, definition: made as never } satisfies PublishedRevision, present?.body);
}

async function installPack(ctx: ServerContext, packs: readonly Pack[], pack: Pack, tenantId: string, onPublish: OnPublish): Promise<void> {
  const { id, version } = pack.manifest;
  const faults = [...faultsOf(ctx, pack, packs, tenantId), ...(await packBreaks(ctx, pack, tenantId))];
  if (faults.length > 0) {
    ctx.log.error({ pack: id, version, tenantId, faults: faults.slice(0, 10) }, `Template pack ${id}@${version} has faults, or would break what this tenant has made its own, and was not installed; what was there stays.`);
    return;
  }
  await ctx.store.unit(async (tx) => {
    for (const one of definitionsOf(pack)) await installOne(ctx, tx, tenantId, pack, one, onPublish);
    await tx.run({
      sql: "insert into pack_installs (tenant_id, pack_id, version, at) values (?,?,?,?) on conflict (tenant_id, pack_id) do update set version = excluded.version, at = excluded.at",
      bindings: [tenantId, id, version, ctx.clock.now()],
    });
    await ctx.audit(tx, systemOf(tenantId), { action: "pack.install", subject: { type: "pack", id }, detail: { version } });
  });
}

/**
 * Publishes each pack's definitions in a tenant, once per pack version. What
 * the tenant has changed or retired stays as it is.
 */
export async function installPacks(ctx: ServerContext, packs: readonly Pack[], tenantId: string, onPublish: OnPublish): Promise<void> {
  const rows = await ctx.store.all<{ pack_id: string; version: string }>({ sql: "select pack_id, version from pack_installs where tenant_id = ?", bindings: [tenantId] });
  const installed = new Map(rows.map((row) => [row.pack_id, row.version]));
  for (const pack of packs) {
    if (installed.get(pack.manifest.id) !== pack.manifest.version) await installPack(ctx, packs, pack, tenantId, onPublish);
  }
}
