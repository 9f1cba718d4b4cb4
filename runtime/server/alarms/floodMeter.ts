const windowMs = 600_000;
const opensAbove = 10;
const closesBelow = 5;

/** Tells a flood: opens with more than 10 announcements in 10 minutes, closes with fewer than 5 (alarms.md 9). */
export class FloodMeter {
  #times: number[] = [];
  #isFlood = false;

  note(at: number): void {
    this.#times.push(at);
    this.isFlood(at);
  }

  isFlood(now: number): boolean {
    this.#times = this.#times.filter((at) => at > now - windowMs);
    if (this.#times.length > opensAbove) this.#isFlood = true;
    else if (this.#times.length < closesBelow) this.#isFlood = false;
    return this.#isFlood;
  }
}
