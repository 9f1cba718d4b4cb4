import { describe, expect, it } from "vitest";
import type { DefSummary, PackView } from "../api/types.ts";
import { categoriesOf, filterGallery, galleryItems } from "./gallery.ts";

const counts = { fields: 62, nodes: 6, checks: 14, rules: 0 };
const pack = (templates: PackView["templates"]): PackView => ({ id: "core", version: "1.0.0", title: { zh: "核心", en: "Core" }, templates });
const form = (id: string, revision?: number): DefSummary => ({ id, title: { zh: id, en: id }, published: revision === undefined ? null : { revision, hash: "", at: "", by: { id: "", name: "" } }, draft: null, source: "local" });
const items = galleryItems(
  [pack([{ id: "t1", title: { zh: "动火安全作业票", en: "Hot work permit" }, category: "permit", form: "hot", basis: "GB 30871—2022", counts }, { id: "t2", title: { zh: "可燃气体", en: "Gas" }, category: "warning", rules: ["r1"], counts }])],
  [form("hot", 3), form("own", 1), form("draft-only")],
);

describe("the gallery", () => {
  it("shows templates, then forms made here that are published", () => expect(items.map((item) => item.id)).toEqual(["t1", "t2", "form:own"]));
  it("knows what can be started", () => expect(items.map((item) => item.revision)).toEqual([3, undefined, 1]));
  it("counts categories in the order of the catalogue", () => expect(categoriesOf(items)).toEqual([{ id: "permit", count: 1 }, { id: "warning", count: 1 }, { id: "local", count: 1 }]));
  it("finds by name in both languages and by standard", () => {
    expect(filterGallery(items, "", "30871").map((item) => item.id)).toEqual(["t1"]);
    expect(filterGallery(items, "", "hot work").map((item) => item.id)).toEqual(["t1"]);
    expect(filterGallery(items, "warning", "hot")).toEqual([]);
  });
});
