const legal = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
const longest = 40;

/** Ids of a flow: a letter, then letters, digits and hyphens, each used once. */
export class Ids {
  readonly #used = new Set<string>();

  /** These ids stay as they are; call it for all of them before any `make`. */
  keep(ids: Iterable<string>): void {
    for (const id of ids) if (legal.test(id)) this.#used.add(id);
  }

  /** An id that was kept, or one made from it. */
  of(wanted: string): string {
    return legal.test(wanted) && this.#used.has(wanted) ? wanted : this.make(wanted);
  }

  /** A new id as like `wanted` as can be, with room for the suffix. */
  make(wanted: string, suffix = ""): string {
    const bare = wanted.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
    const begun = /^[A-Za-z]/.test(bare) ? bare : `n${bare}`;
    for (let n = 1; ; n += 1) {
      const tail = n === 1 ? suffix : `${suffix}-${n}`;
      const id = begun.slice(0, longest - tail.length) + tail;
      if (!this.#used.has(id)) {
        this.#used.add(id);
        return id;
      }
    }
  }
}
