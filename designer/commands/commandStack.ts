import type { I18nText } from "@safeloop/engine";

/**
 * One edit of a definition. `apply` is pure and returns a new definition; it
 * returns the same object when it has nothing to do, and then leaves no trace
 * on the stack. Edits with the same `mergeKey` that follow each other (typing
 * in one field) become one undo step.
 *
 * The title names the object in the history. Where its name or value is known
 * only from the definition, it is a function of what was there and what is.
 */
export interface Edit<D> {
  readonly title: EditTitle<D>;
  readonly mergeKey?: string;
  apply(definition: D): D;
}

export type EditTitle<D> = I18nText | ((before: D, after: D) => I18nText);

interface Step<D> {
  readonly title: I18nText;
  readonly mergeKey: string | undefined;
  readonly before: D;
  readonly after: D;
}

/** The steps of the session, oldest first; those behind `position` are undone. */
export interface History {
  readonly titles: readonly I18nText[];
  readonly position: number;
}

function titleOf<D>({ title }: Edit<D>, before: D, after: D): I18nText {
  return typeof title === "function" ? title(before, after) : title;
}

/** Several edits of one act as one step; each sees what the one before it made. */
export function groupOf<D>(title: EditTitle<D>, edits: readonly Edit<D>[]): Edit<D> {
  return { title, apply: (definition) => edits.reduce((current, edit) => edit.apply(current), definition) };
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
  #history: History | undefined; // kept until a step is made or taken back
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

  /** What redo would do again. */
  get nextTitle(): I18nText | undefined {
    return this.#undone.at(-1)?.title;
  }

  /** Every step of the session; the same object while nothing changed. */
  get history(): History {
    this.#history ??= { titles: [...this.#done, ...this.#undone.toReversed()].map((step) => step.title), position: this.#done.length };
    return this.#history;
  }

  /** True while a step with this key is done, and not taken back. */
  holds(mergeKey: string): boolean {
    return this.#done.some((step) => step.mergeKey === mergeKey);
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
    const before = this.#present;
    const after = edit.apply(before);
    if (after === before) return;
    const last = this.#done.at(-1);
    const merges = !this.#sealed && edit.mergeKey !== undefined && last?.mergeKey === edit.mergeKey;
    if (merges && last) this.#done[this.#done.length - 1] = { ...last, title: titleOf(edit, last.before, after), after };
    else this.#done.push({ title: titleOf(edit, before, after), mergeKey: edit.mergeKey, before, after });
    this.#sealed = false;
    this.#undone = [];
    this.#go(after);
  }

  /** Ends the current typing, so that the next edit is a step of its own. */
  seal(): void {
    this.#sealed = true;
  }

  undo(): void {
    this.goTo(this.#done.length - 1);
  }

  redo(): void {
    this.goTo(this.#done.length + 1);
  }

  /** Takes back or does again until `position` steps are done; what is drawn changes once. */
  goTo(position: number): void {
    const from = this.#present;
    while (this.#done.length > Math.max(0, position)) this.#takeBack();
    while (this.#done.length < position && this.#undone.length > 0) this.#doAgain();
    this.#sealed = true;
    if (this.#present !== from) this.#go(this.#present);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  #takeBack(): void {
    const step = this.#done.pop();
    if (!step) return;
    this.#undone.push(step);
    this.#present = step.before;
  }

  #doAgain(): void {
    const step = this.#undone.pop();
    if (!step) return;
    this.#done.push(step);
    this.#present = step.after;
  }

  #go(definition: D): void {
    this.#present = definition;
    this.#history = undefined;
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
