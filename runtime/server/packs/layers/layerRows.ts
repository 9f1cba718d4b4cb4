import type { JsonObject, Overlay, PackAnswers } from "@safeloop/engine";
import type { Actor, Query, Reader, Tx } from "../../context.ts";
import { fromJson } from "../../storage/json.ts";

export type MoveAction = "install" | "edit" | "revert" | "upgrade" | "rollback";
export type UpgradePolicy = "manual" | "autoIfClean";

/** What an overlay sits on: a kept pack by its hash, or what the tenant above had in force at that move. */
export type UpperRef = `pack:${string}` | `move:${string}/${number}`;

/** What a tenant had in force of a pack: an upper, its own overlay, and what came of both. */
export interface PackMove {
  readonly packId: string;
  readonly seq: number;
  readonly action: MoveAction;
  readonly version: string; // of the upper
  readonly upper: UpperRef;
  readonly effectiveHash: string;
  readonly overlay: Overlay;
  readonly answers: PackAnswers;
  readonly at: number;
  readonly by: { readonly id: string; readonly name: string };
  readonly reason: string;
}

/** What is in force, and how upgrades are taken. */
export interface PackLayer extends PackMove {
  readonly policy: UpgradePolicy;
  readonly adoptBy: number | null;
}

interface MoveRow {
  readonly pack_id: string;
  readonly seq: number;
  readonly action: MoveAction;
  readonly version: string;
  readonly upper: UpperRef;
  readonly effective_hash: string;
  readonly overlay: string;
  readonly answers: string;
  readonly at: number;
  readonly by_id: string;
  readonly by_name: string;
  readonly reason: string;
}

interface LayerRow extends MoveRow {
  readonly policy: UpgradePolicy;
  readonly adopt_by: number | null;
}

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

function moveOf(row: MoveRow): PackMove {
  return {
    packId: row.pack_id, seq: row.seq, action: row.action, version: row.version, upper: row.upper, effectiveHash: row.effective_hash,
    overlay: fromJson<Overlay & JsonObject>(row.overlay), answers: fromJson(row.answers), at: row.at, by: { id: row.by_id, name: row.by_name }, reason: row.reason,
  };
}

const layerOf = (row: LayerRow): PackLayer => ({ ...moveOf(row), policy: row.policy, adoptBy: row.adopt_by });

const inForce = "select m.*, l.policy, l.adopt_by from pack_layers l join pack_moves m on m.tenant_id = l.tenant_id and m.pack_id = l.pack_id and m.seq = l.seq where l.tenant_id = ?";

/** What the tenant has in force of each pack, by pack id. */
export async function layersOf(reader: Reader, tenantId: string): Promise<ReadonlyMap<string, PackLayer>> {
  const rows = await reader.all<LayerRow>(query(`${inForce} order by l.pack_id`, tenantId));
  return new Map(rows.map((row) => [row.pack_id, layerOf(row)]));
}

export async function layerOfPack(reader: Reader, tenantId: string, packId: string): Promise<PackLayer | undefined> {
  const row = await reader.first<LayerRow>(query(`${inForce} and l.pack_id = ?`, tenantId, packId));
  return row && layerOf(row);
}

export async function moveOfPack(reader: Reader, tenantId: string, packId: string, seq: number): Promise<PackMove | undefined> {
  const row = await reader.first<MoveRow>(query("select * from pack_moves where tenant_id = ? and pack_id = ? and seq = ?", tenantId, packId, seq));
  return row && moveOf(row);
}

/** All that was ever in force, newest first. */
export async function movesOf(reader: Reader, tenantId: string, packId: string): Promise<readonly PackMove[]> {
  return (await reader.all<MoveRow>(query("select * from pack_moves where tenant_id = ? and pack_id = ? order by seq desc", tenantId, packId))).map(moveOf);
}

/** Some of what was in force, newest first, from this one down. */
export async function movesFrom(reader: Reader, tenantId: string, packId: string, seq: number, limit: number): Promise<readonly PackMove[]> {
  return (await reader.all<MoveRow>(query("select * from pack_moves where tenant_id = ? and pack_id = ? and seq <= ? order by seq desc limit ?", tenantId, packId, seq, limit))).map(moveOf);
}

/** Adds a move and puts it in force. `from`: the seq it was decided on (0: none); undefined when another came in force meanwhile. */
export async function addMove(tx: Tx, tenantId: string, actor: Pick<Actor, "id" | "name">, from: number, move: Omit<PackMove, "seq" | "by">): Promise<number | undefined> {
  const last = await tx.first<{ n: number | null }>(query("select max(seq) as n from pack_moves where tenant_id = ? and pack_id = ?", tenantId, move.packId));
  const present = await tx.first<{ seq: number }>(query("select seq from pack_layers where tenant_id = ? and pack_id = ?", tenantId, move.packId));
  if ((present?.seq ?? 0) !== from) return undefined;
  const seq = (last?.n ?? 0) + 1;
  await tx.run(query(
    "insert into pack_moves (tenant_id, pack_id, seq, action, version, upper, effective_hash, overlay, answers, at, by_id, by_name, reason) values (?,?,?,?,?,?,?,?,?,?,?,?,?)",
    tenantId, move.packId, seq, move.action, move.version, move.upper, move.effectiveHash, JSON.stringify(move.overlay), JSON.stringify(move.answers), move.at, actor.id, actor.name, move.reason,
  ));
  // Who went back does not want the same version at the next start; who takes one is asked no more.
  const decides = move.action === "rollback" || move.action === "upgrade" ? ", policy = excluded.policy" : "";
  await tx.run(query(`insert into pack_layers (tenant_id, pack_id, seq, policy) values (?,?,?,?) on conflict (tenant_id, pack_id) do update set seq = excluded.seq${decides}`, tenantId, move.packId, seq, move.action === "rollback" ? "manual" : "autoIfClean"));
  await tx.run(query("insert into pack_installs (tenant_id, pack_id, version, at) values (?,?,?,?) on conflict (tenant_id, pack_id) do update set version = excluded.version, at = excluded.at", tenantId, move.packId, move.version, move.at));
  return seq;
}

/** The tenant whose packs this one follows; undefined for one that takes them from the product. */
export async function upstreamOf(reader: Reader, tenantId: string): Promise<string | undefined> {
  return (await reader.first<{ upstream_id: string }>(query("select upstream_id from tenant_links where tenant_id = ?", tenantId)))?.upstream_id;
}

/** Tenants that follow this one. */
export async function followersOf(reader: Reader, tenantId: string): Promise<readonly string[]> {
  return (await reader.all<{ tenant_id: string }>(query("select tenant_id from tenant_links where upstream_id = ? order by at, tenant_id", tenantId))).map((row) => row.tenant_id);
}
