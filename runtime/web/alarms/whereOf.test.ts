import { describe, expect, it } from "vitest";
import { whereOf } from "./whereOf.ts";

const area = { id: "u-1", title: { zh: "泵房", en: "Pump house" } };
const zh = (value: { readonly zh: string } | undefined): string => value?.zh ?? "";

describe("what an alarm is about", () => {
  it("is its point, or the area where it stands for one, and never an id in its place", () => {
    expect(whereOf({ tagId: "GT-1203", key: "GT-1203", area }, zh)).toBe("GT-1203");
    expect(whereOf({ key: "u-1", area }, zh)).toBe("泵房");
    expect(whereOf({ key: "form:hazard-report-snap@u-1", area }, zh)).toBe("泵房");
    expect(whereOf({ key: "CAM-3", area }, zh)).toBe("CAM-3");
    expect(whereOf({ key: "device:gw-1", area: null }, zh)).toBe("device:gw-1");
  });
});
