import type { Period } from "./work.ts";

/** How far the ticket of a work has come. */
export interface Progress {
  /** Tone of its life state; undefined before its last approval. */
  readonly tone?: "waiting" | "live" | "stopped" | "done" | "void";
  readonly startedAt?: number; // epoch ms, when it first went live
}

/** How others reckon with a work: when, and whether it goes on past that while it is not over. */
export interface CountedPeriod extends Period {
  readonly live: boolean;
}

/** The period others must reckon with; undefined: it does not count. What is not approved yet holds nobody up, and what has ended does not either. */
export function standingOf(planned: Period, { tone, startedAt }: Progress): CountedPeriod | undefined {
  if (tone === "live" || tone === "stopped") return { from: startedAt ?? planned.from, to: planned.to, live: true };
  return tone === "waiting" && startedAt === undefined ? { ...planned, live: false } : undefined;
}

/** The same at an instant: a live work that has overrun has no known end. */
export function standingAt({ from, to, live }: CountedPeriod, now: number): Period {
  return { from, to: live && to !== null && to <= now ? null : to };
}

/** The period in which a ticket's own work would be in the way, from now on. Approved work may begin at once. */
export function ownPeriod(planned: Period, { tone, startedAt }: Progress, now: number): Period {
  if (tone === undefined) return planned;
  const from = startedAt === undefined ? Math.min(planned.from ?? now, now) : now;
  return { from, to: planned.to !== null && planned.to <= now ? null : planned.to };
}
