import { describe, expect, it } from "vitest";
import { signatureAt } from "../testing/signatureAt.testkit.ts";
import { fieldAccess } from "../fieldAccess.ts";
import { mayAct } from "../mayAct.ts";
import { approval, directoryOf, edges, end, fill, flow, hour, minute, people, Running, split, join, start, textForm } from "../testing/plant.testkit.ts";
import { greatCircleM } from "./evidence.ts";

const directory = directoryOf({ me: { manager: "boss" }, a: { manager: "boss" }, b: {}, c: {}, gone: { disabled: true }, boss: { manager: "top" }, top: {}, admin: {} });
const form = textForm(["f", "g", "h"]);
const two = flow([start(), approval("A", ["a"]), approval("B", ["b"]), end()], edges("S>A>B>Z"));

describe("the order of checks", () => {
  it("ended comes before everything, then the task, then suspension, entitlement, version, turn", () => {
    const run = new Running(flow([start(), approval("A", ["a", "b"], { mode: "sequence" }), end()], edges("S>A>Z")), directory, form);
    const first = run.taskOf("a", "A");
    const second = run.taskOf("b", "A");
    const at = (by: string, task: string | undefined, version?: number) => run.give({ type: "command", command: "approve", by, task: task ?? "", ...(version === undefined ? {} : { version }) });
    expect(at("c", "i1:A#9:s1")).toEqual(["TASK_UNKNOWN"]);
    expect(at("c", "i1:constructor#1:s1")).toEqual(["TASK_UNKNOWN"]);
    run.does("admin", "suspend", undefined, { reason: "storm" });
    expect(at("c", first?.id)).toEqual(["INSTANCE_SUSPENDED"]);
    expect(run.last.issues[0]?.params).toMatchObject({ reason: "storm", by: "ADMIN" });
    run.does("admin", "resume");
    expect(at("c", first?.id, 9)).toEqual(["NOT_ENTITLED"]);
    expect(at("b", second?.id, 9)).toEqual(["TASK_VERSION"]);
    expect(at("b", second?.id, 1)).toEqual(["SEAT_WAITING"]);
    expect(run.last.issues[0]?.params["waitsFor"]).toEqual(["A"]);
    expect(at("a", first?.id, 1)).toEqual([]);
    expect(at("a", first?.id, 2)).toEqual(["TASK_VERSION"]);
    expect(at("a", first?.id, 1)).toEqual(["SEAT_DECIDED"]);
    expect(at("b", second?.id)).toEqual([]);
    expect(at("a", "nonsense")).toEqual(["INSTANCE_ENDED"]);
  });

  it("of two at once exactly one wins and the other learns who decided", () => {
    const run = new Running(flow([start(), approval("A", ["a", "b"], { mode: "firstDecision" }), approval("B", ["b"]), end()], edges("S>A>B>Z")), directory, form);
    const late = run.taskOf("b", "A")?.id ?? "";
    run.does("a", "approve", "A");
    expect(run.give({ type: "command", command: "reject", by: "b", task: late })).toEqual(["TASK_CLOSED"]);
    expect(run.last.issues[0]?.params).toMatchObject({ by: "A", command: "approve", outcome: "passed", nodeZh: "A" });
  });

  it("refuses commands that do not exist, and tasks where none is open", () => {
    const run = new Running(two, directory, form);
    expect(run.give({ type: "command", command: "__proto__" as never, by: "a" })).toEqual(["COMMAND_UNKNOWN"]);
    expect(run.give({ type: "command", command: "approve", by: "b" })).toEqual(["NOT_ENTITLED"]);
    expect(run.give({ type: "command", command: "approve", by: "a" })).toEqual([]);
    const twice = new Running(flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["a"]), join("J", "P"), end()], edges("S>P>A>J>Z", "P>B>J")), directory, form);
    expect(twice.give({ type: "command", command: "approve", by: "a" })).toEqual(["COMMAND_NEEDS"]);
  });

  it("does not run on another definition than it began on", () => {
    const run = new Running(two, directory, form);
    const other = new Running({ ...two, revision: 2 }, directory, form);
    other.instance = run.instance;
    expect(other.does("a", "approve", "A")).toEqual(["FLOW_DEFINITION_CHANGED"]);
  });
});

describe("evidence", () => {
  const place = { ...form, schema: { type: "object", properties: { ...(form.schema["properties"] as object), place: { type: "object", "x-id": "place", "x-kind": "place", "x-title": { zh: "p", en: "p" } } } } };
  const limit = { value: 200, unit: "m", sourceStd: "GB 30871", confidence: "project" as const };
  const strict = flow([start(), approval("A", ["a"], { evidence: { comment: ["approve", "reject"], signature: true, password: true, photo: true, gpsWithin: { field: "place", limit } } }), end()], edges("S>A>Z"));
  const here = { area: "T1", lat: 30.0, lng: 120.0 };

  it("lists everything missing at once", () => {
    const run = new Running(strict, directory, place, { answers: { place: here } });
    expect(run.does("a", "approve", "A")).toEqual(["EVIDENCE_MISSING"]);
    expect(run.last.issues[0]?.params["missing"]).toEqual(["comment", "signature", "password", "photo", "gps"]);
    expect(run.does("a", "reject", "A", { comment: "  " })).toEqual(["EVIDENCE_MISSING"]);
  });

  it("a place too far away, a place without coordinates and a useless fix do not pass", () => {
    const given = { comment: "ok", signature: { method: "strokes" }, passwordOk: true, photos: ["p1"] };
    const run = new Running(strict, directory, place, { answers: { place: here } });
    const at = (lat: number, accuracyM = 10) => run.does("a", "approve", "A", { ...given, gps: { lat, lng: 120.0, accuracyM } });
    expect(at(30.01)).toEqual(["EVIDENCE_TOO_FAR"]);
    expect(run.last.issues[0]?.params).toMatchObject({ distanceM: 1112, limitM: 200 });
    expect(at(30.0, 5_000)).toEqual(["EVIDENCE_TOO_FAR"]);
    expect(at(Number.NaN)).toEqual(["EVIDENCE_MISSING"]);
    expect(at(30.001)).toEqual([]);
    const unknown = new Running(strict, directory, place, { answers: { place: { area: "T1" } } });
    expect(unknown.does("a", "approve", "A", { ...given, gps: { lat: 30, lng: 120, accuracyM: 5 } })).toEqual(["EVIDENCE_MISSING"]);
  });

  it("measures great circles in metres", () => {
    expect(greatCircleM(0, 0, 0, 1)).toBeCloseTo(111_195, -1);
    expect(greatCircleM(31, 121, 31, 121)).toBe(0);
  });

  it("a signature binds definition, form, visit, decision, values, comment, person and time", () => {
    const signs = { signature: { method: "strokes", meaning: "同意动火" }, comment: "ok" };
    const hashOfRun = (answers: { [xid: string]: string }, comment = "ok", at = 0): string => {
      const run = new Running(flow([start(), approval("A", ["a"], { signs: ["f"] }), end()], edges("S>A>Z")), directory, form, { answers });
      run.now += at;
      run.does("a", "approve", "A", { ...signs, comment });
      return signatureAt(run, "A").hash;
    };
    const base = hashOfRun({ f: "1", g: "1" });
    expect(base).toMatch(/^[0-9a-f]{64}$/);
    expect(hashOfRun({ f: "1", g: "other" })).toBe(base);
    expect(new Set([base, hashOfRun({ f: "2", g: "1" }), hashOfRun({ f: "1", g: "1" }, "no"), hashOfRun({ f: "1", g: "1" }, "ok", 1)]).size).toBe(4);
  });
});

describe("fields", () => {
  const def = flow(
    [start("S", { fields: { "*": "edit", h: "hidden" } }), approval("A", ["a"], { fields: { "*": "read", g: "edit", h: "require" } }), fill("F", ["b"], { fields: { "*": "hidden", f: "read", g: "edit" } }), end()],
    edges("S>A>F>Z"),
  );

  it("a step writes only what it may, must fill what it requires, and unknown fields are refused", () => {
    const run = new Running(def, directory, form, { answers: { f: "1" } });
    expect(run.does("a", "approve", "A")).toEqual(["FIELD_REQUIRED_HERE"]);
    expect(run.does("a", "approve", "A", { data: { f: "2", h: "x" } })).toEqual(["FIELD_FORBIDDEN"]);
    expect(run.does("a", "approve", "A", { data: { h: "x", constructor: "y" } })).toEqual(["FIELD_NOT_IN_FORM"]);
    expect(run.does("a", "reject", "A", { data: { h: "x" } })).toEqual(["FIELD_FORBIDDEN"]);
    expect(run.does("a", "approve", "A", { data: { h: "x", g: "y" } })).toEqual([]);
    expect(run.answers).toEqual({ f: "1", g: "y", h: "x" });
    expect(run.last.writes).toEqual({ h: "x", g: "y" });
    expect(run.does("b", "submit", "F", { data: { g: null } })).toEqual([]);
    expect(run.answers).toEqual({ f: "1", h: "x" });
  });

  it("access follows the person's step and turns to reading once it is done", () => {
    const run = new Running(def, directory, form, { answers: { f: "1" } });
    const access = (person: string) => fieldAccess(def, run.instance, person, run.env());
    expect(access("a")).toEqual({ f: "read", g: "edit", h: "require" });
    expect(access("me")).toEqual({ f: "read", g: "read", h: "hidden" });
    expect(access("c")).toEqual({ f: "read", g: "read", h: "read" });
    run.does("a", "approve", "A", { data: { h: "x" } });
    expect(access("a")).toEqual({ f: "read", g: "read", h: "read" });
    expect(access("b")).toEqual({ f: "read", g: "edit", h: "hidden" });
  });

  it("wrong types are refused before anything is stored", () => {
    const run = new Running(def, directory, form, { answers: { f: "1" } });
    expect(run.does("a", "approve", "A", { data: { h: 5, g: "y" } }).length).toBeGreaterThan(0);
    expect(run.answers).toEqual({ f: "1" });
  });
});

describe("people", () => {
  it("leaves out the disabled and the excluded, asks the next manager up for the initiator's own seat", () => {
    const def = flow([start(), approval("A", ["gone", "me", "a", "b"], { exclude: people("b"), selfApproval: "skipToManager" }), end()], edges("S>A>Z"));
    const run = new Running(def, directory, form);
    expect(run.tasks().filter((one) => one.node === "A").map((one) => one.person)).toEqual(["boss", "a"]);
  });

  it("nobody found: the administrator, a block that heals, or a rejection; never a pass", () => {
    const nobody = (onNobody: string, selfApproval = "allow") => new Running(flow([start(), approval("A", ["gone"], { onNobody, selfApproval }), end()], edges("S>A>Z")), directory, form);
    expect(nobody("toAdmin").open()).toEqual(["A#1:admin"]);
    expect(nobody("autoReject").instance.outcome).toBe("rejected");
    const blocked = nobody("block");
    expect(blocked.instance.visits[1]).toMatchObject({ state: "blocked", blocked: "nobody" });
    expect(blocked.last.effects.some((one) => one.kind === "notify" && one.topic === "flow.blocked" && one.people.includes("admin"))).toBe(true);
    const healed = new Running(blocked.def, directoryOf({ me: {}, gone: {}, admin: {} }), form);
    healed.instance = blocked.instance;
    healed.does("me", "comment", undefined, { comment: "is back" });
    expect(healed.open()).toEqual(["A#1:gone"]);
    expect(healed.does("gone", "approve", "A")).toEqual([]);
    expect(healed.instance.outcome).toBe("approved");
  });

  it("the initiator found as their own administrator does not decide on their own request", () => {
    const def = flow([start(), approval("A", ["gone"], { onNobody: "toAdmin", selfApproval: "forbid" }), end()], edges("S>A>Z"));
    expect(new Running(def, directory, form, { initiator: "admin" }).instance.visits[1]).toMatchObject({ state: "blocked" });
  });

  it("transfer: only to somebody active, eligible and without a seat here; the old version is stale", () => {
    const def = flow([start(), approval("A", ["a", "b"], { exclude: people("c"), selfApproval: "forbid" }), end()], edges("S>A>Z"));
    const run = new Running(def, directory, form);
    const to = (person?: string, by = "a") => run.does(by, "transfer", "A", person === undefined ? {} : { person });
    expect(to()).toEqual(["COMMAND_NEEDS"]);
    for (const person of ["gone", "nobody", "c", "me"]) expect(to(person)).toEqual(["NOT_ELIGIBLE"]);
    expect(to("b")).toEqual(["ONE_SEAT_PER_PERSON"]);
    const task = run.taskOf("a", "A");
    expect(to("boss")).toEqual([]);
    expect(run.give({ type: "command", command: "approve", by: "boss", task: task?.id ?? "", version: 1 })).toEqual(["TASK_VERSION"]);
    expect(run.give({ type: "command", command: "approve", by: "a", task: task?.id ?? "", version: 2 })).toEqual(["NOT_ENTITLED"]);
    expect(run.give({ type: "command", command: "approve", by: "boss", task: task?.id ?? "", version: 2 })).toEqual([]);
  });

  it("an administrator reassigns also while the flow is suspended", () => {
    const run = new Running(two, directory, form);
    const task = run.taskOf("a", "A")?.id ?? "";
    run.does("admin", "suspend", undefined, { reason: "x" });
    expect(run.give({ type: "command", command: "transfer", by: "admin", task, person: "c" })).toEqual([]);
    expect(run.instance.visits[1]?.seats[0]).toMatchObject({ person: "c", version: 2 });
  });
});

describe("deadlines", () => {
  const due = (onOver: unknown, who = ["a"], extra: object = {}) => new Running(flow([start(), approval("A", who, { due: { after: "PT8H", remindAt: [50], onOver, ...extra } }), end()], edges("S>A>Z")), directory, form);

  it("reminds at its percentage, then every 24 hours, ten times at most", () => {
    const run = due("remind");
    run.wait(4 * hour);
    expect(run.last.effects.filter((one) => one.kind === "notify").map((one) => (one.kind === "notify" ? one.topic : ""))).toEqual(["task.remind"]);
    run.wait(4 * hour + 30 * 24 * hour);
    expect(run.instance.timers).toEqual([]);
    expect(run.instance.seq).toBe(1 + 1 + 1 + 10);
  });

  it("escalates to the manager as a second holder: the seats stay, either decides", () => {
    const run = due("escalate", ["a", "b"]);
    run.wait(8 * hour);
    expect(run.tasks().filter((one) => one.node === "A").map((one) => one.holders)).toEqual([["a", "boss"], ["b"]]);
    expect(run.does("boss", "approve", "A")).toEqual([]);
    expect(run.does("b", "approve", "A")).toEqual([]);
    expect(run.instance.outcome).toBe("approved");
  });

  it("nobody comes to hold two seats by escalation", () => {
    const run = new Running(flow([start(), approval("A", ["a", "x"], { due: { after: "PT8H", onOver: "escalate" } }), end()], edges("S>A>Z")), directoryOf({ me: {}, a: { manager: "boss" }, x: { manager: "boss" }, boss: { manager: "top" }, top: {}, admin: {} }), form);
    run.wait(8 * hour);
    expect(run.tasks().filter((one) => one.node === "A").map((one) => one.holders)).toEqual([["a", "boss"], ["x", "top"]]);
  });

  it("transfers, rejects or goes to another step; an early timer is armed again", () => {
    const moved = due("transfer", ["a"], { transferTo: people("gone", "c") });
    moved.wait(8 * hour);
    expect(moved.open()).toEqual(["A#1:c"]);
    const rejected = due("reject");
    rejected.now += minute;
    rejected.give({ type: "timer", timerId: "A#1:due:0" });
    expect(rejected.last.effects).toMatchObject([{ kind: "startTimer", timerId: "A#1:due:0" }]);
    expect(rejected.last.ignored).toBe(true);
    rejected.wait(8 * hour);
    expect(rejected.instance.outcome).toBe("rejected");
    const gone = due({ goto: "S" });
    gone.wait(8 * hour);
    expect(gone.open()).toEqual(["S#2:me"]);
    expect(gone.instance.visits[1]).toMatchObject({ reason: "jumped", dead: true });
  });

  it("a deadline by date moves with its field", () => {
    const def = flow([start(), approval("A", ["a"], { fields: { f: "edit" }, mode: "all", candidates: people("a", "b"), due: { dateField: "f", onOver: "reject" } }), end()], edges("S>A>Z"));
    const run = new Running(def, directory, form, { answers: { f: "2026-07-15T00:00:00Z" } });
    run.does("a", "approve", "A", { data: { f: "2026-07-20" } });
    expect(run.instance.timers.map((one) => new Date(one.dueAt).toISOString())).toEqual(["2026-07-20T15:59:59.000Z"]);
  });
});

describe("instance commands", () => {
  it("urge is throttled, comment is not and works while suspended; strangers may do neither", () => {
    const run = new Running(two, directory, form);
    expect(run.does("me", "urge")).toEqual([]);
    expect(run.last.effects).toMatchObject([{ kind: "notify", topic: "task.urge", people: ["a"] }]);
    run.now += 29 * minute;
    expect(run.does("a", "urge")).toEqual(["URGE_THROTTLED"]);
    expect(run.last.issues[0]?.params["retryAfterS"]).toBe(60);
    expect(run.does("c", "comment", undefined, { comment: "hi" })).toEqual(["NOT_ENTITLED"]);
    run.does("admin", "suspend", undefined, { reason: "x" });
    expect(run.does("me", "comment", undefined, { comment: "hi" })).toEqual([]);
    run.now += hour;
    expect(run.does("me", "urge")).toEqual(["INSTANCE_SUSPENDED"]);
  });

  it("suspends once; an interlock and a person may both hold it, and both must let go", () => {
    const run = new Running(two, directory, form);
    expect(run.does("me", "suspend", undefined, { reason: "x" })).toEqual(["NOT_ENTITLED"]);
    expect(run.does("admin", "suspend")).toEqual(["REASON_REQUIRED"]);
    expect(run.does("admin", "resume")).toEqual(["NOT_SUSPENDED"]);
    run.give({ type: "interlock", cause: "gas-alarm", causeId: "g1", reason: { zh: "气", en: "gas" } });
    expect(run.does("admin", "suspend", undefined, { reason: "x" })).toEqual([]);
    expect(run.does("admin", "suspend", undefined, { reason: "x" })).toEqual(["INSTANCE_SUSPENDED"]);
    expect(run.does("admin", "resume")).toEqual(["SUSPENDED_BY_CAUSE"]);
    run.give({ type: "interlockOver", causeId: "g1" });
    expect(run.instance.suspended).toBeDefined();
    expect(run.does("admin", "resume")).toEqual([]);
    expect(run.instance.causes).toEqual([]);
  });

  it("cancels only at the start, terminates with a reason also while suspended", () => {
    const draft = new Running(two, directory, form, { submit: false });
    expect(draft.open()).toEqual(["S#1:me"]);
    expect(draft.does("a", "cancel")).toEqual(["NOT_ENTITLED"]);
    expect(draft.does("me", "cancel")).toEqual([]);
    expect(draft.instance.outcome).toBe("cancelled");
    const run = new Running(two, directory, form);
    expect(run.does("me", "cancel")).toEqual(["CANCEL_NOT_AT_START"]);
    run.does("admin", "suspend", undefined, { reason: "x" });
    expect(run.does("admin", "terminate")).toEqual(["REASON_REQUIRED"]);
    expect(run.does("admin", "terminate", undefined, { reason: "plant closed" })).toEqual([]);
    expect(run.instance).toMatchObject({ status: "ended", outcome: "terminated" });
    expect(run.tasks().find((one) => one.node === "A")).toMatchObject({ state: "superseded", superseded: { reason: "terminated", by: "admin" } });
  });

  it("returns at most so many times, and only where the step allows", () => {
    const def = flow([start(), approval("A", ["a"]), approval("B", ["b"], { returns: { targets: "start" } }), approval("C", ["c"], { returns: { allow: false } }), end()], edges("S>A>B>C>Z"), { settings: { maxReturns: 1 } });
    const run = new Running(def, directory, form);
    run.does("a", "approve", "A");
    expect(run.does("b", "return", "B", { to: "A" })).toEqual(["RETURN_TARGET"]);
    expect(run.does("b", "return", "B", { to: "S" })).toEqual([]);
    run.does("me", "submit", "S");
    run.does("a", "approve", "A");
    expect(run.does("b", "return", "B", { to: "S" })).toEqual(["RETURN_LIMIT"]);
    run.does("b", "approve", "B");
    expect(run.does("c", "return", "C", { to: "S" })).toEqual(["RETURN_NOT_ALLOWED"]);
  });

  it("shows before a return what will be asked again and whose open tasks fall", () => {
    const def = flow([start(), split("P", "parallel"), approval("A", ["a"]), approval("B", ["b"]), approval("C", ["c"]), join("J", "P"), end()], edges("S>P>A>B>J>Z", "P>C>J"));
    const run = new Running(def, directory, form);
    run.does("a", "approve", "A");
    const task = run.taskOf("b", "B")?.id ?? "";
    const targets = mayAct(def, run.instance, "b", run.env()).tasks[task]?.commands["return"]?.targets;
    expect(targets?.map((one) => [one.node, one.redone, one.supersededTasks])).toEqual([
      ["S", ["S", "A", "C", "B"], ["i1:C#1:s1", "i1:B#1:s1"]],
      ["A", ["A", "B"], ["i1:B#1:s1"]],
    ]);
  });
});
