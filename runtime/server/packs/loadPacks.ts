import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AlertRule, FlowDefinition, FormDefinition, Pack, PackManifest } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";

/** A pack on disk that cannot be read. Stops the start: a shipped pack that is broken must not be missed. */
export class PackFault extends Error {}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new PackFault(`The template pack file ${file} cannot be read: ${error instanceof Error ? error.message : String(error)}. Restore it or remove the pack.`);
  }
}

function readFolder<T>(folder: string): T[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .sort()
    .map((name) => readJson(join(folder, name)) as T);
}

/** The folder `templates` of this installation, looked for upwards so that source and built code both find it. */
function shippedFolder(): string | undefined {
  for (let at = dirname(fileURLToPath(import.meta.url)), up = 0; up < 7; at = dirname(at), up += 1) {
    const folder = join(at, "templates");
    if (existsSync(folder) && readdirSync(folder).some((name) => existsSync(join(folder, name, "pack.json")))) return folder;
  }
  return undefined;
}

function readPack(folder: string): Pack {
  return {
    manifest: readJson(join(folder, "pack.json")) as PackManifest,
    forms: readFolder<FormDefinition>(join(folder, "forms")),
    flows: readFolder<FlowDefinition>(join(folder, "flows")),
    rules: readFolder<AlertRule>(join(folder, "rules")),
  };
}

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

/** Every template pack of the installation, with its definitions. Read once, at start. */
export function loadPacks(ctx: Pick<ServerContext, "config" | "log">): readonly Pack[] {
  const folders = packFolders(ctx.config);
  if (folders === undefined) ctx.log.warn({}, "No folder with template packs was found; tenants start without templates.");
  return (folders ?? []).map(readPack);
}
