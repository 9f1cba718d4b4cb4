import { describe, expect, it } from "vitest";
import fc from "fast-check";
import type { HistoryEntry } from "../flows/index.ts";
import { recordHash, type PrintRecord } from "./recordHash.ts";

const entry = (change: Partial<HistoryEntry> = {}): HistoryEntry => ({ seq: 1, i: 0, at: 1000, by: "p-1", command: "approve", node: "n", visit: "n#1", seat: "s1", outcome: "approved", comment: "同意", signature: { hash: "aa", values: "bb", at: 1000, method: "image", file: "f" }, ...change });
const record = (change: Partial<PrintRecord> = {}): PrintRecord => ({ submission: "s", number: "1", form: "ff", flow: "gg", answers: { wind: 3, gas: [{ v: 1 }] }, files: { f: "cc" }, history: [entry()], ...change });
const base = recordHash(record());

describe("the fingerprint of a record", () => {
  it.each<[string, Partial<PrintRecord>]>([
    ["an answer", { answers: { wind: 4, gas: [{ v: 1 }] } }], ["a row", { answers: { wind: 3, gas: [{ v: 1 }, { v: 1 }] } }], ["an original", { files: { f: "cd" } }], ["the form's revision", { form: "f0" }], ["the number", { number: "2" }],
    ["who approved", { history: [entry({ by: "p-2" })] }], ["when", { history: [entry({ at: 1001 })] }], ["what was said", { history: [entry({ comment: "不同意" })] }], ["what was decided", { history: [entry({ outcome: "rejected" })] }],
    ["the signature", { history: [entry({ signature: { hash: "ab", values: "bb", at: 1000, method: "image", file: "f" } })] }], ["the strokes", { history: [entry({ signature: { hash: "aa", values: "bb", at: 1000, method: "image", file: "g" } })] }],
    ["an approval less", { history: [] }], ["a stop", { history: [entry(), entry({ seq: 2, command: "event", outcome: "pause" })] }],
  ])("changes with %s", (_what, change) => {
    expect(recordHash(record(change))).not.toBe(base);
  });
  it("stays through talk, reminders and who was asked", () => {
    const talk = ["comment", "cc", "urge", "remind", "enter", "leave", "notify"].map((command, at) => entry({ seq: 2 + at, command }));
    expect(recordHash(record({ history: [entry(), ...talk] }))).toBe(base);
  });
  it("does not depend on the order of keys", () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.integer()), (answers) => {
      expect(recordHash(record({ answers }))).toBe(recordHash(record({ answers: Object.fromEntries(Object.entries(answers).reverse()) })));
    }));
  });
});
