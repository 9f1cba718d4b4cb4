import type { QualityRank, SampleValue } from "@safeloop/engine";
import { bitsOf, columnsOf, lateBit, otherBit, type Columns } from "./columns.ts";
import type { LoggedReading } from "./loggedReading.ts";
import type { RecentReading } from "./recentReadings.ts";

const cells = 4; // time, time of receipt, value, marks: quality, late, other, and flags above eight bits

/**
 * Readings of one tag in the order they were added: 32 bytes each instead of
 * an object's hundred, since minutes of a whole plant lie here. What belongs
 * to one reading lies together: readings come in tag by tag, and each further
 * place to write to is a wait for the memory.
 */
export class ReadingColumns {
  #numbers = new Float64Array(cells * 16);
  #others: Map<number, SampleValue> | undefined; // values that are no numbers
  #n = 0;

  constructor(readonly tagNo: number) {}

  get length(): number {
    return this.#n;
  }

  push(one: Omit<LoggedReading, "tagNo">, rx: number): void {
    const at = this.#n;
    const first = at * cells;
    if (first === this.#numbers.length) this.#resize(at + (at >> 1));
    const { v } = one;
    const numbers = this.#numbers;
    numbers[first] = one.ts;
    numbers[first + 1] = rx;
    numbers[first + 2] = typeof v === "number" ? v : 0;
    numbers[first + 3] = bitsOf(one) | (one.flags << 8);
    if (typeof v !== "number") (this.#others ??= new Map<number, SampleValue>()).set(at, v);
    this.#n = at + 1;
  }

  at(index: number): RecentReading {
    const [ts = 0, rx = 0, number = 0, marks = 0] = this.#numbers.subarray(index * cells, index * cells + cells);
    const v = (marks & otherBit) === 0 ? number : (this.#others?.get(index) ?? null);
    return { tagNo: this.tagNo, ts, rx, v, q: (marks & 3) as QualityRank, late: (marks & lateBit) !== 0, flags: marks >> 8 };
  }

  /** Readings for which `keep` holds of the time of receipt. */
  where(keep: (rx: number) => boolean): RecentReading[] {
    const found: RecentReading[] = [];
    for (let at = 0; at < this.#n; at++) if (keep(this.#receiptOf(at))) found.push(this.at(at));
    return found;
  }

  /** Readings received before `rx`, in columns of their own. */
  before(rx: number): Columns {
    const n = this.#countFirst(rx);
    if (n === undefined) return columnsOf(this.where((one) => one < rx));
    const columns = { ts: new Float64Array(n), v: new Float64Array(n), bits: new Uint8Array(n), flags: new Uint8Array(n), others: [] as SampleValue[] };
    for (let at = 0; at < n; at++) {
      const marks = this.#numbers[at * cells + 3]!;
      columns.ts[at] = this.#numbers[at * cells]!;
      columns.v[at] = this.#numbers[at * cells + 2]!;
      columns.bits[at] = marks;
      columns.flags[at] = marks >> 8;
    }
    for (const [at, value] of this.#others ?? []) if (at < n) columns.others.push(value);
    return columns;
  }

  hasBefore(rx: number): boolean {
    for (let at = 0; at < this.#n; at++) if (this.#receiptOf(at) < rx) return true;
    return false;
  }

  /** Forgets what was received before `rx`. Room stays for as much again, since as much comes again; more is given back. */
  drop(rx: number): void {
    const gone = this.#countFirst(rx);
    const room = Math.max(16, this.#n + (this.#n >> 3));
    const rest = gone === undefined ? this.where((one) => one >= rx) : [];
    const others = gone === undefined ? [] : [...(this.#others ?? [])].filter(([at]) => at >= gone);
    this.#numbers.copyWithin(0, (gone ?? 0) * cells, this.#n * cells);
    this.#n = gone === undefined ? 0 : this.#n - gone;
    this.#others = others.length === 0 ? undefined : new Map(others.map(([at, value]) => [at - (gone ?? 0), value]));
    if (this.#numbers.length > 2 * room * cells) this.#resize(room);
    for (const one of rest) this.push(one, one.rx);
  }

  /** How many were received before `rx` where those are the first ones; undefined where the clock was set back in between. */
  #countFirst(rx: number): number | undefined {
    let n = 0;
    while (n < this.#n && this.#receiptOf(n) < rx) n += 1;
    for (let at = n; at < this.#n; at++) if (this.#receiptOf(at) < rx) return undefined;
    return n;
  }

  #resize(capacity: number): void {
    const numbers = new Float64Array(cells * capacity);
    numbers.set(this.#numbers.subarray(0, cells * this.#n));
    this.#numbers = numbers;
  }

  #receiptOf(at: number): number {
    return this.#numbers[at * cells + 1] ?? 0;
  }
}
