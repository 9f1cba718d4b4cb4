import { expect, it } from "vitest";
import type { Reading } from "@safeloop/engine";
import type { ReadingsTaken } from "../services.ts";
import { IngestPipeline, maxWaiting } from "./pipeline.ts";

const readings = (count: number): Reading[] => Array.from({ length: count }, (_, ts) => ({ tagId: "a", ts, value: 1 }));
const taken = (count: number): ReadingsTaken => ({ accepted: count, duplicates: 0, late: 0, issues: [] });

it("what comes while a batch is stored goes together, at most 5,000 readings a batch, each sender with its own answer", async () => {
  const sizes: number[] = [];
  const pipeline = new IngestPipeline(async (parts) => {
    sizes.push(parts.reduce((sum, part) => sum + part.readings.length, 0));
    await new Promise((resolve) => setTimeout(resolve, 5));
    return parts.map((part) => taken(part.readings.length));
  });
  const answers = await Promise.all([1, 2, 3000, 3000, 4].map((count) => pipeline.accept(readings(count), "x")));
  expect(answers.map((one) => one.accepted)).toEqual([1, 2, 3000, 3000, 4]);
  expect(Math.max(...sizes)).toBeLessThanOrEqual(5000);
  expect(sizes.length).toBeLessThan(5);
});

it("a batch that fails is refused to its own senders and the next ones go on", async () => {
  let calls = 0;
  const pipeline = new IngestPipeline(async (parts) => {
    calls += 1;
    if (calls === 1) throw new Error("disk full");
    return parts.map((part) => taken(part.readings.length));
  });
  await expect(pipeline.accept(readings(1), "x")).rejects.toThrow("disk full");
  expect(await pipeline.accept(readings(2), "x")).toEqual(taken(2));
});

it("tells senders to come again rather than hold more than it can", async () => {
  let release = (): void => undefined;
  const pipeline = new IngestPipeline((parts) => new Promise((resolve) => { release = () => resolve(parts.map((part) => taken(part.readings.length))); }));
  const first = pipeline.accept(readings(1), "x");
  await new Promise((resolve) => setTimeout(resolve, 20));
  const many = pipeline.accept(readings(maxWaiting), "x");
  await expect(pipeline.accept(readings(1), "x")).rejects.toMatchObject({ code: "READING_OVERLOAD" });
  release();
  expect(await first).toEqual(taken(1));
  await new Promise((resolve) => setTimeout(resolve, 80));
  release();
  expect((await many).accepted).toBe(maxWaiting);
});
