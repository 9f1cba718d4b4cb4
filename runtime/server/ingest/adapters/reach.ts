import { isObject, issue, type Issue, type Reading } from "@safeloop/engine";
import type { Policy, RouteRequest, ServerContext } from "../../context.ts";
import { serviceOf } from "../../services.ts";

export const writeReadings: Policy = { kind: "permission", permission: "reading.write" };

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
