import type { Sample } from "../../rules/sample.ts";
import { QuietSamples } from "./quietRun.ts";

/** Least readings a point's column holds; it grows when the out-of-order bound spans more. */
const firstCapacity = 128;

/** Readings of one point in columns, by time: what nobody had to look at yet. Good, without flags. */
export class QuietColumns {
  #ts: Float64Array = new Float64Array(firstCapacity);
  #v: Float64Array = new Float64Array(firstCapacity);
  #rx: Float64Array = new Float64Array(firstCapacity);
  #n = 0;
  /** The newest reading that was dropped because nothing can amend it any more, and the one before it. */
  settled: Sample | null = null;
  beforeSettled: Sample | null = null;

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
    if (count === 0) return null;
    const [ts, v, rx] = [this.#ts.slice(0, count), this.#v.slice(0, count), this.#rx.slice(0, count)];
    return new QuietSamples(ts[0]!, ts[count - 1]!, count, () => Array.from(ts, (at, n) => ({ ts: at, v: v[n]!, q: 0, rx: rx[n]!, flags: 0 })));
  }

  /** Drops what is at or before the bound, and returns it; only when nearly all of it is younger is more room taken. */
  makeRoom(bound: number): readonly Sample[] {
    let drop = 0;
    while (drop < this.#n && this.#ts[drop]! <= bound) drop += 1;
    const dropped = this.#drop(drop);
    if (this.#n > this.#ts.length / 2) this.#grow();
    return dropped;
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

  #drop(count: number): readonly Sample[] {
    const dropped = Array.from({ length: count }, (_, index) => this.at(index));
    if (count === 0) return dropped;
    this.beforeSettled = dropped[count - 2] ?? this.settled;
    this.settled = dropped[count - 1]!;
    for (const column of [this.#ts, this.#v, this.#rx]) column.copyWithin(0, count, this.#n);
    this.#n -= count;
    return dropped;
  }
}
