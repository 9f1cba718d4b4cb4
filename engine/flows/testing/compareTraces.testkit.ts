import fc from "fast-check";
import { expect } from "vitest";
import { type Compared, sameOnBothSides } from "./secondOpinion.testkit.ts";

/** Traces of the test command, over two files so that two processors share them; the long lane (`opinion`) takes a million without these files. */
export const traces = Number(process.env["SECOND_OPINION_RUNS"] ?? 20_000);

const accepted = [
  "submit", "approve", "reject", "return", "transfer", "delegate", "advise", "undelegate", "claim", "unclaim", "addSigner", "reduceSigner", "takeBack", "withdraw", "cancel",
  "comment", "urge", "suspend", "resume", "jump", "terminate", "timer", "childEnded", "event", "interlock", "interlockOver", "lifeEvent",
];
const ends = ["approved", "rejected", "cancelled", "terminated", "shut", "over"];

/** A slow machine compares as many as this allows, so that the test command stays short; a number asked for is not cut. */
const budgetMs = process.env["SECOND_OPINION_RUNS"] === undefined ? { interruptAfterTimeLimit: 100_000, markInterruptAsFailure: false } : {};

/** Half of the traces, from a seed moved by `half`; every kind of input must have been accepted at least once. */
export function compareTraces(half: 0 | 1): void {
  const runs = Math.ceil(traces / 2);
  const compared: Compared = { flows: 0, inputs: 0, seen: new Map() };
  const { seed } = fc.readConfigureGlobal();
  fc.assert(sameOnBothSides(compared), { numRuns: runs, ...budgetMs, ...(seed === undefined ? {} : { seed: seed + half }) });
  expect(compared.flows).toBeGreaterThanOrEqual(Math.min(runs, 2_000));
  expect(compared.inputs).toBeGreaterThan(compared.flows * 5);
  const seen = new Set([...compared.seen.keys()].filter((one) => one.endsWith(" accepted")).map((one) => one.split(" ")[0]));
  if (runs < 2_000) return;
  expect(accepted.filter((one) => !seen.has(one))).toEqual([]);
  expect(ends.filter((one) => !compared.seen.has(`ended ${one}`))).toEqual([]);
  expect(compared.seen.get("approve TASK_VERSION")).toBeGreaterThan(0);
  expect(compared.seen.get("approve TASK_CLOSED")).toBeGreaterThan(0);
  expect(compared.seen.get("lifeEvent LIFE_REFUSED")).toBeGreaterThan(0);
  expect(compared.seen.get("lived")).toBeGreaterThan(compared.flows / 50);
}
