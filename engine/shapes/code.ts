/** What a piece of generated text is worth: an identifier or a constant, and what it surely is (never unknown) where that is known. */
export interface Written {
  readonly text: string;
  readonly is?: "number" | "boolean" | "truth"; // truth: true, false or unknown
}

/**
 * The body of a function while operators write it. The text is the shape: all
 * that a definition may choose (numbers, texts, names, places) becomes a
 * parameter, so that equal shapes have equal text and no definition ever gets
 * into source.
 */
export class Code {
  readonly params: unknown[] = [];
  readonly helpers = new Map<string, unknown>();
  private lines: string[] = [];
  private known = new Map<string, Written>();
  private readonly keyed = new Map<unknown, string>();
  private count = 0;

  /** A parameter; its name stands for the value in the text. What has a key is one parameter in the whole shape. */
  param(value: unknown, key?: unknown): string {
    const before = key === undefined ? undefined : this.keyed.get(key);
    if (before !== undefined) return before;
    this.params.push(value);
    const name = `p${this.params.length - 1}`;
    if (key !== undefined) this.keyed.set(key, name);
    return name;
  }

  /** Something of the engine, such as a function, by its name in the text; one name means one thing for ever. */
  help(name: string, helper: unknown): string {
    this.helpers.set(name, helper);
    return name;
  }

  line(text: string): void {
    this.lines.push(text);
  }

  /** Keeps the worth of an expression under a new name. */
  keep(expression: string, is?: Written["is"]): Written {
    const text = this.fresh("t");
    this.line(`const ${text} = ${expression};`);
    return is ? { text, is } : { text };
  }

  fresh(letter: string): string {
    this.count += 1;
    return `${letter}${this.count}`;
  }

  /** Writes a thing once and names it again wherever it is still to be seen. */
  once(key: string, write: () => Written): Written {
    const before = this.known.get(key);
    if (before) return before;
    const written = write();
    this.known.set(key, written);
    return written;
  }

  /** Lines of a block: what is named in it is not known outside. */
  block(head: string, write: () => void): void {
    const outer = this.known;
    this.known = new Map(outer);
    this.line(`${head} {`);
    write();
    this.line("}");
    this.known = outer;
  }

  /** One function of the shape; names of an earlier one are not known in it. */
  function(name: string, given: string, write: () => string): void {
    this.known = new Map();
    this.line(`const ${name} = (${given}) => {`);
    const worth = write();
    this.line(`return ${worth};`);
    this.line("};");
  }

  get size(): number {
    return this.lines.length;
  }

  get text(): string {
    return this.lines.join("\n");
  }
}
