import type { Issue } from "../../issues/issue.ts";
import { issue } from "../../issues/issue.ts";
import { isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Pack, PackManifest } from "../../model/pack.ts";
import { writeOut } from "./blocks.ts";
import { inFull } from "./shorthands.ts";
import { SourceFault, type Blocks } from "./sourceFault.ts";

/** One file of a pack: its path inside the pack with `/`, and its text. */
export interface PackFile {
  readonly path: string;
  readonly text: string;
}

/** A pack read from its files; what could not be read is in `issues`, and then nothing of that file is in `pack`. */
export interface PackSource {
  readonly pack: Pack;
  /** Building blocks by name, for packs that require this one. */
  readonly blocks: { readonly [name: string]: JsonObject };
  readonly issues: readonly Issue[];
}

const folders = ["forms", "flows", "rules", "calendars", "cases", "conflicts"] as const;

/**
 * Reads a pack's source: `pack.json`, definitions in `forms/`, `flows/`,
 * `rules/`, `calendars/`, cases in `cases/` with their worlds in `cases/given/`,
 * building blocks in `blocks/`. Blocks and shorthands are written out: what
 * comes back is plain definitions. `foreign` finds blocks `pack-id:name` of
 * other packs. Never throws for what a file says.
 */
export function packFromFiles(files: readonly PackFile[], foreign: Blocks = () => undefined): PackSource {
  const read = new Reader(files);
  const blocks = Object.fromEntries(read.folder("blocks").map(({ path, value }) => [nameOf(path), isObject(value) ? value : {}]));
  const find: Blocks = (name) => (name.includes(":") ? foreign(name) : blocks[name]);
  const lists = Object.fromEntries(folders.map((folder) => [folder, read.folder(folder).flatMap(({ path, value }) => read.written(path, value, find))]));
  const worlds = Object.fromEntries(read.folder("cases/given").flatMap(({ path, value }) => read.written(path, value, find).map((one) => [nameOf(path), one])));
  const manifest = read.written("pack.json", read.one("pack.json") ?? {}, find)[0] ?? {};
  const pack = { manifest: manifest as unknown as PackManifest, forms: lists["forms"], flows: lists["flows"], rules: lists["rules"], calendars: lists["calendars"], cases: (lists["cases"] ?? []).flat(), worlds } as unknown as Pack;
  return { pack, blocks, issues: read.issues };
}

interface Read {
  readonly path: string;
  readonly value: JsonValue;
}

class Reader {
  readonly issues: Issue[] = [];

  constructor(readonly files: readonly PackFile[]) {}

  one(path: string): JsonValue | undefined {
    const file = this.files.find((each) => each.path === path);
    return file && this.#parsed(file);
  }

  /** The JSON files directly in a folder, by name. */
  folder(name: string): readonly Read[] {
    const inside = this.files.filter((file) => file.path.startsWith(`${name}/`) && file.path.endsWith(".json") && !file.path.slice(name.length + 1).includes("/"));
    return [...inside].sort((a, b) => (a.path < b.path ? -1 : 1)).flatMap((file) => {
      const value = this.#parsed(file);
      return value === undefined ? [] : [{ path: file.path, value }];
    });
  }

  written(path: string, value: JsonValue, blocks: Blocks): readonly JsonValue[] {
    try {
      return [inFull(writeOut(value, blocks))];
    } catch (error) {
      if (!(error instanceof SourceFault)) throw error;
      this.issues.push(issue(error.code, `/${path}`, { file: path, ...error.params }));
      return [];
    }
  }

  #parsed(file: PackFile): JsonValue | undefined {
    try {
      return JSON.parse(file.text) as JsonValue;
    } catch (error) {
      this.issues.push(issue("PACK_FILE", `/${file.path}`, { file: file.path, why: error instanceof Error ? error.message : String(error) }));
      return undefined;
    }
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf("/") + 1, -".json".length);
