import type { I18nText } from "@safeloop/engine";

/**
 * One edit of a definition. `apply` is pure and returns a new definition; it
 * returns the same object when it has nothing to do, and then leaves no trace
 * on the stack. Edits with the same `mergeKey` that follow each other (typing
 * in one field) become one undo step.
 */
export interface Edit<D> {
  readonly title: I18nText;
  readonly mergeKey?: string;
  apply(definition: D): D;
}

interface Step<D> {
  readonly title: I18nText;
  readonly mergeKey: string | undefined;
  readonly before: D;
  readonly after: D;
}

/**
 * Every change of the designer goes through one of these. Definitions are
 * immutable values, so undo is the value before: nothing has to know how to
 * take itself back, and n undos give the very JSON that was there.
 */
export class CommandStack<D> {
  readonly #done: Step<D>[] = [];
  #undone: Step<D>[] = [];
  #present: D;
  #saved: D;
  #sealed = true;
  readonly #listeners = new Set<() => void>();

  constructor(definition: D) {
    this.#present = definition;
    this.#saved = definition;
  }

  get present(): D {
    return this.#present;
  }

  get canUndo(): boolean {
    return this.#done.length > 0;
  }

  get canRedo(): boolean {
    return this.#undone.length > 0;
  }

  /** What undo would take back; shown in the status bar as the last step. */
  get lastTitle(): I18nText | undefined {
    return this.#done.at(-1)?.title;
  }

  /** True when the present differs from what was last saved. */
  get isDirty(): boolean {
    return this.#present !== this.#saved;
  }

  markSaved(definition: D): void {
    this.#saved = definition;
    this.#tell();
  }

  run(edit: Edit<D>): void {
    const after = edit.apply(this.#present);
    if (after === this.#present) return;
    const last = this.#done.at(-1);
    const merges = !this.#sealed && edit.mergeKey !== undefined && last?.mergeKey === edit.mergeKey;
    if (merges && last) this.#done[this.#done.length - 1] = { ...last, after };
    else this.#done.push({ title: edit.title, mergeKey: edit.mergeKey, before: this.#present, after });
    this.#sealed = false;
    this.#undone = [];
    this.#go(after);
  }

  /** Ends the current typing, so that the next edit is a step of its own. */
  seal(): void {
    this.#sealed = true;
  }

  undo(): void {
    const step = this.#done.pop();
    if (!step) return;
    this.#undone.push(step);
    this.#sealed = true;
    this.#go(step.before);
  }

  redo(): void {
    const step = this.#undone.pop();
    if (!step) return;
    this.#done.push(step);
    this.#sealed = true;
    this.#go(step.after);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #go(definition: D): void {
    this.#present = definition;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
