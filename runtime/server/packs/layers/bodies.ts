import { hashOf, type JsonObject, type Pack } from "@safeloop/engine";
import type { Query, Reader, Tx } from "../../context.ts";
import { fromJson } from "../../storage/json.ts";

/** What of a pack is kept and hashed. */
function bodyOf(pack: Pack): JsonObject {
  const { cases: _cases, worlds: _worlds, ...body } = pack;
  return body as unknown as JsonObject;
}

/** `sha256:<hex>` of what is kept. Worked out once a pack; packs never change. */
export function packHash(pack: Pack): string {
  const known = hashes.get(pack) ?? `sha256:${hashOf(bodyOf(pack))}`;
  hashes.set(pack, known);
  return known;
}

const hashes = new WeakMap<Pack, string>();

const query = (sql: string, ...bindings: readonly unknown[]): Query => ({ sql, bindings });

/** Keeps a pack under its hash; keeping it twice is keeping it once. */
export async function keepPack(tx: Tx, pack: Pack, at: number): Promise<string> {
  const hash = packHash(pack);
  await tx.run(query("insert into pack_bodies (hash, pack_id, version, body, at) values (?,?,?,?,?) on conflict (hash) do nothing", hash, pack.manifest.id, pack.manifest.version, JSON.stringify(bodyOf(pack)), at));
  const { cases, worlds } = pack;
  if (cases !== undefined && cases.length > 0) await tx.run(query("insert into pack_cases (hash, body) values (?,?) on conflict (hash) do nothing", hash, JSON.stringify({ cases, worlds })));
  return hash;
}

export async function hasKeptCases(reader: Reader, hash: string): Promise<boolean> {
  return (await reader.first(query("select 1 as n from pack_cases where hash = ?", hash))) !== undefined;
}

/** The cases a kept pack came with; undefined for one that shipped, whose cases lie in its folder. */
export async function keptCases(reader: Reader, hash: string): Promise<Pick<Pack, "cases" | "worlds"> | undefined> {
  const row = await reader.first<{ body: string }>(query("select body from pack_cases where hash = ?", hash));
  return row && fromJson<Pick<Pack, "cases" | "worlds"> & JsonObject>(row.body);
}

const most = 20;
/** The packs read last, by their hash: what is under a hash never changes, and a tree made of a pack is found again by the pack itself. */
const read = new Map<string, Pack>();

function remember(hash: string, pack: Pack): Pack {
  read.delete(hash);
  read.set(hash, pack);
  if (read.size > most) read.delete(read.keys().next().value ?? "");
  return pack;
}

/** A kept pack; its absence is damage, not an answer. */
export async function keptPack(reader: Reader, hash: string): Promise<Pack> {
  const known = read.get(hash);
  if (known) return remember(hash, known);
  const row = await reader.first<{ body: string }>(query("select body from pack_bodies where hash = ?", hash));
  if (!row) throw new Error(`The pack ${hash} is not in the database. Restore a backup.`);
  return remember(hash, fromJson<Pack & JsonObject>(row.body));
}
