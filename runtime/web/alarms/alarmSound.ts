import type { Priority } from "@safeloop/engine";
import type { PriorityCounts } from "../api/types.ts";

export const muteMs = 60_000;

/** A tone: beeps of `hz` lasting `ms`, repeated every `everyMs` while it is the worst unacknowledged priority. */
export interface Tone {
  readonly hz: number;
  readonly beeps: number;
  readonly ms: number;
  readonly everyMs: number;
}

/** Higher, faster and longer for the worse; P4 is list only (catalogue 5.2). */
export const tones: { readonly [p in Priority]: Tone | null } = {
  P1: { hz: 960, beeps: 3, ms: 180, everyMs: 1_500 },
  P2: { hz: 720, beeps: 2, ms: 180, everyMs: 4_000 },
  P3: { hz: 520, beeps: 1, ms: 160, everyMs: 15_000 },
  P4: null,
};

/** The worst priority that still sounds, or undefined. */
export function soundingPriority(unacked: PriorityCounts): Priority | undefined {
  return (["P1", "P2", "P3"] as const).find((priority) => unacked[priority] > 0);
}

/**
 * True while muted. A P1 newer than the mute breaks it: silence asked for one
 * emergency must not swallow the next.
 */
export function isMuted(mutedAt: number | undefined, now: number, newestP1At: number | undefined): boolean {
  if (mutedAt === undefined || now - mutedAt >= muteMs) return false;
  return newestP1At === undefined || newestP1At <= mutedAt;
}

/** Plays one tone. False when the browser refuses sound before a first click: the screen must then say so. */
export async function playTone(context: AudioContext, tone: Tone): Promise<boolean> {
  if (context.state === "suspended") await Promise.race([context.resume(), pause(200)]);
  if (context.state !== "running") return false;
  for (let beep = 0; beep < tone.beeps; beep++) beepAt(context, tone, context.currentTime + (beep * tone.ms * 1.6) / 1000);
  return true;
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function beepAt(context: AudioContext, tone: Tone, at: number): void {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  oscillator.type = "square";
  oscillator.frequency.value = tone.hz;
  gain.gain.setValueAtTime(0.0001, at);
  gain.gain.exponentialRampToValueAtTime(0.12, at + 0.01);
  gain.gain.exponentialRampToValueAtTime(0.0001, at + tone.ms / 1000);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(at);
  oscillator.stop(at + tone.ms / 1000 + 0.02);
}

/** From when a press on mute counts: every P1 that is on the page is muted, also one raised since the page's clock last ticked. */
export function mutedFrom(now: number, newestP1At: number | undefined): number {
  return Math.max(now, newestP1At ?? now);
}
