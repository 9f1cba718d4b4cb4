import { parseInstant } from "../time/instant.ts";

/** Epoch ms of an ISO date-time written in a test; a wrong one is the test's fault and throws. */
export function ms(iso: string): number {
  const at = parseInstant(iso);
  if (at === undefined) throw new Error(`not an ISO date-time: ${iso}`);
  return at;
}

/** A clock that stands still until it is moved, and never goes back. */
export class TestClock {
  constructor(private at: number) {}

  get now(): number {
    return this.at;
  }

  moveTo(at: number): void {
    if (at < this.at) throw new Error(`the clock cannot go back from ${this.at} to ${at}`);
    this.at = at;
  }

  moveBy(deltaMs: number): void {
    this.moveTo(this.at + deltaMs);
  }
}
