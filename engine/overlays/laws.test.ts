import fc from "fast-check";
import { describe, it } from "vitest";
import { lawRuns } from "./testing/draw.testkit.ts";
import { laws, sound } from "./testing/laws.testkit.ts";

describe("the laws of overlays", () => {
  it.each(Object.entries(laws))("law %s holds", (_, law) => fc.assert(law(sound), { numRuns: lawRuns }));
});
