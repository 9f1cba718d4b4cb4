import type { LiveReplayView } from "@safeloop/engine";
import type { TaskTools } from "../../worker/tasks.ts";
import { replayLive, type LiveAsk } from "./replayLive.ts";

/** A live span judged again, in the worker thread. */
export function liveReplayTask({ store, calendars }: TaskTools, ask: Omit<LiveAsk, "calendars">): Promise<LiveReplayView> {
  return replayLive(store, { ...ask, calendars });
}
