import type { MakeSlice, RouteReply } from "../context.ts";
import { Loop } from "../jobs/loop.ts";
import { serviceOf } from "../services.ts";

export interface DeadmanTimes {
  readonly everyMs: number;
  /** An engine that has not gone through its rules for longer than this is not alive; it does so five times a second. */
  readonly aliveMs: number;
}

const pingLimitMs = 5_000;

/**
 * The dead man's switch. A monitor outside is pinged only while the alarm
 * engine proves that it lives: its tick has ended within the last seconds. A
 * process that merely answers proves nothing. Who stops hearing us raises the
 * alarm (robustness F25).
 */
export function deadmanSliceOf(times: DeadmanTimes): MakeSlice {
  return (ctx) => {
    const ageMs = (): number => serviceOf(ctx.services, "alarms").tickAgeMs();
    const isAlive = (): boolean => ageMs() <= times.aliveMs;
    const engine = async (): Promise<RouteReply> => {
      const age = ageMs();
      return { status: isAlive() ? 200 : 503, headers: { "cache-control": "no-store" }, body: { alive: isAlive(), tickAgeMs: Number.isFinite(age) ? Math.round(age) : null } };
    };
    const ping = async (): Promise<void> => {
      const { deadmanUrl } = ctx.config;
      if (deadmanUrl === undefined || !isAlive()) return;
      const answer = await fetch(deadmanUrl, { method: "POST", redirect: "manual", signal: AbortSignal.timeout(pingLimitMs) });
      await answer.body?.cancel();
      if (!answer.ok) ctx.log.warn({ status: answer.status }, "the outside monitor (DEADMAN_URL) does not take our sign of life");
    };
    const loop = new Loop({ work: ping, everyMs: times.everyMs, log: ctx.log });
    return {
      name: "deadman",
      routes: [{ method: "GET", url: "/enginez", summary: "The alarm engine lives: it has gone through its rules within the last seconds", policy: { kind: "public" }, handler: engine }],
      start: async () => void (ctx.config.deadmanUrl !== undefined && loop.start()),
      stop: () => loop.stop(),
    };
  };
}

export const deadmanSlice = deadmanSliceOf({ everyMs: 10_000, aliveMs: 5_000 });
