import type { JsonValue } from "../../model/json.ts";
import { compareRatios, decimalOf, dividedBy, minus, numberOfRatio, plus, type Ratio, ratio } from "../../rules/units/ratio.ts";
import { exactUnitOf } from "../../rules/units/table.ts";

/** One way a term may be worth something: values of its variables, and what a person is shown (null: missing). */
export interface Cell {
  readonly values: { readonly [name: string]: JsonValue | undefined };
  readonly shown: JsonValue;
}

export type AxisKind = "number" | "integer" | "text" | "truth";

/** A number a term is compared with: exact, in base units when it has a unit. */
export interface NumberPoint {
  readonly value: Ratio;
  readonly unit: string;
}

/** A text no definition holds; stands for every text that is not listed, and for a number that turns out to be none. */
const otherText = "\u0001";

/**
 * A term and what parts its values: its constants, and what lies between. The
 * order of numbers is all that counts, so a constant becomes its rank (odd)
 * and an open gap an even one: exact, however close two constants are.
 */
export class Axis {
  kind: AxisKind | undefined;
  dimension: string | undefined;
  asksKnown = false;
  private readonly points: NumberPoint[] = [];
  private readonly texts = new Set<string>();
  private sorted: readonly NumberPoint[] | undefined;

  /** `mayBeAbsent`: of a rule, where no comparison with it may hold. */
  constructor(readonly name: string, readonly label: string, readonly mayBeAbsent: boolean) {}

  /** Fixes the kind by first use; false for a second one. */
  takes(kind: AxisKind, dimension = ""): boolean {
    if (this.kind === undefined) [this.kind, this.dimension] = [kind, dimension];
    return this.kind === kind && this.dimension === dimension;
  }

  addNumber(point: NumberPoint): void {
    this.points.push(point);
  }

  addText(text: string): void {
    this.texts.add(text);
  }

  /** The rank of a constant, once all are known. */
  rankOf(value: Ratio): number {
    return 2 * this.sortedPoints().findIndex((one) => compareRatios(one.value, value) === 0) + 1;
  }

  /** Every cell; the likely ones first, missing last, so that a witness is one a person can picture. */
  cells(): readonly Cell[] {
    const present = { [`${this.name}p`]: true, [`${this.name}n`]: true };
    const given = this.kind === "truth" ? truths(this.name) : this.kind === "text" ? this.textCells() : this.numberCells();
    const other = this.kind === "number" || this.kind === "integer" ? [{ values: { [this.name]: otherText }, shown: "…" }] : [];
    const plain = [...given, ...other, { values: { [this.name]: undefined }, shown: null }];
    if (!this.mayBeAbsent || this.kind === "truth") return plain;
    const off = { values: { [this.name]: otherText, [`${this.name}p`]: true, [`${this.name}n`]: false }, shown: false };
    const absent = { values: { [this.name]: otherText, [`${this.name}p`]: false, [`${this.name}n`]: false }, shown: null };
    return [...plain.map(({ values, shown }) => ({ values: { ...values, ...present }, shown })), off, absent];
  }

  private textCells(): readonly Cell[] {
    const listed = [...this.texts, ...(this.asksKnown ? [""] : [])];
    return [...new Set(listed), otherText].map((text) => ({ values: { [this.name]: text }, shown: text === otherText ? "…" : text }));
  }

  private numberCells(): readonly Cell[] {
    const points = this.sortedPoints();
    const cell = (rank: number, value: Ratio): Cell => ({ values: { [this.name]: rank }, shown: this.shownAt(value) });
    const at = points.flatMap((one, i) => (this.kind === "integer" && one.value.under !== 1n ? [] : [cell(2 * i + 1, one.value)]));
    const between = Array.from({ length: points.length + 1 }, (_, i) => [i, this.inside(points[i - 1]?.value, points[i]?.value)] as const);
    return [...at, ...between.flatMap(([i, value]) => (value === undefined ? [] : [cell(2 * i, value)]))];
  }

  /** A value strictly between two constants; of integers there may be none. */
  private inside(low: Ratio | undefined, high: Ratio | undefined): Ratio | undefined {
    if (this.kind !== "integer") return low && high ? dividedBy(plus(low, high), whole(2n)) : low ? plus(low, whole(1n)) : high ? minus(high, whole(1n)) : whole(0n);
    if (!low) return high ? whole(-floor({ over: -high.over, under: high.under }) - 1n) : whole(0n);
    const next = whole(floor(low) + 1n);
    return !high || compareRatios(next, high) < 0 ? next : undefined;
  }

  private sortedPoints(): readonly NumberPoint[] {
    this.sorted ??= [...this.points].sort((a, b) => compareRatios(a.value, b.value)).filter((one, i, all) => i === 0 || compareRatios(one.value, all[i - 1]!.value) !== 0);
    return this.sorted;
  }

  /** In the unit of the first constant that has one. */
  private shownAt(value: Ratio): JsonValue {
    const unit = exactUnitOf(this.points.find((one) => one.unit !== "")?.unit ?? "");
    const shown = dividedBy(minus(value, unit.offset), unit.factor);
    return Number(decimalOf(shown, 12) ?? numberOfRatio(shown));
  }
}

function truths(name: string): readonly Cell[] {
  return [true, false].map((value) => ({ values: { [name]: value }, shown: value }));
}

function whole(value: bigint): Ratio {
  return ratio(value, 1n);
}

function floor({ over, under }: Ratio): bigint {
  const cut = over / under;
  return over % under !== 0n && over < 0n ? cut - 1n : cut;
}
