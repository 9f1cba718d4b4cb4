import { describe, expect, it } from "vitest";
import { elementCounts, type ElementRow, filterElements } from "./changes.ts";

const title = (zh: string) => ({ zh, en: zh });
const row = (el: string, state: ElementRow["state"], lock: ElementRow["lock"]): ElementRow => ({ el, kind: "field", title: title(el), definition: { kind: "form", id: "hot", title: title("动火") }, state, lock, changes: [] });
const rows = [row("风力", "inherited", "fixed"), row("有效期", "tightened", "tightenOnly"), row("旧罐号", "orphan", "free")];

describe("own changes to a pack", () => {
  it("are all that the overlay holds, also what no longer counts", () => expect(elementCounts(rows)).toEqual({ own: 2, locked: 2, all: 3 }));
  it("come first, and are found by name or by the definition they stand in", () => {
    expect(filterElements(rows, "all", "").map((one) => one.el)).toEqual(["有效期", "旧罐号", "风力"]);
    expect(filterElements(rows, "own", "").map((one) => one.el)).toEqual(["有效期", "旧罐号"]);
    expect(filterElements(rows, "locked", "风").map((one) => one.el)).toEqual(["风力"]);
    expect(filterElements(rows, "all", "动火")).toHaveLength(3);
    expect(filterElements(rows, "all", "没有的")).toEqual([]);
  });
});
