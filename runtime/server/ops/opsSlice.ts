import type { MakeSlice, Route, RouteReply } from "../context.ts";
import { newNonce, pagePolicy } from "../http/securityHeaders.ts";
import { docsPage, errorsPage } from "./docsPage.ts";
import { openApiOf } from "./openapi.ts";

export interface OpsSources {
  /** All routes of the app, these included; asked when a page is served. */
  readonly routes: () => readonly Route[];
  readonly metrics: () => Promise<{ readonly type: string; readonly text: string }>;
  readonly isStopping: () => boolean;
}

function html(make: (nonce: string) => string): RouteReply {
  const nonce = newNonce();
  return { headers: { "content-type": "text/html; charset=utf-8", "content-security-policy": pagePolicy(nonce), "cache-control": "no-store" }, body: make(nonce) };
}

/** Health, metrics and the description of the API, at the root. */
export function opsSliceOf(sources: OpsSources): MakeSlice {
  return (ctx) => {
    const ready = async (): Promise<RouteReply> => {
      if (sources.isStopping()) return { status: 503, body: { ready: false, why: "stopping" } };
      try {
        await ctx.store.first({ sql: "select 1 as one", bindings: [] });
        return { body: { ready: true } };
      } catch (error) {
        ctx.log.warn({ err: error }, "not ready: the store does not answer");
        return { status: 503, body: { ready: false, why: "store" } };
      }
    };
    const get = (url: string, summary: string, handler: NonNullable<Route["handler"]>): Route => ({ method: "GET", url, summary, policy: { kind: "public" }, handler });
    const routes = [
      get("/healthz", "The process runs", async () => ({ body: { ok: true } })),
      get("/readyz", "It can take requests", ready),
      get("/metrics", "Prometheus metrics", async () => {
        const { type, text } = await sources.metrics();
        return { headers: { "content-type": type }, body: text };
      }),
      get("/openapi.json", "This API as OpenAPI 3.1", async () => ({ body: openApiOf(sources.routes()) })),
      get("/docs", "This API as a page", async () => html((nonce) => docsPage(sources.routes(), nonce))),
      get("/docs/errors", "Every error code as a page", async () => html(errorsPage)),
    ];
    return { name: "ops", routes };
  };
}
