const ours = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;

/**
 * Ids of an XML document: each once, whatever it names. A node keeps its id,
 * an edge its own where no node has it. What is made up holds an underscore,
 * which no sound id of ours has.
 */
export class XmlIds {
  readonly #used = new Set<string>();

  of(id: string, otherwise: string): string {
    if (ours.test(id) && !this.#used.has(id)) {
      this.#used.add(id);
      return id;
    }
    for (let n = 0; ; n += 1) {
      const made = `_${otherwise}_${n}`;
      if (this.#used.has(made)) continue;
      this.#used.add(made);
      return made;
    }
  }
}
