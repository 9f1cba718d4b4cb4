import { spreadOf } from "./spread.ts";
import type { StepFigures, StepKind, StepRef, StepVisit } from "./types.ts";

/** Adds up the visits of one step. */
export class StepTally {
  readonly #times: number[] = [];
  #totalMs = 0;
  #open = 0;
  #superseded = 0;
  #due = 0;
  #late = 0;

  constructor(readonly kind: StepKind) {}

  get totalMs(): number {
    return this.#totalMs;
  }

  add(visit: StepVisit): void {
    if (visit.state === "open") this.#open += 1;
    if (visit.superseded) this.#superseded += 1;
    if (visit.due) this.#due += 1;
    if (visit.late && visit.due) this.#late += 1;
    if (visit.state !== "done" || visit.ms === undefined) return;
    this.#times.push(visit.ms);
    this.#totalMs += visit.ms;
  }

  figures(step: StepRef): StepFigures {
    return {
      ...step, kind: this.kind, visits: this.#times.length, open: this.#open, superseded: this.#superseded,
      ...spreadOf(this.#times), totalMs: this.#totalMs, overdue: { count: this.#late, of: this.#due },
    };
  }
}
