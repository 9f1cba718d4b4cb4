import { describe, expect, it } from "vitest";
import type { TagView } from "../api/types.ts";
import { orderOf, orderTags } from "./tagOrder.ts";

const tag = (id: string, alarms: number): TagView => ({
  id, alarms, title: { zh: id, en: id }, measurement: "combustible", unit: "%[LEL]", area: "A", orgId: "o", periodS: 1, latest: null,
});
const tags = [tag("GT-2", 0), tag("GT-3", 2), tag("GT-1", 1)];
const ids = (order: ReturnType<typeof orderOf>): readonly string[] => orderTags(tags, order).map(({ id }) => id);

describe("the order of the tag list", () => {
  it("stays as it came, unknown first, until a column is asked for", () => expect(ids(undefined)).toEqual(["GT-2", "GT-3", "GT-1"]));
  it("goes by number or by alarms over the whole list, both ways", () => {
    expect(ids(orderOf({ columnKey: "id", order: "ascend" }))).toEqual(["GT-1", "GT-2", "GT-3"]);
    expect(ids(orderOf({ columnKey: "id", order: "descend" }))).toEqual(["GT-3", "GT-2", "GT-1"]);
    expect(ids(orderOf({ columnKey: "alarms", order: "descend" }))).toEqual(["GT-3", "GT-1", "GT-2"]);
  });
  it("falls back when the third click lifts it", () => expect(orderOf({ columnKey: "id", order: null })).toBeUndefined());
});
