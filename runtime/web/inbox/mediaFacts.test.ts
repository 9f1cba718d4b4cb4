import { type FormDefinition, formOf, type JsonObject } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { mediaFacts } from "./mediaFacts.ts";

const field = (id: string, kind: string, type: string): JsonObject => ({ "x-id": id, "x-title": { zh: id, en: id }, "x-kind": kind, type });

const definition: FormDefinition = {
  id: "f",
  revision: 1,
  title: { zh: "表", en: "Form" },
  schema: { type: "object", properties: { shots: field("photos", "photo", "array"), clip: field("video", "video", "object"), voice: field("voice", "audio", "object"), after: field("after", "photo", "array"), note: field("note", "text", "string") } },
  ui: { sections: [{ id: "report", title: { zh: "报", en: "Report" }, fields: ["photos", "video", "voice", "note"] }, { id: "fix", title: { zh: "改", en: "Fix" }, fields: ["after"] }] },
  logic: [],
};
const form = formOf(definition);
const data: JsonObject = { shots: [{ file: "a" }, { file: "b" }], clip: { file: "c" }, after: [{ file: "d" }], note: "x" };
const found = (access: Parameters<typeof mediaFacts>[1]): unknown => mediaFacts(form, access, data).map(({ key, kind, ids }) => [key, kind, ...ids]);

describe("the pictures among the facts of a task", () => {
  it("are those others took, of every kind, without empty fields", () => {
    expect(found({ "*": "read" })).toEqual([["shots", "photo", "a", "b"], ["clip", "video", "c"], ["after", "photo", "d"]]);
  });
  it("are not those the person adds here, nor those kept from them", () => {
    expect(found({ "*": "read", "section:fix": "edit", video: "hidden" })).toEqual([["shots", "photo", "a", "b"]]);
  });
});
