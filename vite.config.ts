import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type UserConfig } from "vite";
import { captureAssets } from "./scripts/captureAssets.ts";
import { flatPages } from "./scripts/flatPages.ts";

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The pages of the product. The designer joins as soon as its folder has one. */
const pages: Record<string, string> = {
  web: at("./runtime/web/web.html"),
  capture: at("./runtime/web/capture.html"),
  ...(existsSync(at("./designer/designer.html")) ? { designer: at("./designer/designer.html") } : {}),
};

const api = process.env["SAFELOOP_API"] ?? "http://127.0.0.1:8080";

/**
 * One build for the three pages, so that they share chunks. Written to
 * dist/web; the server fills `__CSP_NONCE__` in each page it sends.
 */
export const webConfig: UserConfig = {
  root: at("."),
  base: "/",
  publicDir: at("./runtime/web/public"),
  plugins: [react(), flatPages(), captureAssets()],
  resolve: { conditions: ["source", "module", "browser", "development|production"] },
  html: { cspNonce: "__CSP_NONCE__" },
  build: {
    outDir: at("./dist/web"),
    emptyOutDir: true,
    manifest: true,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 1500,
    rolldownOptions: { input: pages },
  },
  server: { proxy: { "/api": { target: api, changeOrigin: false } } },
};

export default defineConfig(webConfig);
