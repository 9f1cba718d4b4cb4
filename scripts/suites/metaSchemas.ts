import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { JsonValue } from "@safeloop/engine";
import { readJson } from "./files.ts";

const require = createRequire(import.meta.url);

/** The published meta-schemas, by URI, from the copies ajv ships. */
export function metaSchemas(): Map<string, JsonValue> {
  const folder = join(dirname(require.resolve("ajv/package.json")), "dist/refs");
  const current = join(folder, "json-schema-2020-12");
  const files = [join(folder, "json-schema-draft-07.json"), ...jsonIn(current), ...jsonIn(join(current, "meta"))];
  return new Map(files.map((file) => {
    const schema = readJson(file) as { readonly [key: string]: JsonValue };
    return [String(schema["$id"]).replace(/#$/, ""), schema];
  }));
}

const jsonIn = (folder: string): string[] => readdirSync(folder).filter((name) => name.endsWith(".json")).map((name) => join(folder, name));
