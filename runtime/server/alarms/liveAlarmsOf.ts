import type { ServerContext } from "../context.ts";
import { LiveAlarms } from "./liveAlarms.ts";

const byContext = new WeakMap<ServerContext, LiveAlarms>();

/** The live engines of a server: one object for the slices that share it. */
export function liveAlarmsOf(ctx: ServerContext): LiveAlarms {
  const known = byContext.get(ctx) ?? new LiveAlarms(ctx);
  byContext.set(ctx, known);
  return known;
}
