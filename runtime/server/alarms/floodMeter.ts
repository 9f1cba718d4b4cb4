import { kpiTargets } from "@safeloop/engine";

const windowMs = 600_000;
const { opens, closes } = kpiTargets.flood;

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
    if (this.#times.length > opens) this.#isFlood = true;
    else if (this.#times.length < closes) this.#isFlood = false;
    return this.#isFlood;
  }
}
