import type { SampleValue } from "@safeloop/engine";
import type { RecentReading } from "./recentReadings.ts";

const lateBit = 4;
const otherBit = 8; // the value is not a number: it is in `others`

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

  push({ ts, rx, v, q, late, flags }: Omit<RecentReading, "tagNo">): void {
    if (this.#n === this.#ts.length) this.#resize(this.#n * 2);
    const at = this.#n++;
    const isNumber = typeof v === "number";
    this.#ts[at] = ts;
    this.#rx[at] = rx;
    this.#v[at] = isNumber ? v : 0;
    this.#bits[at] = q | (late ? lateBit : 0) | (isNumber ? 0 : otherBit);
    this.#flags[at] = flags;
    if (!isNumber) this.#others.set(at, v);
  }

  at(index: number): RecentReading {
    const bits = this.#bits[index] ?? 0;
    const v = (bits & otherBit) === 0 ? (this.#v[index] ?? 0) : (this.#others.get(index) ?? null);
    return { tagNo: this.tagNo, ts: this.#ts[index] ?? 0, rx: this.#rx[index] ?? 0, v, q: (bits & 3) as RecentReading["q"], late: (bits & lateBit) !== 0, flags: this.#flags[index] ?? 0 };
  }

  /** Readings for which `keep` holds of the time of receipt. */
  where(keep: (rx: number) => boolean): RecentReading[] {
    const found: RecentReading[] = [];
    for (let at = 0; at < this.#n; at++) if (keep(this.#rx[at] ?? 0)) found.push(this.at(at));
    return found;
  }

  hasBefore(rx: number): boolean {
    for (let at = 0; at < this.#n; at++) if ((this.#rx[at] ?? 0) < rx) return true;
    return false;
  }

  /** Forgets what was received before `rx`, and gives the memory back. */
  drop(rx: number): void {
    const rest = this.where((one) => one >= rx);
    this.#n = 0;
    this.#others.clear();
    this.#resize(Math.max(32, rest.length));
    for (const one of rest) this.push(one);
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
