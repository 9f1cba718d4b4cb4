import { describe, expect, it } from "vitest";
import { picking } from "./useSelection.ts";

const order = ["a", "b", "c", "d"];
const one = (xid: string) => picking({ selected: undefined, picked: [], anchor: undefined }, order, xid, "one");

describe("selecting fields", () => {
  it("takes the range from the last single pick, either way", () => {
    expect(picking(one("b"), order, "d", "range").picked).toEqual(["b", "c", "d"]);
    expect(picking(picking(one("b"), order, "d", "range"), order, "a", "range").picked).toEqual(["a", "b"]);
  });

  it("adds and takes away one by one, and shows the properties of one that is picked", () => {
    const two = picking(one("a"), order, "c", "toggle");
    expect(two).toMatchObject({ selected: "c", picked: ["a", "c"] });
    expect(picking(two, order, "c", "toggle")).toMatchObject({ selected: "a", picked: ["a"] });
    expect(picking(one("a"), order, "a", "toggle")).toMatchObject({ selected: undefined, picked: [] });
  });

  it("begins a range with a single pick where nothing was selected", () => {
    expect(picking({ selected: undefined, picked: [], anchor: undefined }, order, "c", "range").picked).toEqual(["c"]);
  });
});
