import type { JudgeContext, Mode, Value } from "../context.ts";
import type { CompileScope, Watcher } from "../node.ts";
import { valueByQuality } from "../usable.ts";

/** Longest look-back of windows kept as buckets, in seconds: 30 days. */
export const maxLongS = 30 * 86_400;
const maxBuckets = 512;
const minCoverage = 0.8;

/** A window kept as equal buckets on the grid: it moves on in steps of one bucket, at most a 512th of it. */
export interface LongWindow {
  readonly slot: number;
  readonly bucketMs: number;
  readonly buckets: number;
}

/** What a long window can say: of its samples, and for `avg` of the time that held values cover. */
export type LongFold = "avg" | "min" | "max" | "sum" | "count" | "rise";

/** Bytes that one window keeps of one input. */
export const bytesPerLongInput = 2 * (8 + 6 * maxBuckets) * 8;

// A series stands for one input in one mode: a head, then for each bucket ∫v dt, covered ms, min, max, sum and n.
const head = { begun: 0, holds: 1, value: 2, at: 3, newest: 4, gap: 5, size: 6 } as const;
const cell = { area: 0, covered: 1, min: 2, max: 3, sum: 4, n: 5, size: 6 } as const;

/** Buckets of a whole number of grid steps that divide the window, where there are such; else the window is a little longer than asked. */
export function bucketsOf(windowMs: number, gridMs: number): { readonly bucketMs: number; readonly buckets: number } {
  for (let n = maxBuckets; n >= maxBuckets / 4; n -= 1) if (Number.isInteger(windowMs / n) && Number.isInteger(windowMs / n / gridMs)) return { bucketMs: windowMs / n, buckets: n };
  const bucketMs = Math.ceil(windowMs / maxBuckets / gridMs) * gridMs;
  return { bucketMs, buckets: Math.ceil(windowMs / bucketMs) };
}

/** Has a long window kept, and judged anew at each end of a bucket. */
export function longWindow(windowMs: number, scope: CompileScope): LongWindow {
  const { facts } = scope;
  const window: LongWindow = { slot: scope.newSlot(), ...bucketsOf(windowMs, facts.gridMs) };
  facts.long.push(window);
  scope.watchers.push(watcher(window));
  return window;
}

/** What the window says at the instant of the context; unknown by the rules of the short one. */
export function longValue(ctx: JudgeContext, window: LongWindow, index: number, fold: LongFold): Value {
  const series = new Series(ctx, window, index, ctx.mode);
  return series.say(fold);
}

function watcher(window: LongWindow): Watcher {
  return {
    slot: window.slot,
    observe(ctx) {
      const before = ctx.mode;
      ctx.inputs.forEach((_, index) => {
        for (const mode of ["raise", "clear"] as const) {
          ctx.mode = mode;
          new Series(ctx, window, index, mode).observe();
        }
      });
      ctx.mode = before;
    },
  };
}

/** One input of a long window in one mode. Everything it knows is in the marks of the slot. */
class Series {
  private readonly marks: number[];
  private readonly base: number;

  constructor(private readonly ctx: JudgeContext, private readonly window: LongWindow, private readonly index: number, private readonly mode: Mode) {
    this.marks = ctx.slots[window.slot]!.marks;
    this.base = (2 * index + (mode === "raise" ? 0 : 1)) * (head.size + cell.size * window.buckets);
  }

  observe(): void {
    this.makeRoom();
    if (this.mode === "clear") this.forgetBeforeGap();
    const input = this.ctx.inputs[this.index];
    if (!input?.fresh) return;
    const { t } = this.ctx;
    const plan = this.ctx.plans[this.index]!;
    this.begin(t);
    this.coverUntil(t);
    for (const sample of input.now) {
      const value = valueByQuality(this.ctx, plan, sample);
      if (typeof value === "number") this.take(value, t);
    }
    const last = input.now.at(-1);
    this.set(head.holds, last && typeof valueByQuality(this.ctx, plan, last) === "number" ? 1 : 0);
  }

  say(fold: LongFold): Value {
    const { t } = this.ctx;
    if (this.get(head.begun) === 0) return undefined;
    const from = this.bucketAt(t) - this.window.buckets + 1;
    const all = { area: 0, covered: 0, min: Number.POSITIVE_INFINITY, max: Number.NEGATIVE_INFINITY, sum: 0, n: 0 };
    for (let bucket = Math.max(from, this.get(head.newest) - this.window.buckets + 1); bucket <= this.get(head.newest); bucket += 1) this.addTo(all, this.cellOf(bucket));
    if (fold === "avg") return this.mean(all, from * this.window.bucketMs);
    if (fold === "count") return this.count(all.n);
    if (all.n === 0) return undefined;
    if (fold === "rise") return all.n < 2 ? undefined : this.get(head.value) - all.min;
    return all[fold];
  }

  /** Silence is no evidence that nothing happened. */
  private count(n: number): Value {
    return this.get(head.holds) === 1 && this.ctx.t - this.get(head.at) <= this.holdMs() ? n : undefined;
  }

  private mean(all: { readonly area: number; readonly covered: number }, from: number): Value {
    const at = this.get(head.at);
    const tail = this.get(head.holds) === 1 ? Math.max(0, Math.min(this.ctx.t, at + this.holdMs()) - Math.max(at, from)) : 0;
    const covered = all.covered + tail;
    return covered < minCoverage * this.window.bucketMs * this.window.buckets ? undefined : (all.area + this.get(head.value) * tail) / covered;
  }

  private addTo(all: { area: number; covered: number; min: number; max: number; sum: number; n: number }, at: number): void {
    const { marks } = this;
    all.area += marks[at + cell.area]!;
    all.covered += marks[at + cell.covered]!;
    all.sum += marks[at + cell.sum]!;
    const n = marks[at + cell.n]!;
    if (n === 0) return;
    all.n += n;
    all.min = Math.min(all.min, marks[at + cell.min]!);
    all.max = Math.max(all.max, marks[at + cell.max]!);
  }

  private makeRoom(): void {
    while (this.marks.length < this.base + head.size + cell.size * this.window.buckets) this.marks.push(0);
  }

  private begin(t: number): void {
    if (this.get(head.begun) === 1) return;
    this.set(head.begun, 1);
    this.set(head.newest, this.bucketAt(t));
  }

  /** The value held so far stood until now, or until it was no longer believed. */
  private coverUntil(t: number): void {
    if (this.get(head.holds) === 1) {
      const from = this.get(head.at);
      this.spread(from, Math.min(t, from + this.holdMs()));
    }
    this.moveTo(this.bucketAt(t));
  }

  private spread(from: number, to: number): void {
    const { bucketMs, buckets } = this.window;
    const value = this.get(head.value);
    let at = Math.max(from, (this.bucketAt(to) - buckets + 1) * bucketMs);
    while (at < to) {
      const bucket = Math.floor(at / bucketMs);
      const end = Math.min(to, (bucket + 1) * bucketMs);
      this.moveTo(bucket);
      const here = this.cellOf(bucket);
      this.marks[here + cell.area]! += value * (end - at);
      this.marks[here + cell.covered]! += end - at;
      at = end;
    }
  }

  private take(value: number, t: number): void {
    const at = this.cellOf(this.bucketAt(t));
    const { marks } = this;
    const n = marks[at + cell.n]!;
    marks[at + cell.min] = n === 0 ? value : Math.min(marks[at + cell.min]!, value);
    marks[at + cell.max] = n === 0 ? value : Math.max(marks[at + cell.max]!, value);
    marks[at + cell.sum]! += value;
    marks[at + cell.n] = n + 1;
    this.set(head.value, value);
    this.set(head.at, t);
  }

  /** What was held from before a gap is no evidence of calm. */
  private forgetBeforeGap(): void {
    const { gapAt } = this.ctx;
    if (!(gapAt > this.get(head.gap))) return;
    this.marks.fill(0, this.base, this.base + head.size + cell.size * this.window.buckets);
    this.set(head.gap, gapAt);
  }

  /** Empties the buckets that begin, and so those that fall out of the window. */
  private moveTo(bucket: number): void {
    const newest = this.get(head.newest);
    if (bucket <= newest) return;
    for (let next = Math.max(newest + 1, bucket - this.window.buckets + 1); next <= bucket; next += 1) {
      const at = this.cellOf(next);
      this.marks.fill(0, at, at + cell.size);
    }
    this.set(head.newest, bucket);
  }

  /** A bucket holds the samples of (k·b, (k + 1)·b], as a window is half open at its beginning. */
  private bucketAt(t: number): number {
    return Math.ceil(t / this.window.bucketMs) - 1;
  }

  private cellOf(bucket: number): number {
    const { buckets } = this.window;
    return this.base + head.size + cell.size * (((bucket % buckets) + buckets) % buckets); // before 1970 too
  }

  private holdMs(): number {
    const plan = this.ctx.plans[this.index]!;
    return this.mode === "raise" ? plan.holdRaiseMs : plan.holdClearMs;
  }

  private get(at: number): number {
    return this.marks[this.base + at] ?? 0;
  }

  private set(at: number, value: number): void {
    this.marks[this.base + at] = value;
  }
}
