import { type CodeRow, errorCodes } from "@safeloop/engine";
import type { Route } from "../context.ts";

const escapes: { readonly [c: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function text(value: string): string {
  return value.replace(/[&<>"]/g, (c) => escapes[c] ?? c);
}

function policyText(route: Route): string {
  return route.policy.kind === "permission" ? route.policy.permission : route.policy.kind;
}

function rowOf(route: Route): string {
  const shape = route.schema ? `<details><summary>schema</summary><pre>${text(JSON.stringify(route.schema, null, 2))}</pre></details>` : "";
  return `<tr><td><code>${route.method}</code></td><td><code>${text(route.url)}</code></td><td>${text(policyText(route))}</td><td>${text(route.summary)}${shape}</td></tr>`;
}

const style = `body{font:14px/22px "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif;margin:32px auto;max-width:1200px;padding:0 16px}
table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid;padding:6px 8px;text-align:left;vertical-align:top}pre{overflow:auto;max-height:400px}`;

function page(title: string, nonce: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text(title)}</title><meta name="viewport" content="width=device-width"><style nonce="${nonce}">${style}</style></head><body>${body}</body></html>`;
}

/** Every route on one page, readable without scripts. */
export function docsPage(routes: readonly Route[], nonce: string): string {
  const rows = [...routes].sort((a, b) => (a.url < b.url ? -1 : a.url > b.url ? 1 : 0)).map(rowOf).join("");
  return page("Safeloop API", nonce, `<h1>Safeloop API</h1><p><a href="/openapi.json">openapi.json</a> · <a href="/docs/errors">error codes</a></p><table><thead><tr><th>method</th><th>path</th><th>policy</th><th>what</th></tr></thead><tbody>${rows}</tbody></table>`);
}

/** Every code a caller can meet. Problems point here with `type`. */
export function errorsPage(nonce: string): string {
  const rows = Object.entries(errorCodes as { readonly [code: string]: CodeRow })
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, row]) => `<tr id="${code}"><td><code>${code}</code></td><td>${row.status}</td><td lang="zh-CN">${text(row.zh)}</td><td>${text(row.en)}</td></tr>`);
  return page("Safeloop error codes", nonce, `<h1>Error codes</h1><table><thead><tr><th>code</th><th>HTTP</th><th>zh-CN</th><th>en</th></tr></thead><tbody>${rows.join("")}</tbody></table>`);
}
