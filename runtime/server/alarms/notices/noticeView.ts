import type { AlarmNoticeView, HeldWhy } from "@safeloop/engine";
import type { Reader, ServerContext } from "../../context.ts";
import { personRef } from "../../views/personRef.ts";
import { alarmById } from "../alarmRows.ts";
import { noticesOf } from "./noticeRows.ts";
import { silenceById } from "./silenceRows.ts";

type HeldView = Pick<AlarmNoticeView, "heldBy" | "until" | "parent" | "silence">;

/** What became of an alarm's notices, and what holds those that wait. */
export async function noticeViews(ctx: ServerContext, from: Reader, tenantId: string, alarmId: string): Promise<AlarmNoticeView[]> {
  const directory = ctx.directory(tenantId);
  const views: AlarmNoticeView[] = [];
  for (const { generation, step, state, held, why, people, at } of await noticesOf(from, tenantId, alarmId)) {
    views.push({
      generation, step, state, at: new Date(at).toISOString(), people: people.map((one) => personRef(directory, one)),
      ...(state === "waiting" && held ? await heldView(ctx, from, tenantId, held) : {}), ...(why === null ? {} : { endedBy: why }),
    });
  }
  return views;
}

async function heldView(ctx: ServerContext, from: Reader, tenantId: string, held: HeldWhy): Promise<HeldView> {
  const until = "until" in held ? { until: new Date(held.until).toISOString() } : {};
  switch (held.stage) {
    case "mask": return { heldBy: held.why };
    case "group": return { heldBy: "grouped", ...until };
    case "route": return { heldBy: "digest", ...until };
    case "inhibit": {
      const parent = await alarmById(from, tenantId, held.alarmId);
      return { heldBy: "inhibited", ...(parent ? { parent: { id: held.alarmId, title: parent.display.title } } : {}) };
    }
    case "silence": {
      const silence = await silenceById(from, tenantId, held.silenceId);
      return { heldBy: "silenced", ...until, ...(silence ? { silence: { id: silence.id, by: personRef(ctx.directory(tenantId), silence.madeBy), reason: silence.reason } } : {}) };
    }
  }
}
