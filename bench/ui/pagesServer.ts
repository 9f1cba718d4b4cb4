import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, normalize } from "node:path";

const folder = join(process.cwd(), "bench", "ui", "pages");
const types: { readonly [ext: string]: string } = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css" };

/** The pages of this bench, built for production as the product's are, behind an address. */
export interface BuiltPages {
  readonly url: string;
  stop(): void;
}

export async function buildPages(names: readonly string[]): Promise<BuiltPages> {
  const out = mkdtempSync(join(tmpdir(), "safeloop-bench-ui-"));
  const [{ build }, { default: react }] = await Promise.all([import("vite"), import("@vitejs/plugin-react")]);
  const input = Object.fromEntries(names.map((name) => [name, join(folder, `${name}.html`)]));
  await build({ root: folder, base: "/", configFile: false, logLevel: "warn", plugins: [react()], resolve: { conditions: ["source", "module", "browser", "development|production"] }, build: { outDir: out, emptyOutDir: true, reportCompressedSize: false, chunkSizeWarningLimit: 2000, rolldownOptions: { input } } });
  const server = createServer((request, reply) => {
    const path = normalize(new URL(request.url ?? "/", "http://bench").pathname);
    try {
      const bytes = readFileSync(join(out, path));
      reply.writeHead(200, { "content-type": types[extname(path)] ?? "application/octet-stream" }).end(bytes);
    } catch {
      reply.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop() {
      server.close();
      rmSync(out, { recursive: true, force: true });
    },
  };
}
