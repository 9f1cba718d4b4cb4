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
  const entries = historyEntries(instance, { t, text, flow: null, now: Date.parse("2026-07-07T02:00:00Z"), me: "me" });
  it("keeps what was returned and what was superseded, then where it stands, then who is next", () => {
    expect(entries.map((entry) => entry.mark)).toEqual(["done", "bad", "superseded", "now", "ahead"]);
  });
  it("names a person at each step, the system where nobody acted", () => {
    expect(entries[1]?.note).toBe("赵敏 · 护罩仍松动");
    expect(entries[2]?.note).toBe("submissions:system");
    expect(entries[4]?.note).toBe("赵敏");
  });
});
