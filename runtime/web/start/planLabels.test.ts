import { expect, test } from "vitest";
import { boxAt, placeLabels } from "./planLabels.ts";

const label = (id: string, x: number, y: number) => ({ id, x, y, width: 100 });

test("a label stands below its glyph where nothing is in the way", () => {
  expect(placeLabels([label("a", 200, 100)], [], 400).get("a")).toEqual({ x: 200, y: 123 });
});

test("of two glyphs side by side each label stands on its own side", () => {
  const spots = placeLabels([label("first", 200, 100), label("second", 240, 105)], [boxAt({ x: 200, y: 100 }, 24, 24), boxAt({ x: 240, y: 105 }, 24, 24)], 400);
  expect(spots.get("first")).toEqual({ x: 200, y: 77 }); // below it stands the other glyph
  expect(spots.get("second")).toEqual({ x: 240, y: 128 });
});

test("a label that finds no free place is left out rather than laid over another", () => {
  expect(placeLabels([label("a", 200, 100)], [boxAt({ x: 200, y: 100 }, 400, 200)], 400).has("a")).toBe(false);
  expect(placeLabels([label("edge", 10, 100)], [], 400).get("edge")).toEqual({ x: 74, y: 100 });
});
