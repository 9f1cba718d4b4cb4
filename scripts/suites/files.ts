import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";

/** Every file below `folder` whose name ends so, sorted, as paths relative to it. */
export function filesBelow(folder: string, ending: string): string[] {
  const found: string[] = [];
  const visit = (at: string): void => {
    for (const name of readdirSync(at).sort()) {
      const path = join(at, name);
      if (statSync(path).isDirectory()) visit(path);
      else if (name.endsWith(ending)) found.push(relative(folder, path));
    }
  };
  visit(folder);
  return found;
}

/** Parses a JSON file, a byte order mark allowed. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, "utf8").replace(/^\uFEFF/, ""));
}
