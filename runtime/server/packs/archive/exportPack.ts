import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal, type Pack } from "@safeloop/engine";
import type { RouteReply, RouteRequest, ServerContext } from "../../context.ts";
import { layerOfPack } from "../layers/layerRows.ts";
import { effectiveTree } from "../layers/trees.ts";
import type { ArchiveFile } from "./readArchive.ts";
import { newSigningKey, signed } from "./signature.ts";
import { writeArchive } from "./writeArchive.ts";

/** The key this installation signs its packs with; made at its first export, kept beside the database and in backups. */
export function exportKey(dataDir: string): string {
  const file = join(dataDir, "pack-key.pem");
  if (!existsSync(file)) writeFileSync(file, newSigningKey(), { mode: 0o600, flag: "wx" });
  return readFileSync(file, "utf8");
}

const json = (path: string, value: unknown): ArchiveFile => ({ path, bytes: Buffer.from(`${JSON.stringify(value, null, 2)}\n`) });

/** The files of a pack, definitions written out. */
export function filesOfPack(pack: Pack): readonly ArchiveFile[] {
  const { manifest, forms, flows, rules, calendars = [] } = pack;
  const folder = (name: string, list: readonly { readonly id: string }[]): ArchiveFile[] => list.map((one) => json(`${name}/${one.id}.json`, one));
  return [json("pack.json", manifest), ...folder("forms", forms), ...folder("flows", flows), ...folder("rules", rules), ...folder("calendars", calendars)];
}

/** What the tenant has in force of a pack as a signed zip: its own overlay is in it, its parameters are answered. */
export async function exportPack(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const { tenantId } = req.actor;
  const id = req.params["id"] ?? "";
  const layer = await layerOfPack(ctx.store, tenantId, id);
  if (!layer) throw new Refusal("NOT_FOUND", { what: "pack" });
  const pack = (await effectiveTree(ctx.store, tenantId, layer)).pack;
  const { inputs: _answered, ...manifest } = pack.manifest;
  const root = ctx.directory(tenantId).units.find((unit) => unit.parentId === null);
  const files = signed(filesOfPack({ ...pack, manifest }), exportKey(ctx.config.dataDir), root?.title.zh ?? tenantId, new Date(ctx.clock.now()).toISOString());
  return {
    headers: { "content-type": "application/zip", "content-disposition": `attachment; filename="${id.replace(/[^\w.-]/g, "-")}-${pack.manifest.version.replace(/[^\w.-]/g, "-")}.zip"`, "x-content-type-options": "nosniff" },
    body: await writeArchive(files),
  };
}
