import type { Sample } from "../../rules/sample.ts";
import type { SoundRows } from "../health/foldSound.ts";
import { clockSamples } from "../tagLog.ts";
import { cellsOfRow, QuietSamples, sampleAt } from "./quietRun.ts";

const depths = { least: 16, most: 128 } as const; // readings a point can hold

/** Room for a point that is read each `periodS`: twice what may still be amended, so that half of it is free when it is full. */
export function roomFor(periodS: number, lateMs: number): number {
  return Math.max(depths.least, Math.min(depths.most, 2 * Math.ceil(lateMs / (1000 * periodS)) + 8));
}

/**
 * Readings of every point in one block of memory, by point and time: what
 * nobody had to look at yet. Good, without flags.
 */
export class QuietRings {
  readonly memory: Float64Array;
  readonly #begin: Int32Array; // of a point's rows in memory, in rows
  readonly #fullAt: Int32Array;
  readonly #count: Int32Array;
  readonly #settled: (Sample | null)[];
  readonly #beforeSettled: (Sample | null)[];

  /** `rooms`: how many readings each point can hold. */
  constructor(rooms: readonly number[]) {
    const points = rooms.length;
    this.#begin = new Int32Array(points);
    let rows = 0;
    rooms.forEach((room, point) => {
      this.#begin[point] = rows;
      rows += room;
    });
    this.memory = new Float64Array(rows * cellsOfRow);
    this.#fullAt = Int32Array.from(rooms, (room, point) => room - ((point * 29) % (room >> 2))); // points of one pace are not full at one instant
    this.#count = new Int32Array(points);
    this.#settled = new Array<Sample | null>(points).fill(null);
    this.#beforeSettled = new Array<Sample | null>(points).fill(null);
  }

  length(point: number): number {
    return this.#count[point]!;
  }

  /** The newest reading that was dropped because nothing can amend it any more. */
  settled(point: number): Sample | null {
    return this.#settled[point]!;
  }

  /** The one before that. */
  beforeSettled(point: number): Sample | null {
    return this.#beforeSettled[point]!;
  }

  isFull(point: number): boolean {
    return this.#count[point]! >= this.#fullAt[point]!;
  }

  /** Takes a row for the next reading of a point; returns where in `memory` it must be written: ts, v, rx. */
  nextRow(point: number): number {
    const count = this.#count[point]!;
    this.#count[point] = count + 1;
    return (this.#begin[point]! + count) * cellsOfRow;
  }

  /** When a reading was received. */
  rxOf(point: number, index: number): number {
    return this.memory[(this.#begin[point]! + index) * cellsOfRow + 2]!;
  }

  /** How many arrivals the readings from `index` on came in, not counting the one of the reading before; no more than are ever asked for. */
  arrivalsFrom(point: number, index: number): number {
    let found = 0;
    for (let row = this.#count[point]! - 1; row >= index && found < clockSamples; row -= 1) if (this.rxOf(point, row) !== this.rxOf(point, row - 1)) found += 1;
    return found;
  }

  at(point: number, index: number): Sample {
    return sampleAt(this.memory, (this.#begin[point]! + index) * cellsOfRow);
  }

  /** The oldest so many readings of a point as they lie in memory. */
  rows(point: number, count = this.#count[point]!): SoundRows {
    return { memory: this.memory, first: this.#begin[point]! * cellsOfRow, count, stride: cellsOfRow };
  }

  clear(point: number): void {
    this.#count[point] = 0;
    this.#settled[point] = null;
    this.#beforeSettled[point] = null;
  }

  /** What a point holds, as it is now. Plain arrays: small typed ones cost the collector more than they hold. */
  samples(point: number): QuietSamples | null {
    const length = this.#count[point]! * cellsOfRow;
    if (length === 0) return null;
    const first = this.#begin[point]! * cellsOfRow;
    const rows = new Array<number>(length);
    for (let at = 0; at < length; at += 1) rows[at] = this.memory[first + at]!;
    return new QuietSamples(rows);
  }

  /** Delays of the newest arrivals among the oldest so many readings, oldest first; readings of one arrival count once. `rxBefore`: when the one before them came. */
  delays(point: number, rxBefore: number, count = this.#count[point]!): readonly number[] {
    const found: number[] = [];
    const first = this.#begin[point]! * cellsOfRow;
    for (let row = count - 1; row >= 0 && found.length < clockSamples; row -= 1) {
      const at = first + row * cellsOfRow;
      const rx = this.memory[at + 2]!;
      if (rx !== (row > 0 ? this.memory[at + 2 - cellsOfRow]! : rxBefore)) found.push(rx - this.memory[at]!);
    }
    return found.reverse();
  }

  /** How many of the oldest readings of a point are at or before the bound. */
  countTo(point: number, bound: number): number {
    const first = this.#begin[point]! * cellsOfRow;
    const count = this.#count[point]!;
    let found = 0;
    while (found < count && this.memory[first + found * cellsOfRow]! <= bound) found += 1;
    return found;
  }

  /** Drops the oldest so many readings; the newest two of them are remembered. */
  drop(point: number, count: number): void {
    if (count === 0) return;
    this.#beforeSettled[point] = count > 1 ? this.at(point, count - 2) : this.#settled[point]!;
    this.#settled[point] = this.at(point, count - 1);
    const first = this.#begin[point]! * cellsOfRow;
    this.memory.copyWithin(first, first + count * cellsOfRow, first + this.#count[point]! * cellsOfRow);
    this.#count[point]! -= count;
  }
}
