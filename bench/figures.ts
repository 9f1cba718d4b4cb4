import { closeSync, fsyncSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** One figure of a bench: its name, the rates of each round, and what they are rates of. */
export interface Rates {
  readonly name: string;
  readonly unit: string;
  readonly rounds: readonly number[];
}

/** What one bench printed, and whether all its goals hold. */
export interface Part {
  readonly lines: readonly string[];
  readonly holds: boolean;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

export function line({ name, unit, rounds }: Rates): string {
  const shown = (value: number): string => Math.round(value).toLocaleString("en");
  return `  ${name.padEnd(44)} ${shown(median(rounds)).padStart(10)} ${unit}   (${rounds.map(shown).join(", ")})`;
}

/** The ratio of two medians of one run, against its goal. */
export function ratio(name: string, ours: Rates, peer: Rates, goal: number): { readonly text: string; readonly holds: boolean } {
  const value = median(ours.rounds) / median(peer.rounds);
  const holds = value >= goal;
  return { text: `  ${holds ? "holds" : "MISSED"}: ${name} ${value.toFixed(2)}× (goal ≥ ${goal}×)`, holds };
}

/** The ratio of two medians of one run, for the reader; no goal hangs on it. */
export function shownRatio(name: string, ours: Rates, peer: Rates): string {
  return `  shown: ${name} ${(median(ours.rounds) / median(peer.rounds)).toFixed(2)}×`;
}

/** A figure against its bound. */
export function atLeast(name: string, value: number, bound: number): { readonly text: string; readonly holds: boolean } {
  return bounded(name, value, `≥ ${bound.toLocaleString("en")}`, value >= bound);
}

export function atMost(name: string, value: number, bound: number): { readonly text: string; readonly holds: boolean } {
  return bounded(name, value, `≤ ${bound.toLocaleString("en")}`, value <= bound);
}

function bounded(name: string, value: number, goal: string, holds: boolean): { readonly text: string; readonly holds: boolean } {
  return { text: `  ${holds ? "holds" : "MISSED"}: ${name} ${value.toLocaleString("en", { maximumFractionDigits: value < 100 ? 2 : 0 })} (goal ${goal})`, holds };
}

/** Milliseconds of one fsync of a small append on the disk the bench writes to: the median of 50. */
export function fsyncMs(): number {
  const folder = mkdtempSync(join(tmpdir(), "safeloop-fsync-"));
  const file = openSync(join(folder, "probe"), "w");
  const times = Array.from({ length: 50 }, () => {
    writeSync(file, Buffer.alloc(4096));
    const started = performance.now();
    fsyncSync(file);
    return performance.now() - started;
  });
  closeSync(file);
  rmSync(folder, { recursive: true });
  return median(times);
}
