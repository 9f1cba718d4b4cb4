import { TestClock } from "../testing/testApp.ts";

/** A clock that tests move as time does (`advance`) and set as a person does (`setBy`). */
export class SetClock extends TestClock {
  #setMs = 0;

  setBy(ms: number): void {
    this.#setMs += ms;
    super.advance(ms);
  }

  state(): { boot: string; setMs: number } {
    return { boot: "boot-1", setMs: this.#setMs };
  }
}
