import { describe, expect, it } from "vitest";
import { type KeptClock, systemTime, WatchedClock, type TimeSources } from "./watchedClock.ts";

const hour = 3_600_000;

/** A machine whose clocks a test moves: real time passes, the wall clock is set, the machine sleeps. */
class Machine implements TimeSources {
  #wall = Date.parse("2026-06-01T00:00:00Z");
  #monotonic = 5_000;
  #up = 60_000;
  #boot: string | undefined;

  constructor(boot: string | undefined = "boot-1") {
    this.#boot = boot;
  }

  wall = () => this.#wall;
  monotonic = () => this.#monotonic;
  up = () => (this.#boot === undefined ? Number.NaN : Math.floor(this.#up / 10) * 10);
  boot = () => this.#boot;

  passes(ms: number): this {
    this.#monotonic += ms;
    return this.sleeps(ms);
  }

  sleeps(ms: number): this {
    this.#wall += ms;
    this.#up += ms;
    return this;
  }

  isSet(ms: number): this {
    this.#wall += ms;
    return this;
  }

  boots(): this {
    this.#boot = "boot-2";
    this.#up = 10_000;
    return this;
  }

  newProcess(): this {
    this.#monotonic = 0;
    return this;
  }
}

describe("the watched clock", () => {
  it("shows the wall clock as it is", () => {
    const machine = new Machine();
    const clock = new WatchedClock(machine);
    machine.passes(1_234).isSet(hour);
    expect(clock.now()).toBe(machine.wall());
  });

  it.each([[hour], [-hour], [24 * hour], [-24 * hour], [5_000], [1_000]])("notices being set by %i ms, and not that time passes", (ms) => {
    const machine = new Machine();
    const clock = new WatchedClock(machine);
    machine.passes(10 * hour);
    expect(clock.state().setMs).toBe(0);
    machine.isSet(ms).passes(250);
    expect(clock.state()).toEqual({ boot: "boot-1", setMs: ms });
    machine.passes(hour);
    expect(clock.state().setMs).toBe(ms);
  });

  it("adds settings up: a mistake put right leaves nothing", () => {
    const machine = new Machine();
    const clock = new WatchedClock(machine);
    for (const ms of [hour, -3 * hour, 2 * hour]) {
      machine.passes(60_000).isSet(ms);
      clock.now();
    }
    expect(clock.state().setMs).toBe(0);
  });

  it("takes neither the small corrections of a time server nor the sleep of the machine for a setting", () => {
    const machine = new Machine();
    const clock = new WatchedClock(machine);
    for (let k = 0; k < 1_000; k += 1) {
      machine.passes(250).isSet(3);
      clock.now();
      if (k % 40 === 0) clock.kept();
    }
    machine.sleeps(8 * hour);
    expect(clock.state().setMs).toBe(0);
    machine.sleeps(hour).isSet(2 * hour);
    expect(Math.abs(clock.state().setMs - 2 * hour)).toBeLessThan(1_500);
  });

  it("notices a setting between two lives of the server, and that of another run of the machine says nothing", () => {
    const machine = new Machine();
    const first = new WatchedClock(machine);
    machine.passes(hour).isSet(hour);
    const kept = JSON.parse(JSON.stringify(first.kept())) as KeptClock;
    expect(new WatchedClock(machine.passes(3_000).newProcess(), kept).state().setMs).toBe(hour);
    expect(new WatchedClock(machine.isSet(-2 * hour).newProcess(), kept).state().setMs).toBe(-hour);
    expect(new WatchedClock(machine.boots().newProcess(), kept).state()).toEqual({ boot: "boot-2", setMs: 0 });
  });

  it("where the system does not name its run, notices settings while the server runs", () => {
    const machine = new Machine("");
    const nameless: TimeSources = { wall: machine.wall, monotonic: machine.monotonic, boot: () => undefined, up: () => Number.NaN };
    const clock = new WatchedClock(nameless);
    machine.passes(1_000).isSet(hour);
    expect(clock.state().setMs).toBe(hour);
    expect(new WatchedClock(nameless, clock.kept()).state().setMs).toBe(0);
  });

  it("on the real system stands still", () => {
    const clock = new WatchedClock(systemTime);
    expect(clock.state().setMs).toBe(0);
    expect(Math.abs(clock.now() - Date.now())).toBeLessThan(1_000);
  });
});
