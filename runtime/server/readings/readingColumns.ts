import type { QualityRank, SampleValue } from "@safeloop/engine";
import { bitsOf, columnsOf, lateBit, otherBit, type Columns } from "./columns.ts";
import type { LoggedReading } from "./loggedReading.ts";
import type { RecentReading } from "./recentReadings.ts";

/**
 * Readings of one tag in the order they were added: 26 bytes each instead of
 * an object's hundred, since minutes of a whole plant lie here. What belongs
 * to one reading lies together: readings come in tag by tag, and each further
 * place to write to is a wait for the memory.
 */
export class ReadingColumns {
  #numbers = new Float64Array(3 * 32); // time, time of receipt, value
  #marks = new Uint16Array(32); // quality, late, other; flags in the high byte
  readonly #others = new Map<number, SampleValue>();
  #n = 0;

  constructor(readonly tagNo: number) {}

  get length(): number {
    return this.#n;
  }

  push(one: Omit<LoggedReading, "tagNo">, rx: number): void {
    const at = this.#n;
    if (at === this.#marks.length) this.#resize(at + (at >> 1));
    const { v } = one;
    const numbers = this.#numbers;
    numbers[at * 3] = one.ts;
    numbers[at * 3 + 1] = rx;
    if (typeof v === "number") numbers[at * 3 + 2] = v;
    else {
      numbers[at * 3 + 2] = 0;
      this.#others.set(at, v);
    }
    this.#marks[at] = bitsOf(one) | (one.flags << 8);
    this.#n = at + 1;
  }

  at(index: number): RecentReading {
    const [ts = 0, rx = 0, number = 0] = this.#numbers.subarray(index * 3, index * 3 + 3);
    const marks = this.#marks[index] ?? 0;
    const v = (marks & otherBit) === 0 ? number : (this.#others.get(index) ?? null);
    return { tagNo: this.tagNo, ts, rx, v, q: (marks & 3) as QualityRank, late: (marks & lateBit) !== 0, flags: marks >> 8 };
  }

  /** Readings for which `keep` holds of the time of receipt. */
  where(keep: (rx: number) => boolean): RecentReading[] {
    const found: RecentReading[] = [];
    for (let at = 0; at < this.#n; at++) if (keep(this.#numbers[at * 3 + 1] ?? 0)) found.push(this.at(at));
    return found;
  }

  /** Readings received before `rx`, in columns of their own. */
  before(rx: number): Columns {
    const n = this.#countFirst(rx);
    if (n === undefined) return columnsOf(this.where((one) => one < rx));
    const columns = { ts: new Float64Array(n), v: new Float64Array(n), bits: new Uint8Array(n), flags: new Uint8Array(n), others: [] as SampleValue[] };
    for (let at = 0; at < n; at++) {
      columns.ts[at] = this.#numbers[at * 3]!;
      columns.v[at] = this.#numbers[at * 3 + 2]!;
      columns.bits[at] = this.#marks[at]!;
      columns.flags[at] = this.#marks[at]! >> 8;
    }
    for (const [at, value] of this.#others) if (at < n) columns.others.push(value);
    return columns;
  }

  hasBefore(rx: number): boolean {
    for (let at = 0; at < this.#n; at++) if ((this.#numbers[at * 3 + 1] ?? 0) < rx) return true;
    return false;
  }

  /** Forgets what was received before `rx`. Room stays for as much again, since as much comes again; more is given back. */
  drop(rx: number): void {
    const gone = this.#countFirst(rx);
    const room = Math.max(32, this.#n + (this.#n >> 3));
    const rest = gone === undefined ? this.where((one) => one >= rx) : [];
    const others = gone === undefined ? [] : [...this.#others].filter(([at]) => at >= gone);
    this.#numbers.copyWithin(0, (gone ?? 0) * 3, this.#n * 3);
    this.#marks.copyWithin(0, gone ?? 0, this.#n);
    this.#n = gone === undefined ? 0 : this.#n - gone;
    this.#others.clear();
    for (const [at, value] of others) this.#others.set(at - (gone ?? 0), value);
    if (this.#marks.length > 2 * room) this.#resize(room);
    for (const one of rest) this.push(one, one.rx);
  }

  /** How many were received before `rx` where those are the first ones; undefined where the clock was set back in between. */
  #countFirst(rx: number): number | undefined {
    let n = 0;
    while (n < this.#n && (this.#numbers[n * 3 + 1] ?? 0) < rx) n += 1;
    for (let at = n; at < this.#n; at++) if ((this.#numbers[at * 3 + 1] ?? 0) < rx) return undefined;
    return n;
  }

  #resize(capacity: number): void {
    const [numbers, marks] = [new Float64Array(3 * capacity), new Uint16Array(capacity)];
    numbers.set(this.#numbers.subarray(0, 3 * this.#n));
    marks.set(this.#marks.subarray(0, this.#n));
    this.#numbers = numbers;
    this.#marks = marks;
  }
}
