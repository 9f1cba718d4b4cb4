import type { Issue } from "../../issues/issue.ts";
import type { JsonObject } from "../../model/json.ts";
import type { Pack } from "../../model/pack.ts";
import { samplesOf } from "./samples.ts";
import { packFromFiles, type PackFile } from "./packFromFiles.ts";

/** Several packs read together, so that each finds the building blocks of the others. */
export function packsFromFiles(sources: readonly (readonly PackFile[])[]): readonly { readonly pack: Pack; readonly issues: readonly Issue[] }[] {
  const blocks = new Map<string, JsonObject>(sources.flatMap((files) => {
    const id = idIn(files);
    // Names only: what a block says is written out where it is used.
    return Object.entries(packFromFiles(files.filter((one) => one.path.startsWith("blocks/"))).blocks).map(([name, block]) => [`${id}:${name}`, local(block, id)] as const);
  }));
  const read = sources.map((files) => packFromFiles(files, (name) => blocks.get(name)));
  const worlds = Object.assign({}, ...read.map((one) => one.pack.worlds)) as Pack["worlds"];
  return read.map(({ pack, issues }) => ({ pack: withSamples(pack, { ...worlds, ...pack.worlds }), issues }));
}

function withSamples(pack: Pack, worlds: Pack["worlds"]): Pack {
  // Cases are not checked yet; what they say need not be a list of cases.
  const cases = Array.isArray(pack.cases) ? pack.cases.filter((one) => typeof one === "object" && one !== null) : [];
  const samples = samplesOf({ ...pack, cases }, worlds);
  return Object.keys(samples).length === 0 ? pack : { ...pack, samples };
}

function idIn(files: readonly PackFile[]): string {
  try {
    return String((JSON.parse(files.find((one) => one.path === "pack.json")?.text ?? "{}") as JsonObject)["id"]);
  } catch {
    return "";
  }
}

/** A block used from another pack finds the blocks it uses itself in its own pack. */
function local(block: JsonObject, id: string): JsonObject {
  const named = (value: unknown): unknown => (typeof value === "string" && !/[:$]/.test(value) ? `${id}:${value}` : value);
  return JSON.parse(JSON.stringify(block), (key, value: unknown) => {
    if (key === "$blocks" && Array.isArray(value)) return value.map(named);
    return key === "$use" || key === "use" ? named(value) : value;
  }) as JsonObject;
}
