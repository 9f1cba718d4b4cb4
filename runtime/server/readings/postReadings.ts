import { isObject, issue, Refusal, type Issue, type Reading } from "@safeloop/engine";
import type { RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { serviceOf } from "../services.ts";

const maxReadings = 10_000;

/** `POST /readings`: answers after the commit. 422 when nothing of it could be taken. */
export async function postReadings(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
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

/** Tags outside the caller's reach are answered like tags that do not exist. */
export function splitByReach(ctx: ServerContext, req: RouteRequest, list: readonly unknown[]): { mine: Reading[]; indexes: number[]; foreign: (Issue & { index: number })[] } {
  const reach = ctx.reach(req.actor, "reading.write");
  const tags = serviceOf(ctx.services, "tags");
  const mine: Reading[] = [];
  const indexes: number[] = [];
  const foreign: (Issue & { index: number })[] = [];
  list.forEach((reading, index) => {
    const tagId = isObject(reading) ? reading["tagId"] : undefined;
    const tag = typeof tagId === "string" ? tags.find(req.actor.tenantId, tagId) : undefined;
    if (tag && !reach.has(tag.orgId)) foreign.push({ ...issue("READING_UNKNOWN_TAG", `/${index}/tagId`, { tag: tag.id }), index });
    else {
      mine.push(reading as Reading);
      indexes.push(index);
    }
  });
  return { mine, indexes, foreign };
}
