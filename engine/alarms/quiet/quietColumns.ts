import type { Sample } from "../../rules/sample.ts";
import { QuietSamples } from "./quietRun.ts";

/** Readings of one point in columns, by time: what nobody had to look at yet. Good, without flags. */
export class QuietColumns {
  #ts: Float64Array;
  #v: Float64Array;
  #rx: Float64Array;
  #n = 0;
  /** The newest reading that was dropped because nothing can amend it any more, and the one before it. */
  settled: Sample | null = null;
  beforeSettled: Sample | null = null;

  /** It grows when the out-of-order bound spans more than `capacity` readings. */
  constructor(capacity: number) {
    this.#ts = new Float64Array(capacity);
    this.#v = new Float64Array(capacity);
    this.#rx = new Float64Array(capacity);
  }

  get length(): number {
    return this.#n;
  }

  get isFull(): boolean {
    return this.#n === this.#ts.length;
  }

  push(ts: number, v: number, rx: number): void {
    const at = this.#n++;
    this.#ts[at] = ts;
    this.#v[at] = v;
    this.#rx[at] = rx;
  }

  at(index: number): Sample {
    return { ts: this.#ts[index]!, v: this.#v[index]!, q: 0, rx: this.#rx[index]!, flags: 0 };
  }

  clear(): void {
    this.#n = 0;
    this.settled = null;
    this.beforeSettled = null;
  }

  /** What it holds, as it is now. */
  samples(): QuietSamples | null {
    const count = this.#n;
    return count === 0 ? null : new QuietSamples(firstOf(this.#ts, count), firstOf(this.#v, count), firstOf(this.#rx, count));
  }

  /** Drops what is at or before the bound, each shown to `visit` once more; only when nearly all is younger is more room taken. Returns how many were dropped. */
  makeRoom(bound: number, visit: (ts: number, v: number) => void): number {
    let drop = 0;
    for (; drop < this.#n && this.#ts[drop]! <= bound; drop += 1) visit(this.#ts[drop]!, this.#v[drop]!);
    if (drop > 0) {
      this.beforeSettled = drop > 1 ? this.at(drop - 2) : this.settled;
      this.settled = this.at(drop - 1);
      for (const column of [this.#ts, this.#v, this.#rx]) column.copyWithin(0, drop, this.#n);
      this.#n -= drop;
    }
    if (this.#n > this.#ts.length / 2) this.#grow();
    return drop;
  }

  #grow(): void {
    const grow = (from: Float64Array): Float64Array => {
      const to = new Float64Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.#ts = grow(this.#ts);
    this.#v = grow(this.#v);
    this.#rx = grow(this.#rx);
  }
}

// Plain arrays: small typed ones cost the collector more than they hold.
function firstOf(column: Float64Array, count: number): readonly number[] {
  const found = new Array<number>(count);
  for (let at = 0; at < count; at += 1) found[at] = column[at]!;
  return found;
}
