import type { HistoryItem, TaskView } from "@safeloop/engine";
import { describe, expect, it } from "vitest";
import { askedPeople, broughtWith, isMine, isWorthListing, myTask, seatRemarks, seatWord, standings } from "./seats.ts";

const ref = (id: string) => ({ id, name: `name of ${id}` });
const task = (id: string, seat: Partial<TaskView["seat"]> = {}, more: Partial<TaskView> = {}): TaskView => ({ id, node: { id: "check", title: { zh: "复查", en: "Check" } }, visit: "check#1", state: "open", kind: "approval", mayAct: {}, seat: { person: ref(id), state: "open", ...seat }, ...more } as unknown as TaskView);
const done = { state: "done" as const };

describe("whose turn it is", () => {
  it("is everybody with an open seat, nobody who has to wait or has decided", () => {
    expect(askedPeople([task("a"), task("b", { state: "waiting" }), task("c", { state: "approved" }, done)]).map((one) => one.id)).toEqual(["a"]);
  });
  it("is who claimed it and who is asked for advice, not the owner", () => {
    expect(askedPeople([task("a", { state: "claimed", claimedBy: ref("deputy") }), task("b", { state: "delegated", delegatee: ref("expert") })]).map((one) => one.id)).toEqual(["deputy", "expert"]);
  });
});

describe("the steps the flow stands at", () => {
  it("keep their decided seats; steps without an open one are not among them", () => {
    const found = standings([task("old", {}, { ...done, visit: "fill#1" }), task("a", { state: "approved" }, done), task("b")]);
    expect(found.map(({ key, tasks }) => [key, tasks.map((one) => one.id)])).toEqual([["check#1", ["a", "b"]]]);
  });
  it("are told apart by their visit: the same step in an earlier round is not mixed in", () => {
    expect(standings([task("a", {}, { state: "superseded" }), task("b", {}, { visit: "check#2" })]).map(({ key, tasks }) => [key, tasks.length])).toEqual([["check#2", 1]]);
  });
  it("fall back to the node where no visit is named", () => {
    const { visit: _, ...bare } = task("a");
    expect(standings([bare])[0]?.key).toBe("check");
  });
  it("are worth a list of seats when there are several or one with a story", () => {
    expect([isWorthListing([task("a")]), isWorthListing([task("a"), task("b")]), isWorthListing([task("a", { delegatee: ref("b") })]), isWorthListing([task("a", { advice: [{ by: ref("b"), at: "2026-07-14T00:00:00Z", comment: "可以" }] })])]).toEqual([false, true, true, true]);
  });
});

describe("the word for a seat", () => {
  it("tells a form from a decision, and one held off by a claim from one that is early", () => {
    const [held, taken] = [task("a", { state: "waiting" }), task("b", { state: "claimed" })];
    expect([seatWord(held, [held, taken]), seatWord(held, [held]), seatWord(task("a", { state: "approved" }, { kind: "fill" }), []), seatWord(task("a", { state: "approved" }), [])]).toEqual(["heldOff", "waiting", "submitted", "approved"]);
  });
});

describe("my task", () => {
  const may = (command: string) => ({ mayAct: { [command]: { allowed: true } } });
  it("is one I may decide, before one of mine that has to wait", () => {
    expect(myTask([task("me", { state: "waiting" }), task("boss", {}, may("approve"))], "me")?.id).toBe("boss");
    expect(myTask([task("me", { state: "waiting" })], "me")?.id).toBe("me");
  });
  it("is one I am asked about or stand in for", () => {
    expect([isMine(task("a", { delegatee: ref("me") }), "me"), isMine(task("a", { standsInFor: ref("a") }), "me")]).toEqual([true, true]);
  });
  it("is not one I only administer, nor one behind me", () => {
    expect([isMine(task("a", {}, may("transfer")), "me"), isMine(task("me", {}, done), "me")]).toEqual([false, false]);
  });
});

describe("what to know before acting", () => {
  const keys = (one: TaskView) => seatRemarks(one, "me").map(({ key, name }) => `${key} ${name}`);
  it("differs for the owner and for who is asked for advice", () => {
    expect(keys(task("me", { delegatee: ref("b") }))).toEqual(["delegatedTo name of b"]);
    expect(keys(task("a", { delegatee: ref("me") }))).toEqual(["advising name of a"]);
  });
  it("names for whom I act, who holds it, and who asked me to sign", () => {
    expect(keys(task("a", { standsInFor: ref("a") }))).toEqual(["standsIn name of a"]);
    expect(keys(task("me", { claimedBy: ref("me") }))).toEqual(["claimedByMe name of me"]);
    expect(keys(task("me", { addedBy: ref("b") }))).toEqual(["addedBy name of b"]);
  });
  it("is also what was said when the task was brought to me, last", () => {
    const line = (command: string, more: Partial<HistoryItem>) => ({ command, node: { id: "check" }, by: ref("li"), state: "done", ...more }) as unknown as HistoryItem;
    const history = [line("transfer", { outcome: "me", comment: "归你管" }), line("addSigner", { outcome: "before", detail: { people: ["x", "me"] }, comment: "一起把关" }), line("delegate", { outcome: "other", comment: "不是给我的" })];
    expect(broughtWith(task("me"), history, "me")).toEqual({ name: "name of li", comment: "一起把关" });
    expect(broughtWith(task("me"), [line("delegate", { outcome: "me" })], "me")).toBeUndefined();
  });
  it("says whose task it is where I only administer it", () => {
    expect(keys(task("a"))).toEqual(["ofOther name of a"]);
    expect(keys(task("me"))).toEqual([]);
  });
});
