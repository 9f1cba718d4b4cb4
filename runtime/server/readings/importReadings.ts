import { isClean, Refusal, type Issue } from "@safeloop/engine";
import type { RouteReply, RouteRequest, ServerContext } from "../context.ts";
import { readingsOfCsv, type ReadingLine } from "../ingest/adapters/readingCsv.ts";
import { serviceOf } from "../services.ts";
import { splitByReach } from "./postReadings.ts";

const chunk = 10_000; // readings judged and stored at once: live ones come in between
const shown = 100;

/**
 * `POST /readings/import`: history from a CSV file. Stored like readings that
 * come late: what a rule would have raised is recorded as backfill, nobody is
 * told, nothing live changes. What is right is taken, what is not is listed
 * with its line; a file sent again changes nothing. `dryRun` only reads.
 */
export async function importReadings(ctx: ServerContext, req: RouteRequest): Promise<RouteReply> {
  const { timeZone, dryRun } = req.query as { timeZone?: string; dryRun?: boolean };
  const { lines, issues } = readingsOfCsv(String(req.body), timeZone);
  const first = issues[0];
  if (lines.length === 0 && first && !isClean(issues)) throw new Refusal(first.code, first.params, issues.slice(0, shown));
  const counts = { lines: lines.length, accepted: 0, duplicates: 0, late: 0 };
  const wrong = [...issues];
  for (let at = 0; at < lines.length && dryRun !== true; at += chunk) await take(ctx, req, lines.slice(at, at + chunk), counts, wrong);
  return { status: 202, body: { ...counts, refused: wrong.length, issues: wrong.slice(0, shown) } };
}

async function take(ctx: ServerContext, req: RouteRequest, lines: readonly ReadingLine[], counts: { accepted: number; duplicates: number; late: number }, wrong: Issue[]): Promise<void> {
  const { mine, indexes, foreign } = splitByReach(ctx, req, lines.map((one) => one.reading));
  const lineOf = (index: number): number => lines[index]?.line ?? 0;
  wrong.push(...foreign.map((one) => ({ ...one, path: `/${lineOf(one.index)}/tag` })));
  if (mine.length === 0) return;
  const taken = await serviceOf(ctx.services, "readings").accept(req.actor.tenantId, mine, "csv");
  counts.accepted += taken.accepted;
  counts.duplicates += taken.duplicates;
  counts.late += taken.late;
  // That history is late is no fault of it.
  wrong.push(...taken.issues.filter((one) => one.code !== "READING_LATE").map((one) => ({ ...one, path: `/${lineOf(indexes[one.index] ?? one.index)}${one.path.replace(/^\/\d+/, "")}` })));
}
