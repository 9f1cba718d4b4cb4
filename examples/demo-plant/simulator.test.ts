import { describe, expect, it } from "vitest";
import { incidentNamed } from "./incidents.ts";
import { tags } from "./plant.ts";
import { Simulator, type WireReading } from "./simulator.ts";

const start = Date.parse("2026-07-14T00:00:00Z");

function seconds(simulator: Simulator, from: number, count: number): WireReading[] {
  return Array.from({ length: count }, (_, k) => simulator.tick(from + 1000 * k)).flatMap((batches) => batches.flatMap((batch) => batch.readings));
}

const valuesOf = (readings: readonly WireReading[], tagId: string): number[] => readings.filter((one) => one.tagId === tagId).map((one) => Number(one.value));

describe("the plant simulator", () => {
  it("sends every measured tag at its period and stays in range", () => {
    const readings = seconds(new Simulator(), start, 60);
    for (const tag of tags.filter((one) => one.measurement !== "video-event" && one.measurement !== "position")) {
      const values = valuesOf(readings, tag.id);
      expect(values).toHaveLength(60 / tag.periodS);
      for (const value of values) expect(value >= tag.min && value <= tag.max).toBe(true);
    }
  });

  it("stays well below every gas limit on a calm day", () => {
    const readings = seconds(new Simulator(), start, 600);
    for (const tag of tags.filter((one) => one.measurement === "combustible")) expect(Math.max(...valuesOf(readings, tag.id))).toBeLessThan(10);
  });

  it("takes GT-1203 over 50 %LEL within half a minute of a leak at T-103 and leaves the far dike calm", () => {
    const simulator = new Simulator();
    simulator.start(incidentNamed("leak at T-103")!, start);
    const readings = seconds(simulator, start, 30);
    expect(Math.max(...valuesOf(readings, "GT-1203"))).toBeGreaterThanOrEqual(50);
    expect(Math.max(...valuesOf(readings, "GT-1401"))).toBeLessThan(10);
  });

  it("goes silent for a lost gateway and comes back", () => {
    const simulator = new Simulator();
    simulator.start(incidentNamed("gateway lost")!, start);
    expect(simulator.tick(start + 5000).map((batch) => batch.gateway)).not.toContain("GW-06");
    expect(simulator.tick(start + 121_000).map((batch) => batch.gateway)).toContain("GW-06");
  });

  it("repeats a stuck sensor and sends helmet events raw, with their confidence", () => {
    const simulator = new Simulator();
    simulator.start(incidentNamed("sensor stuck")!, start);
    simulator.start(incidentNamed("no helmet")!, start);
    const readings = seconds(simulator, start, 10);
    expect(new Set(valuesOf(readings, "GT-1205"))).toEqual(new Set([7.3]));
    expect(readings.filter((one) => one.tagId === "CAM-01" && (one.value as { type?: string }).type === "no-helmet")).toHaveLength(6);
  });

  it("repeats itself exactly from the same seed", () => {
    expect(seconds(new Simulator(7), start, 5)).toEqual(seconds(new Simulator(7), start, 5));
  });
});
