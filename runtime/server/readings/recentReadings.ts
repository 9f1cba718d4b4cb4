import type { Columns } from "./columns.ts";
import { gapTagNo, type LoggedReading } from "./loggedReading.ts";
import { ReadingColumns } from "./readingColumns.ts";

/** A reading in memory with its time of receipt. */
export interface RecentReading extends LoggedReading {
  readonly rx: number;
}

/** Readings not yet sealed into blocks, by tag: what trends show of the last minutes. Rebuilt from the log at start. */
export class RecentReadings {
  readonly #byTag: (ReadingColumns | undefined)[] = []; // by tag number: a look-up less than in a map, for each reading

  add(readings: readonly LoggedReading[], rx: number): void {
    for (const one of readings) {
      if (one.tagNo === gapTagNo || one.again) continue;
      (this.#byTag[one.tagNo] ??= new ReadingColumns(one.tagNo)).push(one, rx);
    }
  }

  of(tagNo: number): readonly RecentReading[] {
    return this.#byTag[tagNo]?.where(() => true) ?? [];
  }

  tags(): readonly number[] {
    const tags: number[] = [];
    this.#byTag.forEach((columns, tagNo) => columns && tags.push(tagNo));
    return tags;
  }

  /** Readings of a tag received before `rx`. */
  before(tagNo: number, rx: number): Columns | undefined {
    return this.#byTag[tagNo]?.before(rx);
  }

  hasBefore(tagNo: number, rx: number): boolean {
    return this.#byTag[tagNo]?.hasBefore(rx) ?? false;
  }

  drop(tagNo: number, before: number): void {
    const columns = this.#byTag[tagNo];
    if (!columns) return;
    columns.drop(before);
    if (columns.length === 0) this.#byTag[tagNo] = undefined;
  }

  get size(): number {
    let n = 0;
    for (const columns of this.#byTag) n += columns?.length ?? 0;
    return n;
  }

  count(tagNo: number): number {
    return this.#byTag[tagNo]?.length ?? 0;
  }
}
