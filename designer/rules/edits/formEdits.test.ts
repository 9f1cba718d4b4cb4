import type { AlertRule } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { aboutForm, aboutTags, tagMessage } from "./formEdits.ts";

const rule = (message: AlertRule["message"]): AlertRule => ({
  id: "r", revision: 1, title: { zh: "有人受伤", en: "Somebody is hurt" }, message, select: { tags: [] }, per: "tag", limits: {}, condition: true, onDelayS: 15, offDelayS: 15, priority: "P3", actions: [],
});

describe("a rule that turns from tags to a form", () => {
  it("says the area and its own name, not a tag and a value it does not have; and back", () => {
    const form = aboutForm("hazard-report-snap", undefined).apply(rule(tagMessage));
    expect(form.message).toEqual({ zh: "{area}：有人受伤", en: "{area}: Somebody is hurt" });
    expect(aboutTags({ tags: [] }).apply(form).message).toEqual(tagMessage);
  });

  it("keeps what a person wrote", () => {
    const own = { zh: "快去看 {area}", en: "Go and see {area}" };
    expect(aboutForm("hazard-report-snap", undefined).apply(rule(own)).message).toEqual(own);
  });
});
