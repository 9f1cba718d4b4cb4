import type { Sample } from "../../rules/sample.ts";
import { QuietSamples } from "./quietRun.ts";

const depth = 128; // readings a point can hold
const cells = 3; // ts, v, rx: side by side in memory

/**
 * Readings of every point in one column, by point and time: what nobody had to
 * look at yet. Good, without flags. All points share one block of memory, so
 * that writing a reading down touches one line of it.
 */
export class QuietRings {
  readonly #memory: Float64Array;
  readonly #count: Int32Array;
  readonly #settled: (Sample | null)[];
  readonly #beforeSettled: (Sample | null)[];

  constructor(points: number) {
    this.#memory = new Float64Array(points * depth * cells);
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

  /** Points of one pace are not full at one instant. */
  isFull(point: number): boolean {
    return this.#count[point]! >= depth - ((point * 29) & 31);
  }

  push(point: number, ts: number, v: number, rx: number): void {
    const at = (point * depth + this.#count[point]!) * cells;
    this.#memory[at] = ts;
    this.#memory[at + 1] = v;
    this.#memory[at + 2] = rx;
    this.#count[point]! += 1;
  }

  at(point: number, index: number): Sample {
    const at = (point * depth + index) * cells;
    return { ts: this.#memory[at]!, v: this.#memory[at + 1]!, q: 0, rx: this.#memory[at + 2]!, flags: 0 };
  }

  clear(point: number): void {
    this.#count[point] = 0;
    this.#settled[point] = null;
    this.#beforeSettled[point] = null;
  }

  /** What a point holds, as it is now. */
  samples(point: number): QuietSamples | null {
    const count = this.#count[point]!;
    return count === 0 ? null : new QuietSamples(this.#column(point, 0), this.#column(point, 1), this.#column(point, 2));
  }

  /** Drops what is at or before the bound, each shown to `visit` once more; returns how many. */
  drop(point: number, bound: number, visit: (ts: number, v: number) => void): number {
    const first = point * depth * cells;
    const count = this.#count[point]!;
    let drop = 0;
    for (; drop < count && this.#memory[first + drop * cells]! <= bound; drop += 1) visit(this.#memory[first + drop * cells]!, this.#memory[first + drop * cells + 1]!);
    if (drop === 0) return 0;
    this.#beforeSettled[point] = drop > 1 ? this.at(point, drop - 2) : this.#settled[point]!;
    this.#settled[point] = this.at(point, drop - 1);
    this.#memory.copyWithin(first, first + drop * cells, first + count * cells);
    this.#count[point] = count - drop;
    return drop;
  }

  // Plain arrays: small typed ones cost the collector more than they hold.
  #column(point: number, cell: number): readonly number[] {
    const count = this.#count[point]!;
    const found = new Array<number>(count);
    for (let index = 0; index < count; index += 1) found[index] = this.#memory[(point * depth + index) * cells + cell]!;
    return found;
  }
}
