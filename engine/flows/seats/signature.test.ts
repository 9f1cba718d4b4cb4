import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "../types.ts";
import { approval, directoryOf, edges, end, flow, Running, start, textForm } from "../testing/plant.testkit.ts";
import { verifySignature } from "./signature.ts";

const directory = directoryOf({ me: {}, a: {}, admin: {} });

function signedLine(): HistoryEntry {
  const run = new Running(flow([start(), approval("A", ["a"]), end()], edges("S>A>Z")), directory, textForm(["f"]), { answers: { f: "x" } });
  expect(run.does("a", "approve", "A", { comment: "ok", signature: { method: "strokes", meaning: "现场确认" } })).toEqual([]);
  return run.last.history.find((line) => line.signature !== undefined) as HistoryEntry;
}

describe("a signature", () => {
  it("verifies on the decision it was given to", () => {
    expect(verifySignature("sub1", signedLine())).toBe(true);
  });

  it.each([
    ["another paper", "sub2", {}], ["another visit", "sub1", { visit: "A#2" }], ["another seat", "sub1", { seat: "s2" }], ["another person", "sub1", { by: "me" }], ["nobody", "sub1", { by: null }],
    ["the opposite decision", "sub1", { outcome: "rejected" }], ["another comment", "sub1", { comment: "never" }], ["no comment", "sub1", { comment: undefined }],
  ])("moved to %s does not", (_, submission, change) => {
    expect(verifySignature(submission, { ...signedLine(), ...change } as HistoryEntry)).toBe(false);
  });

  it.each(["at", "method", "meaning", "values", "definition", "form", "hash"])("with its %s changed does not", (member) => {
    const line = signedLine();
    expect(verifySignature("sub1", { ...line, signature: { ...line.signature, [member]: member === "at" ? 1 : "x" } } as HistoryEntry)).toBe(false);
  });

  it("that is not there does not", () => {
    const { signature: _, ...line } = signedLine();
    expect(verifySignature("sub1", line)).toBe(false);
  });
});
