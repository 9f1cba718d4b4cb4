import type { Sample } from "../../rules/sample.ts";
import { foreseen } from "../health/foreseen.ts";
import type { HealthLinks } from "../health/healthLinks.ts";
import { graceMs } from "../process/clock.ts";
import type { LiveProcess, ProcessSet } from "../processSet.ts";
import { clockOffMs, clockSamples, type TagLog } from "../tagLog.ts";
import { QuietRings } from "./quietRings.ts";
import { maybeQuiet, quietBand } from "./quietReader.ts";
import type { QuietRun } from "./quietRun.ts";

// One row of numbers a point, side by side in memory; then its newest delays.
const cell = { ts: 0, v: 1, rx: 2, reached: 3, after: 4, low: 5, high: 6, holdMs: 7, sameSince: 8, stuckMs: 9, heardAt: 10, arrivals: 11, due: 12, lag: 13, perMs: 14, atLeast: 15, until: 16, delays: 17 } as const;
const width = cell.delays + clockSamples;

/**
 * The quiet lane: most readings of a plant change nothing. A point is quiet
 * when every process that reads it judges its present value against fixed
 * levels and no delay runs; a good reading in order, between the same levels
 * and within the hold of the last, is then only written down in columns.
 * Whatever else comes, or anybody who looks, first makes the point's log and
 * processes catch up. The lane changes how much work is done, never what is
 * decided: an engine without it gives the same steps.
 */
export class QuietLane {
  readonly #numbers = new Map<string, number>();
  readonly #logs: TagLog[] = [];
  readonly #readers: (readonly LiveProcess[] | null)[] = []; // null: some reader can never be quiet
  #rings = new QuietRings(0);
  #isOpen = new Uint8Array(0);
  /** Readings that were only written down. */
  absorbed = 0;
  #cells = new Float64Array(0);

  constructor(
    readonly lateMs: number,
    private readonly links: HealthLinks,
  ) {}

  /** Takes over who reads what. Everything must have caught up before. */
  rebuild(logs: ReadonlyMap<string, TagLog>, processes: ProcessSet): void {
    this.#numbers.clear();
    for (const list of [this.#logs, this.#readers]) list.length = 0;
    this.#rings = new QuietRings(logs.size);
    this.#isOpen = new Uint8Array(logs.size);
    this.#cells = new Float64Array(logs.size * width);
    for (const [id, log] of logs) {
      this.#numbers.set(id, this.#logs.length);
      this.#logs.push(log);
      this.#readers.push(this.#readersOf(id, processes));
    }
  }

  /** A point has got another reader: a fault it never showed before. */
  refresh(tagId: string, processes: ProcessSet): void {
    const n = this.#numbers.get(tagId);
    if (n === undefined) return;
    if (this.#isOpen[n] === 1) this.#close(n);
    this.#readers[n] = this.#readersOf(tagId, processes);
  }

  /** Writes a reading down if it changes nothing. False: the point has caught up and must be judged in full. */
  absorb(tagId: string, sample: Sample, now: number): boolean {
    const n = this.#numbers.get(tagId);
    if (n === undefined || this.#isOpen[n] === 0) return false;
    const at = n * width;
    const c = this.#cells;
    const { ts, v, rx } = sample;
    if (typeof v !== "number" || !this.#isQuiet(at, sample, v, now)) {
      this.#close(n);
      return false;
    }
    const reached = c[at + cell.ts]! + Math.max(0, now - c[at + cell.rx]! - graceMs);
    if (reached > c[at + cell.reached]!) c[at + cell.reached] = reached;
    if (rx !== c[at + cell.rx]) {
      c[at + cell.delays + (c[at + cell.arrivals]! % clockSamples)] = rx - ts;
      c[at + cell.arrivals]! += 1;
    }
    if (v !== c[at + cell.v]) c[at + cell.sameSince] = ts;
    c[at + cell.ts] = ts;
    c[at + cell.after] = ts;
    c[at + cell.v] = v;
    c[at + cell.rx] = rx;
    c[at + cell.heardAt] = now;
    this.#rings.push(n, ts, v, rx);
    if (this.#rings.isFull(n)) this.#makeRoom(n, ts - this.lateMs);
    this.absorbed += 1;
    return true;
  }

  #isQuiet(at: number, { ts, q, rx, flags }: Sample, v: number, now: number): boolean {
    const c = this.#cells;
    if (q !== 0 || flags !== 0 || ts >= c[at + cell.due]! || ts >= c[at + cell.until]! || v <= c[at + cell.low]! || v >= c[at + cell.high]!) return false;
    const last = c[at + cell.ts]!;
    const hold = c[at + cell.holdMs]!;
    if (rx - ts < c[at + cell.lag]! && c[at + cell.due]! < Infinity) return false; // the end of the delay would come sooner than the wheel knows
    if (ts <= c[at + cell.after]! || ts - last > hold || now - rx > graceMs || Math.abs(rx - ts) > clockOffMs) return false;
    const reached = Math.max(c[at + cell.reached]!, last + Math.max(0, now - c[at + cell.rx]! - graceMs));
    if (reached > ts + hold || ts <= reached - this.lateMs) return false;
    if (v === c[at + cell.v]) return c[at + cell.stuckMs] === 0 || ts - c[at + cell.sameSince]! < c[at + cell.stuckMs]!;
    const far = Math.abs(v - c[at + cell.v]!);
    return far <= c[at + cell.atLeast]! || far <= c[at + cell.perMs]! * (ts - last);
  }

  /** Opens the lane for a point whose readers have all judged its newest reading and are quiet. */
  reconsider(tagId: string): void {
    const n = this.#numbers.get(tagId);
    if (n === undefined || this.#isOpen[n] === 1 || this.#readers[n] === null) return;
    const log = this.#logs[n]!;
    const sample = log.latest;
    if (!sample || !log.isSound() || sample.flags !== 0 || sample.q !== 0 || typeof sample.v !== "number") return;
    const health = foreseen(log.health.plan, log.health.head);
    if (health?.value !== sample.v) return;
    let [low, high, due, after, holdMs, reached] = [-Infinity, Infinity, Infinity, log.clock.ts, Infinity, log.clock.reached];
    for (const { process } of this.#readers[n]!) {
      const band = quietBand(process);
      if (!band || process.head.t !== sample.ts) return;
      const plan = process.plan.plans[0]!;
      [low, high, due] = [Math.max(low, band.low), Math.min(high, band.high), Math.min(due, band.due)];
      [after, holdMs, reached] = [Math.max(after, process.floor), Math.min(holdMs, plan.holdRaiseMs, plan.holdClearMs), Math.max(reached, process.clock.reached)];
    }
    const values = [sample.ts, sample.v, sample.rx, reached, after, low, high, holdMs, health.sameSince, health.stuckMs, log.lastHeard, 0, due, sample.rx - sample.ts, health.perS / 1000, health.atLeast, health.until];
    this.#cells.set(values, n * width);
    this.#rings.clear(n);
    this.#isOpen[n] = 1;
  }

  /** The wall time until which a process has nothing to judge, if its point is quiet; else undefined. The wheel must be told. */
  quietUntil(live: LiveProcess): number | undefined {
    const n = this.#numberOf(live);
    if (n === undefined || this.#isOpen[n] === 0) return undefined;
    const at = n * width;
    const c = this.#cells;
    c[at + cell.lag] = c[at + cell.rx]! - c[at + cell.ts]!;
    return c[at + cell.rx]! + graceMs + Math.min(c[at + cell.holdMs]! + 1, c[at + cell.due]! - c[at + cell.ts]!);
  }

  /** The logs know again when their points were last heard. */
  catchUpHeard(): void {
    for (let n = 0; n < this.#logs.length; n += 1) {
      if (this.#isOpen[n] === 1) this.#logs[n]!.lastHeard = Math.max(this.#logs[n]!.lastHeard, this.#cells[n * width + cell.heardAt]!);
    }
  }

  /** Makes the points a process reads, and all who read them, catch up. */
  catchUp(live: LiveProcess): void {
    for (const { tag } of live.process.plan.plans) this.catchUpTag(tag.id);
  }

  catchUpTag(tagId: string): void {
    const n = this.#numbers.get(tagId);
    if (n !== undefined && this.#isOpen[n] === 1) this.#settle(n);
  }

  catchUpAll(): void {
    for (let n = 0; n < this.#logs.length; n += 1) if (this.#isOpen[n] === 1) this.#settle(n);
  }

  /** The processes a point is read by are judged in full from now on, until it is quiet again. */
  close(live: LiveProcess): void {
    const n = this.#numberOf(live);
    if (n !== undefined && this.#isOpen[n] === 1) this.#close(n);
  }

  closeAll(): void {
    for (let n = 0; n < this.#logs.length; n += 1) if (this.#isOpen[n] === 1) this.#close(n);
  }

  #numberOf(live: LiveProcess): number | undefined {
    const { plans } = live.process.plan;
    return plans.length === 1 ? this.#numbers.get(plans[0]!.tag.id) : undefined;
  }

  // A tag that others look at is judged at once.
  #readersOf(tagId: string, processes: ProcessSet): readonly LiveProcess[] | null {
    const readers = processes.readersOf(tagId).map((one) => one.live);
    return !this.links.isWatched(tagId) && readers.every((live) => maybeQuiet(live.process.plan)) ? readers : null;
  }

  #close(n: number): void {
    this.#settle(n);
    this.#isOpen[n] = 0;
  }

  // What nothing can amend any more is dropped; of a point too fast for that all is handed over.
  #makeRoom(n: number, bound: number): void {
    const rings = this.#rings;
    this.#logs[n]!.health.settleQuiet((take) => rings.drop(n, bound, take), this.links.neighbours);
    if (rings.isFull(n)) this.#settle(n);
  }

  #settle(n: number): void {
    const rings = this.#rings;
    const [length, settled] = [rings.length(n), rings.settled(n)];
    if (length === 0 && settled === null) return;
    const at = n * width;
    const c = this.#cells;
    const run: QuietRun = {
      samples: rings.samples(n), settled, beforeSettled: rings.beforeSettled(n),
      newest: length > 0 ? rings.at(n, length - 1) : settled!, beforeNewest: length > 1 ? rings.at(n, length - 2) : settled,
      reached: c[at + cell.reached]!, delays: this.#delaysOf(at), heardAt: c[at + cell.heardAt]!,
    };
    for (const { process } of this.#readers[n]!) process.catchUp(run);
    this.#logs[n]!.catchUp(run, this.lateMs, this.links.neighbours);
    c[at + cell.arrivals] = 0;
    rings.clear(n);
  }

  #delaysOf(at: number): readonly number[] {
    const count = this.#cells[at + cell.arrivals]!;
    const kept = Math.min(count, clockSamples);
    return Array.from({ length: kept }, (_, k) => this.#cells[at + cell.delays + ((count - kept + k) % clockSamples)]!);
  }
}
