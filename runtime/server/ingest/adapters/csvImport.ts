import { Refusal, type Issue, type TagSample } from "@safeloop/engine";
import type { LiveAlarms } from "../../alarms/liveAlarms.ts";
import { liveAlarmsOf } from "../../alarms/liveAlarmsOf.ts";
import type { RouteReply, RouteRequest, ServerContext } from "../../context.ts";
import { readingsOfCsv, type ReadingLine } from "./readingCsv.ts";
import { closed } from "../../http/shapes.ts";
import { serviceOf } from "../../services.ts";
import { judgeReading, type IntakeTags } from "../../readings/intake.ts";
import type { Adapter } from "./adapter.ts";
import { splitByReach, writeReadings } from "./reach.ts";

const shown = 100;
const query = closed({ timeZone: { type: "string", maxLength: 60, description: "IANA zone of times without an offset" }, dryRun: { type: "boolean" } });

/**
 * `POST /readings/import`: history from a CSV file. What a rule would have
 * raised is recorded as backfill; nobody is told, nothing live changes, not
 * even of a tag that has never been heard. What is right is taken, what is not
 * is listed with its line; a file sent again changes nothing. `dryRun` only reads.
 */
async function importReadings(ctx: ServerContext, alarms: LiveAlarms, req: RouteRequest): Promise<RouteReply> {
  const { timeZone, dryRun } = req.query as { timeZone?: string; dryRun?: boolean };
  const { lines, issues } = readingsOfCsv(String(req.body), timeZone);
  const [first] = issues;
  if (lines.length === 0 && first) throw new Refusal(first.code, first.params, issues.slice(0, shown));
  const wrong = [...issues];
  const byTag = judged(ctx, req, lines, wrong);
  const live = alarms.of(req.actor.tenantId);
  let stored = 0;
  // Tag by tag, so that live readings have their turn in between and no episode is cut.
  for (const [tagNo, samples] of byTag) {
    if (dryRun === true) break;
    await live.importHistory(tagNo, samples);
    stored += samples.length;
  }
  return { status: 202, body: { readings: lines.length, stored, refused: wrong.length, issues: wrong.slice(0, shown) } };
}

function judged(ctx: ServerContext, req: RouteRequest, lines: readonly ReadingLine[], wrong: Issue[]): ReadonlyMap<number, TagSample[]> {
  const service = serviceOf(ctx.services, "tags");
  const { tenantId } = req.actor;
  const tags: IntakeTags = { find: (id) => service.find(tenantId, id), numberOf: (id) => service.numberOf(tenantId, id) };
  const { mine, indexes, foreign } = splitByReach(ctx, req, lines.map((one) => one.reading));
  const at = (index: number, path: string): string => `/${lines[index]?.line ?? 0}${path}`;
  wrong.push(...foreign.map((one) => ({ ...one, path: at(one.index, "/tag") })));
  const byTag = new Map<number, TagSample[]>();
  mine.forEach((reading, index) => {
    const { found, issue } = judgeReading(tags, reading, "csv", ctx.clock.now());
    if (issue) wrong.push({ ...issue, path: at(indexes[index] ?? index, issue.path) });
    if (!found) return;
    const list = byTag.get(found.tagNo);
    if (list) list.push(found);
    else byTag.set(found.tagNo, [found]);
  });
  return byTag;
}

export const csvImport: Adapter = {
  kind: "history",
  make: (ctx) => ({
    routes: [{ method: "POST", url: "/api/v1/readings/import", summary: "Bring in history from a CSV file, one reading or one instant a line; dryRun=true only reads", policy: writeReadings, consumes: ["text/csv"], bodyLimit: 4 * 1024 * 1024, schema: { query }, idempotency: "off", handler: (req) => importReadings(ctx, liveAlarmsOf(ctx), req) }],
  }),
};
