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
  /** When the value last moved among those dropped; −∞ when it did not. */
  movedAt = -Infinity;
  #valueBefore = Number.NaN; // of the reading before the first

  get length(): number {
    return this.#n;
  }

  push(ts: number, v: number, rx: number, bound: number): void {
    if (this.#n === this.#ts.length) this.#makeRoom(bound);
    const at = this.#n++;
    this.#ts[at] = ts;
    this.#v[at] = v;
    this.#rx[at] = rx;
  }

  at(index: number): Sample {
    return { ts: this.#ts[index]!, v: this.#v[index]!, q: 0, rx: this.#rx[index]!, flags: 0 };
  }

  /** Begins anew after a reading of this value. */
  begin(valueBefore: number): void {
    this.#valueBefore = valueBefore;
    this.#n = 0;
    this.settled = null;
    this.beforeSettled = null;
    this.movedAt = -Infinity;
  }

  /** What it holds, as it is now. */
  samples(): QuietSamples | null {
    const count = this.#n;
    if (count === 0) return null;
    const [ts, v, rx] = [this.#ts.slice(0, count), this.#v.slice(0, count), this.#rx.slice(0, count)];
    return new QuietSamples(ts[0]!, ts[count - 1]!, count, () => Array.from(ts, (at, n) => ({ ts: at, v: v[n]!, q: 0, rx: rx[n]!, flags: 0 })));
  }

  // Drops what is at or before the bound; only when nearly all of it is younger is more room taken.
  #makeRoom(bound: number): void {
    let drop = 0;
    while (drop < this.#n && this.#ts[drop]! <= bound) drop += 1;
    if (drop > 0) this.#drop(drop);
    if (this.#n <= this.#ts.length / 2) return;
    const grow = (from: Float64Array): Float64Array => {
      const to = new Float64Array(from.length * 2);
      to.set(from);
      return to;
    };
    this.#ts = grow(this.#ts);
    this.#v = grow(this.#v);
    this.#rx = grow(this.#rx);
  }

  #drop(count: number): void {
    for (let at = 0; at < count; at += 1) {
      const before = at > 0 ? this.#v[at - 1]! : (this.settled?.v ?? this.#valueBefore);
      if (before !== this.#v[at]) this.movedAt = this.#ts[at]!;
    }
    this.beforeSettled = count > 1 ? this.at(count - 2) : this.settled;
    this.settled = this.at(count - 1);
    for (const column of [this.#ts, this.#v, this.#rx]) column.copyWithin(0, count, this.#n);
    this.#n -= count;
  }
}
