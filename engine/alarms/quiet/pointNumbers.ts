/** A number for each point. Batches name points in much the same order time after time: the one that followed last time is tried first. */
export class PointNumbers {
  readonly #byId = new Map<string, number>();
  #ids: readonly string[] = [];
  #after = new Int32Array(0);
  #last = 0;

  set(ids: readonly string[]): void {
    this.#ids = ids;
    this.#byId.clear();
    ids.forEach((id, n) => this.#byId.set(id, n));
    this.#after = Int32Array.from(ids, (_, n) => (n + 1) % ids.length);
    this.#last = 0;
  }

  /** −1 for an unknown point. */
  of(id: string): number {
    const guess = this.#after[this.#last];
    if (guess !== undefined && this.#ids[guess] === id) {
      this.#last = guess;
      return guess;
    }
    const found = this.#byId.get(id);
    if (found === undefined) return -1;
    this.#after[this.#last] = found;
    this.#last = found;
    return found;
  }
}
