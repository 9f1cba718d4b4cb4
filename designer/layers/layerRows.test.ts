import type { ElementRow } from "@safeloop/web";
import { describe, expect, it } from "vitest";
import { cardOf, marksOf } from "./layerRows.ts";

const row = (el: string, state: ElementRow["state"], ...inside: string[]): ElementRow => ({
  el: `form/hot#${el}`, kind: "field", title: { zh: el, en: el }, definition: { kind: "form", id: "hot", title: { zh: "动火", en: "Hot work" } }, state, lock: "free", changes: [], inside: inside.map((one) => `form/hot#${one}`),
});

describe("marks of layers", () => {
  it("stand on the top-level field that an option or column belongs to, and never on its section", () => {
    expect(cardOf("forms", row("wind=strong", "added", "wind", "section:main"))).toBe("wind");
    const marks = marksOf("forms", [row("wind=strong", "added", "wind", "section:main"), row("wind", "inherited", "section:main"), row("gas", "added", "section:main"), row("section:main", "changed")]);
    expect([...marks].map(([id, one]) => [id, one.row?.state, one.inside.length])).toEqual(expect.arrayContaining([["wind", "inherited", 1], ["gas", "added", 0], ["section:main", "changed", 0]]));
  });

  it("stand on the step that a permission belongs to, not on the split around it", () => {
    expect(cardOf("flows", row("agree/fields/wind", "added", "agree", "edge:e1", "split"))).toBe("agree");
    expect(marksOf("flows", [row("agree/fields/wind", "added", "agree")]).get("agree")).toMatchObject({ row: undefined, inside: [{ state: "added" }] });
    expect(marksOf("flows", [row("agree/fields/wind", "inherited", "agree")]).get("agree")).toBeUndefined();
  });
});
