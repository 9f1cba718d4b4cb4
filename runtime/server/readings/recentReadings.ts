import type { Columns } from "./columns.ts";
import { gapTagNo, type LoggedReading } from "./loggedReading.ts";
import { ReadingColumns } from "./readingColumns.ts";

/** A reading in memory with its time of receipt. */
export interface RecentReading extends LoggedReading {
  readonly rx: number;
}

/** Readings not yet sealed into blocks, by tag: what trends show of the last minutes. Rebuilt from the log at start. */
export class RecentReadings {
  readonly #byTag = new Map<number, ReadingColumns>();

  add(readings: readonly LoggedReading[], rx: number): void {
    for (const one of readings) {
      if (one.tagNo === gapTagNo || one.again) continue;
      let columns = this.#byTag.get(one.tagNo);
      if (!columns) this.#byTag.set(one.tagNo, (columns = new ReadingColumns(one.tagNo)));
      columns.push(one, rx);
    }
  }

  of(tagNo: number): readonly RecentReading[] {
    return this.#byTag.get(tagNo)?.where(() => true) ?? [];
  }

  tags(): readonly number[] {
    return [...this.#byTag.keys()];
  }

  /** Readings of a tag received before `rx`. */
  before(tagNo: number, rx: number): Columns | undefined {
    return this.#byTag.get(tagNo)?.before(rx);
  }

  hasBefore(tagNo: number, rx: number): boolean {
    return this.#byTag.get(tagNo)?.hasBefore(rx) ?? false;
  }

  drop(tagNo: number, before: number): void {
    const columns = this.#byTag.get(tagNo);
    if (!columns) return;
    columns.drop(before);
    if (columns.length === 0) this.#byTag.delete(tagNo);
  }

  get size(): number {
    let n = 0;
    for (const columns of this.#byTag.values()) n += columns.length;
    return n;
  }

  count(tagNo: number): number {
    return this.#byTag.get(tagNo)?.length ?? 0;
  }
}
