import { gapTagNo, type LoggedReading } from "./readingBlob.ts";

/** A reading in memory with its time of receipt. */
export interface RecentReading extends LoggedReading {
  readonly rx: number;
}

/** Readings not yet sealed into blocks, by tag: what trends show of the last minutes. Rebuilt from the log at start. */
export class RecentReadings {
  readonly #byTag = new Map<number, RecentReading[]>();

  add(readings: readonly LoggedReading[], rx: number): void {
    for (const one of readings) {
      if (one.tagNo === gapTagNo) continue;
      const list = this.#byTag.get(one.tagNo);
      const entry = { ...one, rx };
      if (list) list.push(entry);
      else this.#byTag.set(one.tagNo, [entry]);
    }
  }

  of(tagNo: number): readonly RecentReading[] {
    return this.#byTag.get(tagNo) ?? [];
  }

  tags(): readonly number[] {
    return [...this.#byTag.keys()];
  }

  /** Readings of a tag received before `rx`. */
  before(tagNo: number, rx: number): readonly RecentReading[] {
    return this.of(tagNo).filter((one) => one.rx < rx);
  }

  drop(tagNo: number, before: number): void {
    const rest = this.of(tagNo).filter((one) => one.rx >= before);
    if (rest.length > 0) this.#byTag.set(tagNo, rest);
    else this.#byTag.delete(tagNo);
  }

  get size(): number {
    let n = 0;
    for (const list of this.#byTag.values()) n += list.length;
    return n;
  }
}
