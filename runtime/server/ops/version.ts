import { readFileSync } from "node:fs";

/** The version of the package this file belongs to, from source or from `dist/`. */
function readVersion(): string {
  for (const place of ["../package.json", "../../package.json"]) {
    try {
      const found = JSON.parse(readFileSync(new URL(place, import.meta.url), "utf8")) as { name?: string; version?: string };
      if (found.name === "@safeloop/server" && found.version) return found.version;
    } catch {
      // not there: the other place
    }
  }
  throw new Error("package.json of @safeloop/server was not found beside the program.");
}

export const productVersion = readVersion();
