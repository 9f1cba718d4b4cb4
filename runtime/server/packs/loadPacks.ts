import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { messageOf, packsFromFiles, type Issue, type Pack, type PackFile } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";

/** A pack on disk that cannot be read: one that is broken must not be missed. Stops the start where a tenant is to install it then; later it is an error in the log, and what was there stays. */
export class PackFault extends Error {}

/** The JSON files of a pack. */
export function packFilesIn(folder: string): PackFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile() && one.name.endsWith(".json"))
    .map((one) => relative(folder, join(one.parentPath, one.name)).split(sep).join("/"))
    .map((path) => ({ path, text: readFileSync(join(folder, path), "utf8") }));
}

/** The folder `templates` of this installation, looked for upwards so that source and built code both find it. */
function shippedFolder(): string | undefined {
  for (let at = dirname(fileURLToPath(import.meta.url)), up = 0; up < 7; at = dirname(at), up += 1) {
    const folder = join(at, "templates");
    if (existsSync(folder) && readdirSync(folder).some((name) => existsSync(join(folder, name, "pack.json")))) return folder;
  }
  return undefined;
}

function whole({ pack, issues }: { readonly pack: Pack; readonly issues: readonly Issue[] }, folder: string): Pack {
  const [first] = issues;
  if (first) throw new PackFault(`The template pack in ${folder} cannot be read: ${messageOf(first.code, first.params, "en")} Restore it or remove the pack.`);
  return pack;
}

/** Cases are played by those who write a pack, and asked for by those who try it. */
const isCase = (path: string): boolean => path.startsWith("cases/");

/** The packs in the folder with their cases and samples, by id. */
export function shippedWhole(config: Pick<ServerContext["config"], "templatesDir">): ReadonlyMap<string, Pack> {
  return new Map(packsFromFiles((packFolders(config) ?? []).map(packFilesIn)).map(({ pack }) => [pack.manifest.id, pack]));
}

/** True when the pack of this id ships with cases; they are read where they are played. */
export function shipsCases(config: Pick<ServerContext["config"], "templatesDir">, packId: string): boolean {
  const folders = (packFolders(config) ?? []).filter((folder) => existsSync(join(folder, "cases")));
  return folders.some((folder) => (JSON.parse(readFileSync(join(folder, "pack.json"), "utf8")) as { readonly id?: unknown }).id === packId);
}

/** Answers to try the templates of a shipped pack with; read when somebody first asks. */
export function shippedSamples(config: Pick<ServerContext["config"], "templatesDir">, packId: string): NonNullable<Pack["samples"]> {
  const folder = config.templatesDir ?? "";
  const known = samples.get(folder) ?? new Map([...shippedWhole(config)].map(([id, pack]) => [id, pack.samples ?? {}]));
  samples.set(folder, known);
  return known.get(packId) ?? {};
}

/** By the folder of the packs; empty for what ships. */
const samples = new Map<string, ReadonlyMap<string, NonNullable<Pack["samples"]>>>();

/** Folders of the template packs of this installation; undefined when no folder that holds packs was found. */
export function packFolders(config: Pick<ServerContext["config"], "templatesDir">): readonly string[] | undefined {
  const folder = config.templatesDir ?? shippedFolder();
  if (folder === undefined) return undefined;
  if (!existsSync(folder)) throw new PackFault(`The folder of template packs ${folder} does not exist.`);
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(join(folder, name, "pack.json")))
    .map((name) => join(folder, name));
}

/** Every template pack of the installation, with its definitions: about a second of reading, when somebody first needs one. */
export function loadPacks(ctx: Pick<ServerContext, "config" | "log">): readonly Pack[] {
  if (ctx.config.templatesDir !== undefined) return readPacks(ctx);
  return (shipped ??= readPacks(ctx));
}

/** What ships does not change while the process runs. */
let shipped: readonly Pack[] | undefined;

function readPacks(ctx: Pick<ServerContext, "config" | "log">): readonly Pack[] {
  const folders = packFolders(ctx.config);
  if (folders === undefined) ctx.log.warn({}, "No folder with template packs was found; tenants start without templates.");
  return packsFromFiles((folders ?? []).map((folder) => packFilesIn(folder).filter(({ path }) => !isCase(path)))).map((one, i) => whole(one, folders?.[i] ?? ""));
}
