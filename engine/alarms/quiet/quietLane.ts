import type { Sample } from "../../rules/sample.ts";
import { foreseen } from "../health/foreseen.ts";
import type { HealthLinks } from "../health/healthLinks.ts";
import { graceMs } from "../process/clock.ts";
import type { TagSample } from "../intake.ts";
import type { LiveProcess, ProcessSet } from "../processSet.ts";
import { clockOffMs, clockSamples, type TagLog } from "../tagLog.ts";
import type { TimerWheel } from "../timerWheel.ts";
import { PointNumbers } from "./pointNumbers.ts";
import { QuietRings, roomFor } from "./quietRings.ts";
import { maybeQuiet, quietBand, type QuietBand } from "./quietReader.ts";
import type { QuietRun } from "./quietRun.ts";

// One row of numbers a point, side by side in memory.
const cell = { ts: 0, v: 1, rx: 2, reached: 3, low: 4, high: 5, holdMs: 6, due: 7, until: 8, sameSince: 9, stuckMs: 10, perMs: 11, atLeast: 12, heardAt: 13, rxBefore: 14 } as const;
const width = 16;

/**
 * The quiet lane: most readings of a plant change nothing. A point is quiet
 * when every process that reads it judges its present value against fixed
 * levels and no delay ends; a good reading in order, between the same levels
 * and within the hold of the last, is then only written down in columns. One
 * that passes a level or meets the end of a delay is judged by the processes
 * at once, and written down as well: they turn, the point stays quiet.
 * Whatever else comes, or anybody who looks, first makes the point's log and
 * processes catch up. The lane changes how much work is done, never what is
 * decided: an engine without it gives the same steps.
 */
export class QuietLane {
  readonly #numbers = new PointNumbers();
  readonly #logs: TagLog[] = [];
  readonly #readers: (readonly LiveProcess[] | null)[] = []; // null: some reader can never be quiet
  readonly #earlierDelays: (readonly number[])[] = []; // of readings that were dropped
  #rings = new QuietRings([]);
  #cells = new Float64Array(0);
  #wakeAt = new Float64Array(0); // wall time until which a point has nothing to judge; +∞ while it is not quiet
  #turnedAt = new Float64Array(0); // the newest reading in the ring at which a process was judged; −∞ for none
  #nextWake = Infinity; // no point comes up before it
  /** Processes judged while absorbing the present batch: what they found is still to be reported. */
  readonly turned = new Set<LiveProcess>();
  /** Readings that were only written down. */
  absorbed = 0;
  /** Of them those at which processes were judged. */
  turns = 0;

  constructor(
    readonly lateMs: number,
    private readonly links: HealthLinks,
    private readonly wheel: TimerWheel<LiveProcess>,
  ) {}

  /** Takes over who reads what. Everything must have been closed before. */
  rebuild(logs: ReadonlyMap<string, TagLog>, processes: ProcessSet): void {
    this.#numbers.set([...logs.keys()]);
    for (const list of [this.#logs, this.#readers, this.#earlierDelays]) list.length = 0;
    this.#rings = new QuietRings([...logs.values()].map(({ tag }) => roomFor(tag.periodS, this.lateMs)));
    this.#cells = new Float64Array(logs.size * width);
    this.#wakeAt = new Float64Array(logs.size).fill(Infinity);
    this.#turnedAt = new Float64Array(logs.size).fill(-Infinity);
    this.#nextWake = Infinity;
    for (const [id, log] of logs) {
      this.#logs.push(log);
      this.#readers.push(this.#readersOf(id, processes));
      this.#earlierDelays.push(none);
    }
  }

  /** A point has got another reader: a fault it never showed before. */
  refresh(tagId: string, processes: ProcessSet): void {
    const n = this.#numbers.of(tagId);
    if (n < 0) return;
    if (this.#isOpen(n)) this.#close(n);
    this.#readers[n] = this.#readersOf(tagId, processes);
  }

  /** Writes down the readings of a batch that change nothing; returns the places of the others, whose points have caught up and must be judged in full. */
  absorb(batch: readonly TagSample[], now: number): readonly number[] {
    const left: number[] = [];
    for (let place = 0; place < batch.length; place += 1) {
      const { tagId, sample } = batch[place]!;
      const n = this.#numbers.of(tagId);
      if (n < 0 || this.#wakeAt[n] === Infinity) {
        left.push(place);
        continue;
      }
      const isSound = this.#isSound(n * width, sample, now);
      if (isSound && this.#isBetween(n * width, sample)) this.#writeDown(n, sample, now);
      else if (isSound && this.lateMs > batchSpanMs) this.#turn(n, sample, now);
      else {
        this.#close(n);
        left.push(place);
      }
    }
    this.absorbed += batch.length - left.length;
    return left;
  }

  #writeDown(n: number, { ts, v, rx }: Sample, now: number): void {
    const at = n * width;
    const c = this.#cells;
    const value = v as number;
    if (value !== c[at + cell.v]) c[at + cell.sameSince] = ts;
    c[at + cell.ts] = ts;
    c[at + cell.v] = value;
    c[at + cell.rx] = rx;
    c[at + cell.heardAt] = now;
    const row = this.#rings.nextRow(n);
    const { memory } = this.#rings;
    memory[row] = ts;
    memory[row + 1] = value;
    memory[row + 2] = rx;
    const held = c[at + cell.holdMs]! + 1;
    const due = c[at + cell.due]! - ts;
    const wakeAt = rx + graceMs + (held < due ? held : due);
    this.#wakeAt[n] = wakeAt;
    if (wakeAt < this.#nextWake) this.#nextWake = wakeAt;
    if (this.#rings.isFull(n)) this.#makeRoom(n, ts - this.lateMs);
  }

  /** A good number in order and within the hold, of a sensor that stays sound with it; how far event time has gone without it is then noted. */
  #isSound(at: number, { ts, v, q, rx, flags }: Sample, now: number): boolean {
    const c = this.#cells;
    if (typeof v !== "number" || q !== 0 || flags !== 0 || ts >= c[at + cell.until]!) return false;
    const last = c[at + cell.ts]!;
    const hold = c[at + cell.holdMs]!;
    if (ts <= last || ts - last > hold || now - rx > graceMs || rx - ts > clockOffMs || ts - rx > clockOffMs) return false;
    let reached = last + now - c[at + cell.rx]! - graceMs;
    if (reached < last) reached = last;
    if (reached < c[at + cell.reached]!) reached = c[at + cell.reached]!;
    if (reached > ts + hold || ts <= reached - this.lateMs || !this.#isSteady(at, ts, v)) return false;
    c[at + cell.reached] = reached;
    return true;
  }

  /** Neither stuck nor a jump. */
  #isSteady(at: number, ts: number, v: number): boolean {
    const c = this.#cells;
    const before = c[at + cell.v]!;
    if (v === before) return c[at + cell.stuckMs] === 0 || ts - c[at + cell.sameSince]! < c[at + cell.stuckMs]!;
    const far = v > before ? v - before : before - v;
    return far <= c[at + cell.atLeast]! || far <= c[at + cell.perMs]! * (ts - c[at + cell.ts]!);
  }

  // Event time is judged as well: a reading that was under way for long finds it past the end of a delay.
  #isBetween(at: number, { ts, v }: Sample): boolean {
    const c = this.#cells;
    const due = c[at + cell.due]!;
    return (v as number) > c[at + cell.low]! && (v as number) < c[at + cell.high]! && ts < due && c[at + cell.reached]! < due;
  }

  // Its processes judge the reading as they would any other; that it is kept here, not in their logs, is all they do not know yet.
  #turn(n: number, sample: Sample, now: number): void {
    const rings = this.#rings;
    if (rings.settled(n) !== null) this.#settle(n);
    const at = n * width;
    const c = this.#cells;
    const length = rings.length(n);
    const newest = length > 0 ? rings.at(n, length - 1) : null;
    const beforeNewest = length > 1 ? rings.at(n, length - 2) : null;
    c[at + cell.low] = -Infinity;
    c[at + cell.high] = Infinity;
    c[at + cell.due] = Infinity;
    let isQuiet = true;
    for (const live of this.#readers[n]!) {
      if (live.process.turn(sample, newest, beforeNewest, c[at + cell.reached]!, now)) this.turned.add(live);
      const band = quietBand(live.process);
      if (band) this.#narrow(at, band);
      else isQuiet = false;
    }
    this.#turnedAt[n] = sample.ts;
    this.turns += 1;
    this.#writeDown(n, sample, now);
    if (!isQuiet) this.#close(n);
  }

  #narrow(at: number, { low, high, due }: QuietBand): void {
    const c = this.#cells;
    if (low > c[at + cell.low]!) c[at + cell.low] = low;
    if (high < c[at + cell.high]!) c[at + cell.high] = high;
    if (due < c[at + cell.due]!) c[at + cell.due] = due;
  }

  /** Opens the lane for a point whose readers have all judged its newest reading and are quiet. */
  reconsider(tagId: string): void {
    const n = this.#numbers.of(tagId);
    if (n < 0 || this.#isOpen(n) || this.#readers[n] === null) return;
    const log = this.#logs[n]!;
    const sample = log.latest;
    if (!sample || !log.isSound() || sample.flags !== 0 || sample.q !== 0 || typeof sample.v !== "number" || log.clock.ts > sample.ts) return;
    const health = foreseen(log.health.plan, log.health.head);
    if (health?.value !== sample.v) return;
    let [low, high, due, holdMs, reached] = [-Infinity, Infinity, Infinity, endlessMs, log.clock.reached];
    for (const { process } of this.#readers[n]!) {
      const band = quietBand(process);
      if (!band || process.head.t !== sample.ts || process.floor > sample.ts) return;
      const plan = process.plan.plans[0]!;
      [low, high, due] = [Math.max(low, band.low), Math.min(high, band.high), Math.min(due, band.due)];
      [holdMs, reached] = [Math.min(holdMs, plan.holdRaiseMs, plan.holdClearMs), Math.max(reached, process.clock.reached)];
    }
    const at = n * width;
    const c = this.#cells;
    c[at + cell.ts] = sample.ts;
    c[at + cell.v] = sample.v;
    c[at + cell.rx] = sample.rx;
    c[at + cell.reached] = reached;
    c[at + cell.low] = low;
    c[at + cell.high] = high;
    c[at + cell.holdMs] = holdMs;
    c[at + cell.due] = due;
    c[at + cell.until] = health.until;
    c[at + cell.sameSince] = health.sameSince;
    c[at + cell.stuckMs] = health.stuckMs;
    c[at + cell.perMs] = health.perS / 1000;
    c[at + cell.atLeast] = health.atLeast;
    c[at + cell.heardAt] = log.lastHeard;
    c[at + cell.rxBefore] = sample.rx;
    this.#rings.clear(n);
    this.#turnedAt[n] = -Infinity;
    this.#earlierDelays[n] = none;
    this.#wakeAt[n] = sample.rx + graceMs + Math.min(holdMs + 1, due - sample.ts);
    this.#nextWake = Math.min(this.#nextWake, this.#wakeAt[n]);
  }

  /** Wall time by which `wake` must be called; +∞ when nothing is quiet. */
  get nextWake(): number {
    return this.#nextWake;
  }

  /** True while its point is quiet: it has nothing to judge before `wake` names it. */
  isQuiet(live: LiveProcess): boolean {
    const n = this.#numberOf(live);
    return n >= 0 && this.#isOpen(n);
  }

  /** Points that have fallen silent, or whose delay is over, are judged in full from now on: the wheel knows their readers again. */
  wake(now: number): void {
    if (now < this.#nextWake) return;
    let next = Infinity;
    for (let n = 0; n < this.#wakeAt.length; n += 1) {
      const at = this.#wakeAt[n]!;
      if (at > now) next = Math.min(next, at);
      else this.#close(n);
    }
    this.#nextWake = next;
  }

  /** The logs know again when their points were last heard. */
  catchUpHeard(): void {
    for (let n = 0; n < this.#logs.length; n += 1) {
      if (this.#isOpen(n)) this.#logs[n]!.lastHeard = Math.max(this.#logs[n]!.lastHeard, this.#cells[n * width + cell.heardAt]!);
    }
  }

  /** Makes the points a process reads, and all who read them, catch up. */
  catchUp(live: LiveProcess): void {
    for (const { tag } of live.process.plan.plans) this.catchUpTag(tag.id);
  }

  catchUpTag(tagId: string): void {
    const n = this.#numbers.of(tagId);
    if (n >= 0 && this.#isOpen(n)) this.#settle(n);
  }

  catchUpAll(): void {
    for (let n = 0; n < this.#logs.length; n += 1) if (this.#isOpen(n)) this.#settle(n);
  }

  /** The processes a point is read by are judged in full from now on, until it is quiet again. */
  close(live: LiveProcess): void {
    const n = this.#numberOf(live);
    if (n >= 0 && this.#isOpen(n)) this.#close(n);
  }

  closeAll(): void {
    for (let n = 0; n < this.#logs.length; n += 1) if (this.#isOpen(n)) this.#close(n);
  }

  #isOpen(n: number): boolean {
    return this.#wakeAt[n]! < Infinity;
  }

  #numberOf(live: LiveProcess): number {
    const { plans } = live.process.plan;
    return plans.length === 1 ? this.#numbers.of(plans[0]!.tag.id) : -1;
  }

  // A tag that others look at is judged at once.
  #readersOf(tagId: string, processes: ProcessSet): readonly LiveProcess[] | null {
    const readers = processes.readersOf(tagId).map((one) => one.live);
    return !this.links.isWatched(tagId) && readers.every((live) => maybeQuiet(live.process.plan)) ? readers : null;
  }

  // While a point is quiet the wheel knows nothing of its readers.
  #close(n: number): void {
    this.#settle(n);
    this.#wakeAt[n] = Infinity;
    for (const live of this.#readers[n]!) this.wheel.wake(live, live.process.wakeAt());
  }

  // What nothing can amend any more is dropped; of a point too fast for that, or whose processes turned since then, all is handed over.
  #makeRoom(n: number, bound: number): void {
    const rings = this.#rings;
    if (this.#turnedAt[n]! > bound) return this.#settle(n);
    const count = rings.countTo(n, bound);
    this.#logs[n]!.health.settleQuiet(rings.rows(n, count));
    this.#keepDelays(n, count);
    rings.drop(n, count);
    if (rings.isFull(n)) this.#settle(n);
  }

  // Of rows that go, the delays are needed only where the rows that stay are too few to tell.
  #keepDelays(n: number, count: number): void {
    if (count === 0) return;
    const rings = this.#rings;
    const rxBefore = n * width + cell.rxBefore;
    this.#earlierDelays[n] = rings.arrivalsFrom(n, count) >= clockSamples ? none : [...this.#earlierDelays[n]!, ...rings.delays(n, this.#cells[rxBefore]!, count)].slice(-clockSamples);
    this.#cells[rxBefore] = rings.rxOf(n, count - 1);
  }

  #settle(n: number): void {
    const rings = this.#rings;
    const [length, settled] = [rings.length(n), rings.settled(n)];
    if (length === 0 && settled === null) return;
    const at = n * width;
    const c = this.#cells;
    const run: QuietRun = {
      samples: rings.samples(n), rows: rings.rows(n), settled, beforeSettled: rings.beforeSettled(n),
      newest: length > 0 ? rings.at(n, length - 1) : settled!, beforeNewest: length > 1 ? rings.at(n, length - 2) : settled,
      reached: c[at + cell.reached]!, delays: [...this.#earlierDelays[n]!, ...rings.delays(n, c[at + cell.rxBefore]!)].slice(-clockSamples), heardAt: c[at + cell.heardAt]!,
    };
    for (const { process } of this.#readers[n]!) process.catchUp(run);
    this.#logs[n]!.catchUp(run, this.lateMs, this.links.neighbours);
    this.#earlierDelays[n] = none;
    c[at + cell.rxBefore] = run.newest.rx;
    this.#turnedAt[n] = -Infinity;
    rings.clear(n);
  }
}

const batchSpanMs = 2 * clockOffMs + graceMs; // event time between readings of one batch: what a turn found is reported at its end, and must not have settled by then
const endlessMs = 1e15; // the hold of a point without readers
const none: readonly number[] = [];
