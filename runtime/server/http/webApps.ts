import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";
import { gzipSync } from "node:zlib";
import { Refusal } from "@safeloop/engine";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { newNonce, pagePolicy } from "./securityHeaders.ts";

const types: { readonly [ext: string]: string } = {
  ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".mjs": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8", ".webmanifest": "application/manifest+json; charset=utf-8", ".svg": "image/svg+xml", ".png": "image/png",
  ".ico": "image/x-icon", ".jpg": "image/jpeg", ".webp": "image/webp", ".woff2": "font/woff2", ".mp3": "audio/mpeg", ".wav": "audio/wav", ".txt": "text/plain; charset=utf-8", ".map": "application/json",
};

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
  readonly gzip?: Buffer;
  readonly hashed: boolean; // the name holds a content hash, so it never changes
}

function filesUnder(root: string): string[] {
  return readdirSync(root, { recursive: true, encoding: "utf8" }).map((name) => join(root, name)).filter((file) => statSync(file).isFile());
}

/** All built files in memory: the list is closed, so no path can lead out of it. */
function loadAssets(root: string): ReadonlyMap<string, Asset> {
  const assets = new Map<string, Asset>();
  for (const file of filesUnder(root)) {
    const path = `/${relative(root, file).split(sep).join("/")}`;
    const type = types[extname(file)] ?? "application/octet-stream";
    const bytes = readFileSync(file);
    const worth = bytes.length > 1_000 && /text|json|svg|javascript/.test(type);
    assets.set(path, { type, bytes, hashed: /-[\w-]{8,}\.\w+$/.test(path), ...(worth ? { gzip: gzipSync(bytes, { level: 6 }) } : {}) });
  }
  return assets;
}

/** Which page a path belongs to. Paths below it are the page's own affair. */
function entryOf(path: string): string {
  if (path === "/snap" || path.startsWith("/snap/")) return "/capture.html";
  if (/^\/design(er)?(\/|$)/.test(path)) return "/designer.html";
  return "/web.html";
}

function sendPage(reply: FastifyReply, html: string): FastifyReply {
  const nonce = newNonce();
  return reply.headers({ "content-type": "text/html; charset=utf-8", "cache-control": "no-store", "content-security-policy": pagePolicy(nonce) }).send(html.replace(/__(?:CSP_)?NONCE__/g, nonce));
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  void reply.headers({ "content-type": asset.type, "cache-control": asset.hashed ? "public, max-age=31536000, immutable" : "no-cache", vary: "accept-encoding" });
  const zipped = asset.gzip && /\bgzip\b/.test(String(request.headers["accept-encoding"] ?? ""));
  return zipped ? reply.header("content-encoding", "gzip").send(asset.gzip) : reply.send(asset.bytes);
}

/** Serves the built web apps from `root`: files as they are, every other page path as its entry with a fresh nonce. */
export function installWebApps(http: FastifyInstance, root: string): void {
  const assets = existsSync(root) ? loadAssets(root) : new Map<string, Asset>();
  const pages = new Map([...assets].filter(([path]) => path.endsWith(".html")).map(([path, asset]) => [path, asset.bytes.toString("utf8")]));
  http.get("/*", { config: { public: true } }, (request, reply) => {
    const path = request.url.split("?", 1)[0] ?? "/";
    const asset = assets.get(path);
    if (asset && !path.endsWith(".html")) return sendAsset(request, reply, asset);
    // Misspelt API paths are not pages either: a program must not take one for an answer.
    const isPage = !/^\/+api(\/|$)/i.test(path) && (extname(path) === "" || path.endsWith(".html"));
    const html = isPage ? (pages.get(path) ?? pages.get(entryOf(path))) : undefined;
    if (html !== undefined) return sendPage(reply, html);
    if (isPage && pages.size === 0) return reply.code(503).type("text/plain; charset=utf-8").send(`The web apps are not built (no pages in ${root === "" ? "dist/web" : "the web folder"}). Run npm start, which builds them.\n`);
    throw new Refusal("ROUTE_NOT_FOUND", { method: request.method, path: path.slice(0, 200) });
  });
}
