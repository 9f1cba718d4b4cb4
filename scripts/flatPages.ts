import { posix } from "node:path";
import type { Plugin } from "vite";

/** Puts every HTML page at the top of the output folder (`dist/web/web.html`), wherever its source lies. */
export function flatPages(): Plugin {
  return {
    name: "safeloop-flat-pages",
    apply: "build",
    enforce: "post",
    generateBundle(_options, bundle) {
      for (const item of Object.values(bundle)) {
        if (item.fileName.endsWith(".html")) item.fileName = posix.basename(item.fileName);
      }
    },
  };
}
