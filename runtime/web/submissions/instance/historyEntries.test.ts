import type { InstanceView } from "@safeloop/engine";
import type { TFunction } from "i18next";
import { describe, expect, it } from "vitest";
import { historyEntries } from "./historyEntries.ts";

const t = ((key: string, values?: { defaultValue?: string }) => values?.defaultValue ?? key) as unknown as TFunction;
const text = (value: { zh: string } | string | undefined): string => (typeof value === "string" ? value : (value?.zh ?? ""));
const title = (zh: string): { zh: string; en: string } => ({ zh, en: zh });

const instance = {
  history: [
    { seq: 1, at: "2026-07-06T01:00:00Z", by: { id: "u1", name: "李明" }, command: "submit", node: { id: "start", title: title("登记") }, state: "done" },
    { seq: 2, at: "2026-07-07T01:00:00Z", by: { id: "u2", name: "赵敏" }, command: "return", node: { id: "check", title: title("复查") }, comment: "护罩仍松动", state: "done" },
    { seq: 3, at: "2026-07-07T01:00:00Z", by: null, command: "supersede", node: { id: "side", title: title("会签") }, state: "superseded" },
  ],
  tasks: [{ id: "t", state: "open", node: { id: "fix", title: title("整改") }, seat: { person: { id: "me", name: "李明" } }, openedAt: "2026-07-07T01:00:00Z" }],
  forecast: [{ node: { id: "fix", title: title("整改") }, people: [], certain: true }, { node: { id: "check", title: title("复查") }, people: [{ id: "u2", name: "赵敏" }], certain: true }],
} as unknown as InstanceView;

describe("the timeline of an instance", () => {
  const entries = historyEntries(instance, { t, text, flow: null, now: Date.parse("2026-07-07T02:00:00Z"), me: "me", nameOf: (id) => id });
  it("keeps what was returned and what was superseded, then where it stands, then who is next", () => {
    expect(entries.map((entry) => entry.mark)).toEqual(["done", "bad", "superseded", "now", "ahead"]);
  });
  it("names a person at each step, the system where nobody acted", () => {
    expect(entries[1]?.note).toBe("赵敏 · 护罩仍松动");
    expect(entries[2]?.note).toBe("submissions:voidRound · submissions:system");
    expect(entries[4]?.note).toBe("赵敏");
  });
  it("marks who sent it back as the reason, not as void, and acts beside a decision by a dot", () => {
    const line = (command: string, state: string) => ({ seq: 1, at: "2026-07-06T01:00:00Z", by: null, command, node: { id: "check", title: title("复查") }, state });
    const told = historyEntries({ ...instance, tasks: [], forecast: [], history: [line("return", "superseded"), line("approve", "superseded"), line("addSigner", "done"), line("approve", "done")] } as unknown as InstanceView, { t, text, flow: null, now: 0, me: "me", nameOf: (id) => id });
    expect(told.map((entry) => entry.mark)).toEqual(["bad", "superseded", "event", "done"]);
  });
  it("leaves the engine's line of a way back to the command that began it, and tells one nobody gave", () => {
    const line = (seq: number, command: string) => ({ seq, at: "2026-07-06T01:00:00Z", by: null, command, node: { id: "fix", title: title("整改") }, state: "event" });
    const told = historyEntries({ ...instance, tasks: [], forecast: [], history: [line(1, "return"), line(1, "back"), line(2, "back")] } as unknown as InstanceView, { t, text, flow: null, now: 0, me: "me", nameOf: (id) => id });
    expect(told.map((entry) => entry.title)).toEqual(["整改 · return", "整改 · back"]);
  });
  it("says of each signature, beside its line and of no other, whether it verifies", () => {
    const line = (by: string, intact?: boolean) => ({ seq: 1, at: "2026-07-06T01:00:00Z", by: { id: by, name: by }, command: "approve", node: { id: "check", title: title("复查") }, state: "done", ...(intact === undefined ? {} : { signature: { hash: "00ff00ff00", method: "strokes", at: "2026-07-06T01:00:00Z", intact } }) });
    const told = historyEntries({ ...instance, tasks: [], forecast: [], history: [line("a", true), line("b", false), line("c")] } as unknown as InstanceView, { t, text, flow: null, now: 0, me: "me", nameOf: (id) => id, signed: ({ intact }) => (intact ? "verified" : "broken") });
    expect(told.map((entry) => entry.body)).toEqual(["verified", "broken", undefined]);
  });
});
