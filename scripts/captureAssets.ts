import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Plugin } from "vite";
import { staticFilesOf, type BundleLike } from "./entryFiles.ts";

const workerSource = fileURLToPath(new URL("../runtime/web/capture/serviceWorker.js", import.meta.url));

/**
 * Writes the service worker of the capture page with the exact list of files
 * that page needs, so that it opens without a network. The list is hashed into
 * the worker's cache name: a new build is a new cache.
 */
export function captureAssets(): Plugin {
  return {
    name: "safeloop-capture-assets",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      const files = staticFilesOf(bundle as unknown as BundleLike, "capture").map((file) => `/${file}`).sort();
      const build = createHash("sha256").update(files.join("\n")).digest("hex").slice(0, 12);
      const source = readFileSync(workerSource, "utf8").replace("__BUILD__", build).replace("__FILES__", JSON.stringify(files));
      this.emitFile({ type: "asset", fileName: "sw.js", source });
    },
  };
}
