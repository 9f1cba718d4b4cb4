import { describe, expect, it } from "vitest";
import { areas, gateways, tags } from "./plant.ts";

describe("the demo tank farm", () => {
  it("has at least 300 tags, each once, each in a known area and on a known gateway", () => {
    expect(tags.length).toBeGreaterThanOrEqual(300);
    expect(new Set(tags.map((tag) => tag.id)).size).toBe(tags.length);
    for (const tag of tags) {
      expect(areas.map((area) => area.code)).toContain(tag.area);
      expect(gateways.map((gateway) => gateway.id)).toContain(tag.gateway);
      expect(tag.max).toBeGreaterThan(tag.min);
    }
  });

  it("measures every kind the product shows", () => {
    const kinds = new Set(tags.map((tag) => tag.measurement));
    for (const kind of ["pressure", "level", "temperature", "combustible", "toxic", "wind-speed", "video-event", "position"]) expect(kinds).toContain(kind);
  });

  it("stands the named detectors beside their tank", () => {
    const detector = tags.find((tag) => tag.id === "GT-1203");
    expect(detector).toMatchObject({ area: "A1", measurement: "combustible", unit: "%[LEL]" });
  });
});
