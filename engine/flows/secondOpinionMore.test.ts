import { describe, it } from "vitest";
import { compareTraces, traces } from "./testing/compareTraces.testkit.ts";

describe("the engine against a second, naive reading of the specification", () => {
  it("agrees on every answer and on the whole picture after every input: tasks, seats, votes, versions, targets, timers, acts, children, ends", { timeout: 60_000 + 50 * traces }, () => compareTraces(1));
});
