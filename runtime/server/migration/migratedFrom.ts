import type { HistoryEntry, InstanceView } from "@safeloop/engine";
import type { Reader, ServerContext } from "../context.ts";
import { serviceOf } from "../services.ts";
import { personRef } from "../views/personRef.ts";

/** Which revision an instance came from, when, by whom, and whether it can still go back; nothing when it was never migrated. */
export async function migratedFrom(ctx: ServerContext, reader: Reader, tenantId: string, seq: number, history: readonly HistoryEntry[]): Promise<Pick<InstanceView, "migratedFrom">> {
  const moved = history.findLast((line) => line.command === "migrate");
  const hash = moved?.detail?.["from"];
  const from = typeof hash === "string" ? await serviceOf(ctx.services, "definitions").byHash(tenantId, "flows", hash, reader) : undefined;
  if (!moved || !from) return {};
  return { migratedFrom: { revision: from.revision, at: new Date(moved.at).toISOString(), by: personRef(ctx.directory(tenantId), moved.by ?? "system"), undoable: moved.seq === seq } };
}
