import { canonicalJson, hashOf, type DefinitionKind, type JsonObject, type Pack } from "@safeloop/engine";
import type { Actor, ServerContext, Tx } from "../../context.ts";
import { definitionRow, insertRevision, nextRevision, retire, revisionByNumber } from "../../definitions/definitionStore.ts";
import type { OnPublish } from "../../definitions/definitionService.ts";
import type { PublishedRevision } from "../../services.ts";

export interface PackDefinition {
  readonly kind: DefinitionKind;
  readonly definition: JsonObject & { readonly id: string; readonly title: { readonly zh: string; readonly en: string } };
}

/** Forms before the flows that name them, flows before rules. */
export function definitionsOf(pack: Pack): PackDefinition[] {
  const of = (kind: DefinitionKind, list: readonly unknown[]): PackDefinition[] => list.map((definition) => ({ kind, definition: definition as PackDefinition["definition"] }));
  return [...of("forms", pack.forms), ...of("flows", pack.flows), ...of("rules", pack.rules)];
}

/** True when the stored text differs from the pack's in more than its revision number. */
function isChanged(stored: string, definition: JsonObject): boolean {
  return canonicalJson({ ...(JSON.parse(stored) as JsonObject), revision: 0 }) !== canonicalJson({ ...definition, revision: 0 });
}

function categoryOf(definition: JsonObject): string | null {
  const category = definition["category"];
  return typeof category === "string" ? category : null;
}

/** What became of the definitions of a pack. */
export interface Publication {
  readonly published: readonly PublishedRevision[];
  readonly retired: readonly { readonly kind: DefinitionKind; readonly id: string }[];
}

export interface PublishAsk {
  readonly tenantId: string;
  readonly actor: Pick<Actor, "id" | "name">;
  readonly pack: Pack;
  /** What was in force before: what it held and is out of use now, the tenant took out of use. */
  readonly before?: Pack;
  readonly reason: string;
  readonly onPublish: OnPublish;
}

/**
 * Publishes what differs from what is published, as revisions of the pack, and
 * takes out of use what the pack no longer holds. What the tenant made its own
 * before packs had overlays, or retired, stays as it is.
 */
export async function publishPack(ctx: ServerContext, tx: Tx, ask: PublishAsk): Promise<Publication> {
  const before = new Set((ask.before ? definitionsOf(ask.before) : []).map(keyOf));
  const published: PublishedRevision[] = [];
  for (const one of definitionsOf(ask.pack)) {
    const made = await publishOne(ctx, tx, ask, one, before.has(keyOf(one)));
    if (made) published.push(made);
  }
  return { published, retired: await retireLost(ctx, tx, ask.tenantId, ask.pack) };
}

const keyOf = ({ kind, definition }: PackDefinition): string => `${kind}/${definition.id}`;

async function publishOne(ctx: ServerContext, tx: Tx, { tenantId, actor, pack, reason, onPublish }: PublishAsk, { kind, definition }: PackDefinition, wasHeld: boolean): Promise<PublishedRevision | undefined> {
  const packId = pack.manifest.id;
  const row = await definitionRow(tx, tenantId, kind, definition.id);
  if (row && (row.source === "local" || (row.retired_at !== null && wasHeld))) return undefined;
  const present = row?.revision ? await revisionByNumber(tx, tenantId, kind, definition.id, row.revision) : undefined;
  if (row && row.pack_id !== packId) await tx.run({ sql: "update definitions set pack_id = ? where tenant_id = ? and kind = ? and id = ?", bindings: [packId, tenantId, kind, definition.id] });
  if (present && !isChanged(present.body, definition)) return undefined;
  const revision = await nextRevision(tx, tenantId, kind, definition.id);
  const made = { ...definition, revision };
  const hash = hashOf(made);
  await insertRevision(tx, { tenantId, kind, id: definition.id, revision, hash, body: JSON.stringify(made), title: definition.title, category: categoryOf(definition), source: "pack", packId, at: ctx.clock.now(), by: actor, reason });
  const published: PublishedRevision = { kind, id: definition.id, revision, hash, definition: made as never };
  await onPublish(tx, tenantId, published, present?.body);
  return published;
}

async function retireLost(ctx: ServerContext, tx: Tx, tenantId: string, pack: Pack): Promise<readonly { readonly kind: DefinitionKind; readonly id: string }[]> {
  const held = new Set(definitionsOf(pack).map(keyOf));
  const rows = await tx.all<{ kind: DefinitionKind; id: string }>({ sql: "select kind, id from definitions where tenant_id = ? and pack_id = ? and source = 'pack' and retired_at is null and revision is not null", bindings: [tenantId, pack.manifest.id] });
  const lost = rows.filter((row) => !held.has(`${row.kind}/${row.id}`));
  for (const { kind, id } of lost) await retire(tx, tenantId, kind, id, ctx.clock.now());
  return lost;
}
