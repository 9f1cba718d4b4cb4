import { describe, expect, it } from "vitest";
import type { DefSummary } from "../api/types.ts";
import { categoriesOf, filterGallery, galleryCounts, galleryItems } from "./gallery.ts";
import { inForce, testPack } from "./testPack.ts";

const counts = { fields: 62, nodes: 6, checks: 14, rules: 0 };
const form = (id: string, revision?: number): DefSummary => ({ id, title: { zh: id, en: id }, published: revision === undefined ? null : { revision, hash: "", at: "", by: { id: "", name: "" } }, draft: null, source: "local" });
const core = testPack({ templates: [{ id: "t1", title: { zh: "动火安全作业票", en: "Hot work permit" }, category: "permit", form: "hot", basis: "GB 30871—2022", counts }, { id: "t2", title: { zh: "可燃气体", en: "Gas" }, category: "warning", rules: ["r1"], counts }] });
const items = galleryItems([core], [form("hot", 3), form("own", 1), form("draft-only")]);

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

describe("packs in the gallery", () => {
  const card = (pack: string, id: string) => ({ id: `${pack}-${id}`, title: { zh: id, en: id }, category: "permit" as const, counts });
  const all = galleryItems([
    testPack({ id: "a", installed: inForce({ pending: true }), templates: [card("a", "1"), card("a", "2")] }),
    testPack({ id: "b", installed: inForce(), templates: [card("b", "1")] }),
    testPack({ id: "c", templates: [card("c", "1")] }),
  ], [form("own", 1)]);
  it("are counted: templates, those installed, and packs with another version waiting", () => {
    const { templates, installed, upgradable } = galleryCounts(all);
    expect([templates, installed, upgradable.map((pack) => pack.id)]).toEqual([5, 3, ["a"]]);
  });
  it("are found by how they stand; a form made here belongs to none", () => {
    expect(filterGallery(all, "", "", "upgrade").map((item) => item.id)).toEqual(["a-1", "a-2"]);
    expect(filterGallery(all, "", "", "installed").map((item) => item.id)).toEqual(["b-1"]);
    expect(filterGallery(all, "", "", "absent").map((item) => item.id)).toEqual(["c-1"]);
  });
});
