import { Refusal } from "@safeloop/engine";
import type { RouteReply, RouteRequest, ServerContext } from "../../context.ts";
import { serviceOf } from "../../services.ts";
import type { Adapter } from "./adapter.ts";
import { splitByReach, writeReadings } from "./reach.ts";

const maxReadings = 10_000;

/** `POST /readings`: answers after the commit. 422 when nothing of it could be taken. */
async function postReadings(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const list: readonly unknown[] = Array.isArray(req.body) ? req.body : [req.body];
  if (list.length > maxReadings) throw new Refusal("READING_BATCH_SIZE", { count: list.length, max: maxReadings });
  if (list.length === 0) throw new Refusal("READING_SHAPE", { field: "tagId" });
  const { mine, indexes, foreign } = splitByReach(ctx, req, list);
  const taken = mine.length > 0 ? await serviceOf(ctx.services, "readings").accept(req.actor.tenantId, mine, "http") : { accepted: 0, duplicates: 0, late: 0, issues: [] };
  const issues = [...foreign, ...taken.issues.map((one) => ({ ...one, index: indexes[one.index] ?? one.index, path: one.path.replace(/^\/\d+/, `/${indexes[one.index] ?? one.index}`) }))];
  const first = issues[0];
  if (taken.accepted + taken.duplicates + taken.late === 0 && first) throw new Refusal(first.code, first.params, issues);
  return { status: 202, body: { accepted: taken.accepted, duplicates: taken.duplicates, late: taken.late, issues } };
}

export const http: Adapter = {
  kind: "live",
  make: (ctx) => ({
    routes: [{ method: "POST", url: "/api/v1/readings", summary: "Send one reading or up to 10,000; answered after they are stored", policy: writeReadings, bodyLimit: 8 * 1024 * 1024, idempotency: "off", handler: (req) => postReadings(ctx, req) }],
  }),
};
