import { allBits, type Bits, bit, none } from "../bits.ts";
import { type Axis, digitsOf, sizeOf } from "../conditions/valuations.ts";

/** How a step changes the data: fields written freely, or a field set to one region. */
export interface FreeChange { readonly free: readonly number[] }
export type Change = FreeChange | { readonly axis: number; readonly value: number };

export const unchanged: FreeChange = { free: [] };

/** All combinations of regions of the data a region's conditions read; sets of them are bits. */
export class Space {
  readonly size: number;
  readonly all: Bits;
  /** Combinations by axis and value. */
  private readonly having: readonly (readonly Bits[])[];
  private readonly strides: readonly number[];

  constructor(readonly axes: readonly Axis[]) {
    this.size = sizeOf(axes);
    this.all = allBits(this.size);
    this.strides = axes.map((_, i) => sizeOf(axes.slice(0, i)));
    const having = axes.map((axis) => axis.values.map(() => none));
    for (let n = 0; n < this.size; n++) digitsOf(axes, n).forEach((digit, i) => { having[i]![digit]! |= bit(n); });
    this.having = having;
  }

  /** Combinations for which a test of the number holds. */
  where(test: (n: number) => boolean): Bits {
    let found = none;
    for (let n = 0; n < this.size; n++) if (test(n)) found |= bit(n);
    return found;
  }

  /** Where a change may lead from a set. */
  after(bits: Bits, change: Change): Bits {
    if ("free" in change) return change.free.reduce((all, axis) => this.spread(all, axis), bits);
    return this.at(this.base(bits, change.axis), change.axis, change.value);
  }

  /** From where a change may lead into a set. */
  before(bits: Bits, change: Change): Bits {
    if ("free" in change) return this.after(bits, change);
    const landing = bits & (this.having[change.axis]?.[change.value] ?? none);
    return this.spread(this.base(landing, change.axis), change.axis, true);
  }

  /** The same combinations with the value of one axis set to its first. */
  private base(bits: Bits, axis: number): Bits {
    const stride = BigInt(this.strides[axis] ?? 1);
    return (this.having[axis] ?? []).reduce((all, having, value) => all | ((bits & having) >> (stride * BigInt(value))), none);
  }

  private at(base: Bits, axis: number, value: number): Bits {
    return base << BigInt((this.strides[axis] ?? 1) * value);
  }

  private spread(bits: Bits, axis: number, isBase = false): Bits {
    const base = isBase ? bits : this.base(bits, axis);
    return (this.having[axis] ?? []).reduce((all, _, value) => all | this.at(base, axis, value), none);
  }
}
