import { describe, expect, test } from "vitest";
import { messageOf } from "./issue.ts";

describe("messages", () => {
  test("a thing that is not there is named in the reader's language", () => {
    expect(messageOf("NOT_FOUND", { what: "task" }, "zh-CN")).toMatch(/^找不到待办。/);
    expect(messageOf("NOT_FOUND", { what: "task" }, "en")).toMatch(/^No such task\./);
    expect(messageOf("NOT_FOUND", { what: "T-103" }, "zh-CN")).toMatch(/^找不到T-103。/);
    expect(messageOf("NOT_FOUND", { what: "constructor" }, "zh-CN")).toMatch(/^找不到constructor。/);
  });
  test("a parameter in both languages goes to its own reader", () => {
    expect(messageOf("SUBMISSION_LOCKED", { state: "审批中", stateEn: "In approval" }, "en")).toContain("In approval");
    expect(messageOf("SUBMISSION_LOCKED", { state: "审批中", stateEn: "In approval" }, "zh-CN")).toContain("审批中");
  });
});
