import { describe, expect, it } from "vitest";
import { isoOfLocal, localInputOf } from "./zonedTime.ts";

describe("times typed in the site's zone", () => {
  it("become the same instant, whatever the machine's zone", () => {
    expect(isoOfLocal("2026-07-14T07:50", "Asia/Shanghai")).toBe("2026-07-14T07:50:00+08:00");
    expect(localInputOf("2026-07-13T23:50:00Z", "Asia/Shanghai")).toBe("2026-07-14T07:50");
  });
  it("follow a change of offset on the day itself", () => {
    expect(isoOfLocal("2026-03-29T04:00", "Europe/Berlin")).toBe("2026-03-29T04:00:00+02:00");
    expect(isoOfLocal("2026-03-29T01:00", "Europe/Berlin")).toBe("2026-03-29T01:00:00+01:00");
  });
  it("are nothing while incomplete", () => {
    expect(isoOfLocal("2026-07", "Asia/Shanghai")).toBeUndefined();
    expect(localInputOf("soon", "Asia/Shanghai")).toBe("");
  });
});
