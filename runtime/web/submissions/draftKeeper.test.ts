import type { JsonObject } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiProblem } from "../api/problem.ts";
import { DraftKeeper, type SaveState } from "./draftKeeper.ts";
import type { DraftWire, OpenedDraft } from "./draftWire.ts";

const fault = (status: number): ApiProblem => new ApiProblem({ status, code: `S${status}`, title: "", detail: `fault ${status}` });

/** A server that keeps drafts: repeated under its key a write happens once, and its answer may get lost. */
class FakeServer implements DraftWire {
  readonly drafts: { version: number; data: JsonObject }[] = [];
  readonly sent: JsonObject[] = [];
  readonly answered = new Map<string, { readonly id: string; readonly number: string; readonly version: number }>();
  /** What becomes of the next writes: refused, cut off before the server, or answered into the void. */
  readonly fate: ("offline" | "lost" | "refused")[] = [];
  writes = 0;

  private write(key: string, act: () => { readonly id: string; readonly version: number }) {
    const fate = this.fate.shift();
    if (fate === "offline") throw fault(0);
    if (fate === "refused") throw fault(422);
    if (!this.answered.has(key)) {
      this.writes += 1;
      this.answered.set(key, { ...act(), number: "" });
    }
    if (fate === "lost") throw fault(0);
    return this.answered.get(key)!;
  }

  private put(id: string, version: number | undefined, data: JsonObject): { id: string; version: number } {
    const draft = this.drafts[Number(id)]!;
    if (draft.version !== version) throw fault(409);
    draft.version += 1;
    draft.data = Object.fromEntries(Object.entries({ ...draft.data, ...data }).filter(([, value]) => value !== null));
    return { id, version: draft.version };
  }

  readonly make: DraftWire["make"] = async (data, key) => ({ ...this.write(key, () => ({ id: String(this.drafts.push({ version: 1, data }) - 1), version: 1 })), version: undefined });
  readonly version: DraftWire["version"] = async (id) => this.drafts[Number(id)]!.version;
  readonly change: DraftWire["change"] = async (draft, data, key) => this.write(key, () => this.put(draft.id, draft.version, data));
  readonly submit: DraftWire["submit"] = async (draft, data, key) => {
    const made = this.write(key, () => (draft ? this.put(draft.id, draft.version, data) : { id: String(this.drafts.push({ version: 1, data }) - 1), version: 1 }));
    this.sent.push(this.drafts[Number(made.id)]!.data);
    return made;
  };
}

function keep(opened?: OpenedDraft, server = new FakeServer()) {
  const states: SaveState["is"][] = [];
  const stored: string[] = [];
  const keeper: DraftKeeper = new DraftKeeper({ wire: server, now: () => 7, onStored: ({ id }) => void stored.push(id), onChange: () => void states.push(keeper.state.is) }, opened);
  const pause = (ms = 2000) => vi.advanceTimersByTimeAsync(ms);
  return { server, keeper, states, stored, pause };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("a form being filled", () => {
  it("is saved after a pause in typing, once, and says when", async () => {
    const { server, keeper, states, stored, pause } = keep();
    keeper.change({ a: 1 });
    await pause(1500);
    keeper.change({ a: 12 });
    await pause();
    expect(server.drafts).toEqual([{ version: 1, data: { a: 12 } }]);
    expect([states, stored, keeper.state]).toEqual([["saving", "saved"], ["0"], { is: "saved", at: 7 }]);
    expect(keeper.isDirty()).toBe(false);
  });

  it("goes on in the same draft", async () => {
    const { server, keeper, stored, pause } = keep();
    keeper.change({ a: 1 });
    await pause();
    keeper.change({ a: 1, b: 2 });
    await pause();
    expect([server.drafts, stored]).toEqual([[{ version: 2, data: { a: 1, b: 2 } }], ["0"]]);
  });

  it("has an answer taken back cleared in the draft too, and in what is sent", async () => {
    const { server, keeper, pause } = keep();
    keeper.change({ a: 1, b: 2 });
    await pause();
    keeper.change({ a: 1 });
    await pause();
    expect(server.drafts[0]?.data).toEqual({ a: 1 });
    await keeper.submit({ c: 3 });
    expect(server.sent).toEqual([{ c: 3 }]);
  });

  it("is sent without a draft when it was filled within the pause", async () => {
    const { server, keeper, stored } = keep();
    keeper.change({ a: 1 });
    await keeper.submit({ a: 1 });
    expect([server.sent, stored, keeper.isDirty()]).toEqual([[{ a: 1 }], [], false]);
  });

  it("is not dirty once saved, and counts as dirty while a save is under way", async () => {
    const { keeper } = keep();
    keeper.change({ a: 1 });
    const saving = keeper.flush();
    await Promise.resolve();
    expect([keeper.state.is, keeper.isDirty()]).toEqual(["saving", true]);
    await saving;
    expect(keeper.isDirty()).toBe(false);
  });
});

describe("a draft opened again", () => {
  it("clears what is emptied and starts as saved when it was", async () => {
    const server = new FakeServer();
    server.drafts.push({ version: 4, data: { a: 1, b: 2 } });
    const { keeper, pause } = keep({ draft: { id: "0", version: 4, number: "" }, data: { a: 1, b: 2 }, savedAt: 3 }, server);
    expect(keeper.state).toEqual({ is: "saved", at: 3 });
    keeper.change({ b: 2 });
    await pause();
    expect(server.drafts[0]).toEqual({ version: 5, data: { b: 2 } });
  });
});

describe("a save that fails", () => {
  it("keeps what it held and tries again by itself when the network is back", async () => {
    const { server, keeper, pause } = keep();
    server.fate.push("offline");
    keeper.change({ a: 1 });
    await pause();
    expect([keeper.state, keeper.isDirty()]).toEqual([{ is: "failed", why: "fault 0", isOffline: true }, true]);
    await pause(10_000);
    expect([server.drafts[0]?.data, keeper.state.is]).toEqual([{ a: 1 }, "saved"]);
  });

  it("waits for a change, or for the person, when the server refused", async () => {
    const { server, keeper, pause } = keep();
    server.fate.push("refused");
    keeper.change({ a: 1 });
    await pause(60_000);
    expect([server.writes, keeper.state.is]).toEqual([0, "failed"]);
    await keeper.flush();
    expect(server.drafts[0]?.data).toEqual({ a: 1 });
  });

  it("makes no second draft when only the answer got lost, whatever was typed since", async () => {
    const { server, keeper, pause } = keep();
    server.fate.push("lost");
    keeper.change({ a: 1 });
    await pause();
    keeper.change({ b: 2 });
    await pause();
    expect(server.drafts).toEqual([{ version: 2, data: { b: 2 } }]);
  });

  it("does not quarrel with its own change whose answer got lost", async () => {
    const { server, keeper, pause } = keep();
    keeper.change({ a: 1 });
    await pause();
    server.fate.push("lost");
    keeper.change({ a: 2 });
    await pause();
    keeper.change({ a: 3 });
    await pause();
    expect([server.drafts, keeper.state.is]).toEqual([[{ version: 3, data: { a: 3 } }], "saved"]);
  });

  it("does not write over a second window", async () => {
    const { server, keeper, pause } = keep();
    keeper.change({ a: 1 });
    await pause();
    server.drafts[0] = { version: 20, data: { a: 20 } };
    keeper.change({ a: 1, b: 2 });
    await pause();
    expect([server.drafts[0], keeper.state.is, keeper.isDirty()]).toEqual([{ version: 20, data: { a: 20 } }, "failed", true]);
  });
});

describe("a submit that fails", () => {
  it("leaves the form as it is and keeps it as a draft", async () => {
    const { server, keeper, pause } = keep();
    server.fate.push("refused");
    keeper.change({ a: 1 });
    await expect(keeper.submit({ a: 1 })).rejects.toThrow("fault 422");
    await pause(0);
    expect([server.sent, server.drafts[0]?.data]).toEqual([[], { a: 1 }]);
  });

  it("happens once when only the answer got lost, and leaves no draft beside it", async () => {
    const { server, keeper, pause } = keep();
    server.fate.push("lost");
    keeper.change({ a: 1 });
    await expect(keeper.submit({ a: 1 })).rejects.toThrow("fault 0");
    await pause(60_000);
    await keeper.submit({ a: 1 });
    expect([server.writes, server.drafts.length, keeper.isDirty()]).toEqual([1, 1, false]);
  });
});
