import { readHead } from "../alarms/engineHead.ts";
import type { Reader } from "../context.ts";
import { ReadingLog } from "./readingLog.ts";
import { RecentReadings } from "./recentReadings.ts";

/** What a running server has in memory of some tags, or of all: the log after the last sealing, read from the database. */
export async function unsealedReadings(store: Reader, tenantId: string, only?: ReadonlySet<number>): Promise<RecentReadings> {
  const recent = new RecentReadings();
  const head = await readHead(store, tenantId);
  if (!head) return recent;
  for await (const { readings, at } of new ReadingLog(tenantId).read(store, head.sealedSeq, head.seq)) recent.add(only ? readings.filter((one) => only.has(one.tagNo)) : readings, at);
  return recent;
}
