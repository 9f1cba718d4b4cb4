import { describe, expect, it } from "vitest";
import type { OrgUnit } from "@safeloop/engine";
import type { TagView } from "../api/types.ts";
import { areaBody } from "./areaBody.ts";
import { tagsCsv } from "./tagsCsv.ts";
import { lineIssues } from "./csvIssues.ts";
import { levelBelow, orgPath, orgTree } from "./orgTree.ts";
import { sectionsFor } from "./sections.ts";

const unit = (id: string, parentId: string | null): OrgUnit => ({ id, parentId, tenantId: "t", level: "unit", title: { zh: id, en: id }, code: id });

describe("the organisation tree", () => {
  it("nests units and keeps one whose parent is out of reach at the top", () => {
    const tree = orgTree([unit("a", null), unit("b", "a"), unit("c", "gone")]);
    expect(tree.map(({ unit: { id }, children }) => [id, children.length])).toEqual([["a", 1], ["c", 0]]);
  });
  it("says the path of a unit and the level below it", () => {
    expect(orgPath([unit("a", null), unit("b", "a")], "b", (title) => title.zh)).toBe("a / b");
    expect([levelBelow("site"), levelBelow("team")]).toEqual(["unit", "team"]);
  });
});

describe("an area", () => {
  const values = { title: { zh: "A", en: "A" }, code: " A1 ", orgId: "o", risk: 2 } as const;
  it("goes without bounds when none are given", () => expect(areaBody({ ...values, bounds: { x: null } })).toEqual({ ...values, code: "A1" }));
  it("goes with all four numbers, 0 included", () => expect(areaBody({ ...values, bounds: { x: 0, y: 0, w: 10, h: 20 } })?.bounds).toEqual({ x: 0, y: 0, w: 10, h: 20 }));
  it("is not sent with half a rectangle", () => expect(areaBody({ ...values, bounds: { x: 1, y: 2 } })).toBeUndefined());
});

describe("importing tags", () => {
  it("shows problems by line and column in the order of the file", () => {
    const issues = [{ code: "CSV_CELL", path: "/12/unit", severity: "error", params: {} }, { code: "CSV_CELL", path: "/3/id", severity: "error", params: {} }] as never;
    expect(lineIssues({ created: 0, updated: 0, issues }, () => "bad").map(({ line, column }) => [line, column])).toEqual([[3, "id"], [12, "unit"]]);
  });
  it("takes back the list it exported, formulas made harmless", () => {
    const tag = { id: "GT-1", title: { zh: "=cmd", en: "Gas" }, measurement: "combustible", unit: "%[LEL]", area: "A", orgId: "o", periodS: 1, range: { min: -5, max: 100 }, latest: null, alarms: 0, safety: true } as TagView;
    const [head = "", row = ""] = tagsCsv([tag]).split("\r\n");
    expect(head.replace("\uFEFF", "").split(",").slice(0, 7)).toEqual(["id", "title_zh", "title_en", "measurement", "unit", "area", "period_s"]);
    expect(row.split(",").slice(0, 9)).toEqual(["GT-1", "'=cmd", "Gas", "combustible", "%[LEL]", "A", "1", "-5", "100"]);
  });
});

describe("the administration", () => {
  it("offers everybody the own account and nothing without permission", () => {
    expect(sectionsFor([]).map((section) => section.id)).toEqual(["me"]);
    expect(sectionsFor(["audit.read"]).map((section) => section.id)).toEqual(["audit", "me"]);
  });
});
