import { describe, expect, it } from "vitest";
import { asksMode, handOnBody, handOnCommands, isReady, nothingGiven } from "./handOn.ts";

const li = { id: "p-li", title: "李明" };
const wang = { id: "p-wang", title: "王芳" };

describe("handing a task on", () => {
  it("names one person for a transfer and a delegation", () => {
    expect(handOnBody("transfer", { ...nothingGiven, people: [li], comment: " 归你管 " })).toEqual({ command: "transfer", person: "p-li", comment: "归你管" });
    expect(handOnBody("delegate", { ...nothingGiven, people: [li] })).toEqual({ command: "delegate", person: "p-li" });
  });
  it("names place and people for added signers, and how several count only where they stand apart", () => {
    expect(handOnBody("addSigner", { ...nothingGiven, people: [li, wang], position: "after", mode: "sequence" })).toEqual({ command: "addSigner", people: ["p-li", "p-wang"], position: "after", mode: "sequence" });
    expect(handOnBody("addSigner", { ...nothingGiven, people: [li, wang], position: "parallel", mode: "any" })).toEqual({ command: "addSigner", people: ["p-li", "p-wang"], position: "parallel" });
    expect(handOnBody("addSigner", { ...nothingGiven, people: [li] })).toEqual({ command: "addSigner", people: ["p-li"], position: "before" });
    expect(asksMode({ ...nothingGiven, people: [li] })).toBe(false);
  });
  it("asks nothing for a claim, whatever was typed before", () => {
    expect(handOnBody("claim", { ...nothingGiven, people: [li], comment: "x" })).toEqual({ command: "claim" });
  });
  it("waits for the people it needs", () => {
    expect(handOnCommands.filter((command) => isReady(command, nothingGiven))).toEqual(["claim", "unclaim"]);
    expect(isReady("transfer", { ...nothingGiven, people: [li, wang] })).toBe(false);
  });
});
