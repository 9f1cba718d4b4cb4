import type { FastifyInstance } from "fastify";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Store } from "../context.ts";
import type { LiveHub } from "../live/liveHub.ts";

export interface MetricsSources {
  readonly store: Store;
  readonly live: LiveHub;
}

/** A registry of its own for each app, so that two in one process do not share counts. */
export function makeMetrics(http: FastifyInstance, sources: MetricsSources): Registry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({ name: "safeloop_http_request_seconds", help: "Time to answer, by route and status", labelNames: ["method", "route", "status"], buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5], registers: [registry] });
  http.addHook("onResponse", async (request, reply) => {
    requests.observe({ method: request.method, route: request.routeOptions.url ?? "-", status: String(reply.statusCode) }, reply.elapsedTime / 1_000);
  });
  const count = (name: string, help: string, sql: string): void => {
    new Gauge({
      name,
      help,
      registers: [registry],
      async collect() {
        this.set((await sources.store.first<{ n: number }>({ sql, bindings: [] }))?.n ?? 0);
      },
    });
  };
  count("safeloop_outbox_pending", "Effects waiting to be carried out", "select count(*) as n from outbox where state = 'pending'");
  count("safeloop_outbox_dead", "Effects given up (dead letters)", "select count(*) as n from outbox where state = 'dead'");
  count("safeloop_audit_unsealed", "Audit rows not chained yet", "select count(*) as n from audit_rows where seq is null");
  new Gauge({
    name: "safeloop_stream_clients",
    help: "Open event streams",
    registers: [registry],
    collect() {
      this.set(sources.live.size);
    },
  });
  return registry;
}
