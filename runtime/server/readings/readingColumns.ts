import type { QualityRank, SampleValue } from "@safeloop/engine";
import { bitsOf, columnsOf, lateBit, otherBit, type Columns } from "./columns.ts";
import type { LoggedReading } from "./loggedReading.ts";
import type { RecentReading } from "./recentReadings.ts";

/**
 * Readings of one tag in columns, in the order they were added: 26 bytes each
 * instead of an object's hundred, since minutes of a whole plant lie here.
 */
export class ReadingColumns {
  #ts = new Float64Array(32);
  #rx = new Float64Array(32);
  #v = new Float64Array(32);
  #bits = new Uint8Array(32); // quality, late, other
  #flags = new Uint8Array(32);
  readonly #others = new Map<number, SampleValue>();
  #n = 0;

  constructor(readonly tagNo: number) {}

  get length(): number {
    return this.#n;
  }

  push(one: Omit<LoggedReading, "tagNo">, rx: number): void {
    if (this.#n === this.#ts.length) this.#resize(this.#n * 2);
    const at = this.#n++;
    const { v } = one;
    this.#ts[at] = one.ts;
    this.#rx[at] = rx;
    if (typeof v === "number") this.#v[at] = v;
    else {
      this.#v[at] = 0;
      this.#others.set(at, v);
    }
    this.#bits[at] = bitsOf(one);
    this.#flags[at] = one.flags;
  }

  at(index: number): RecentReading {
    const bits = this.#bits[index] ?? 0;
    const v = (bits & otherBit) === 0 ? (this.#v[index] ?? 0) : (this.#others.get(index) ?? null);
    return { tagNo: this.tagNo, ts: this.#ts[index] ?? 0, rx: this.#rx[index] ?? 0, v, q: (bits & 3) as QualityRank, late: (bits & lateBit) !== 0, flags: this.#flags[index] ?? 0 };
  }

  /** Readings for which `keep` holds of the time of receipt. */
  where(keep: (rx: number) => boolean): RecentReading[] {
    const found: RecentReading[] = [];
    for (let at = 0; at < this.#n; at++) if (keep(this.#rx[at] ?? 0)) found.push(this.at(at));
    return found;
  }

  /** Readings received before `rx`, in columns of their own. */
  before(rx: number): Columns {
    const n = this.#countFirst(rx);
    if (n === undefined) return columnsOf(this.where((one) => one < rx));
    const others = [...this.#others].flatMap(([at, value]) => (at < n ? [value] : []));
    return { ts: this.#ts.slice(0, n), v: this.#v.slice(0, n), bits: this.#bits.slice(0, n), flags: this.#flags.slice(0, n), others };
  }

  hasBefore(rx: number): boolean {
    for (let at = 0; at < this.#n; at++) if ((this.#rx[at] ?? 0) < rx) return true;
    return false;
  }

  /** Forgets what was received before `rx`, and gives the memory back. */
  drop(rx: number): void {
    const gone = this.#countFirst(rx);
    const rest = gone === undefined ? this.where((one) => one >= rx) : [];
    const others = gone === undefined ? [] : [...this.#others].filter(([at]) => at >= gone);
    if (gone !== undefined) for (const column of [this.#ts, this.#rx, this.#v, this.#bits, this.#flags]) column.copyWithin(0, gone, this.#n);
    this.#n = gone === undefined ? 0 : this.#n - gone;
    this.#others.clear();
    for (const [at, value] of others) this.#others.set(at - (gone ?? 0), value);
    this.#resize(Math.max(32, this.#n, rest.length));
    for (const one of rest) this.push(one, one.rx);
  }

  /** How many were received before `rx` where those are the first ones; undefined where the clock was set back in between. */
  #countFirst(rx: number): number | undefined {
    let n = 0;
    while (n < this.#n && (this.#rx[n] ?? 0) < rx) n += 1;
    for (let at = n; at < this.#n; at++) if ((this.#rx[at] ?? 0) < rx) return undefined;
    return n;
  }

  #resize(capacity: number): void {
    const grown = <A extends Float64Array | Uint8Array>(to: A, from: A): A => {
      to.set(from.subarray(0, Math.min(this.#n, capacity)));
      return to;
    };
    this.#ts = grown(new Float64Array(capacity), this.#ts);
    this.#rx = grown(new Float64Array(capacity), this.#rx);
    this.#v = grown(new Float64Array(capacity), this.#v);
    this.#bits = grown(new Uint8Array(capacity), this.#bits);
    this.#flags = grown(new Uint8Array(capacity), this.#flags);
  }
}
