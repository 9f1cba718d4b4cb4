import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { testDrivers } from "../testing/testApp.ts";
import { approval, formOf, node, Plant, type Sent, straight } from "./plant.testkit.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");
const hour = 3_600_000;

describe.each(drivers)("undoing a move on %s", (driver) => {
  let plant: Plant;
  beforeAll(async () => {
    plant = await Plant.make(driver);
  });
  afterAll(async () => plant.app.close());

  const due = (after: string): object => ({ due: { after, onOver: "remind", remindAt: [50] } });
  /** Sends a paper on the first revision and moves it to the second. */
  const moved = async (id: string, first: Parameters<typeof straight>[1], second: Parameters<typeof straight>[1], mapping: object = {}) => {
    await plant.publish(straight(id, first));
    const sent = await plant.submit(id, { what: "s-9", severity: "low" });
    await plant.publish(straight(id, second));
    const before = await plant.stored(sent);
    expect((await plant.run(id, 2, [{ id: sent.id, seq: sent.seq, mapping }])).body.items).toMatchObject([{ outcome: "migrated" }]);
    return { sent, before };
  };

  test("gives back the same envelope bytes, tasks, history, timers and answers", async () => {
    const { sent, before } = await moved("bytes", [approval("A", ["head", "shift"], due("PT8H"))], [node("X", "act", { act: { do: "setField", field: "severity", value: "high" } }), approval("C", ["gas"], due("PT2H"))], { "visit:A#1": "C" });
    const between = await plant.stored(sent);
    expect(between.envelope).not.toBe(before.envelope);
    expect(between.tasks).not.toEqual(before.tasks);
    const undone = await plant.undo(sent.id);
    expect([undone.status, undone.body.instance?.migratedFrom, undone.body.instance?.tasks.map((one) => one.node.id)]).toEqual([200, undefined, ["A", "A"]]);
    expect(await plant.stored(sent)).toEqual(before);
    expect(await plant.counts(sent.id)).toMatchObject({ audit: ["instance.migrate", "instance.migrateUndo"], backups: 0 });
  });

  test("what it waits for, and what the move wrote into the paper, are as before", async () => {
    const { sent, before } = await moved("waits", [node("W", "wait", { until: { event: "lab.a", key: { var: "what" } } }), approval("A", ["head"])], [node("W", "wait", { until: { event: "lab.b", key: { var: "what" } } }), node("X", "act", { act: { do: "setField", field: "severity", value: "high" } }), approval("A", ["head"])], { "wait:W#1": "pass" });
    const between = await plant.stored(sent);
    expect([between.waits, JSON.parse(between.answers)]).toMatchObject([[], { severity: "high" }]);
    await plant.undo(sent.id);
    expect(await plant.stored(sent)).toEqual(before);
    expect((await plant.post("admin", "/events", { name: "lab.a", key: "s-9" })).body).toEqual({ waiting: 1 });
    await plant.app.settle();
    expect((await plant.taskOf("head", sent)).node.id).toBe("A");
  });

  test("the form goes back with it", async () => {
    await plant.publish(straight("forms", [approval("A", ["head"])]));
    const sent = await plant.submit("forms");
    await plant.revise("forms", formOf("forms", { note: { type: "string", "x-id": "note", "x-title": { zh: "备注", en: "Note" } } }));
    await plant.publish(straight("forms", [approval("A", ["head"]), approval("B", ["gas"])]));
    const before = await plant.stored(sent);
    await plant.run("forms", 2, [{ id: sent.id, seq: sent.seq }]);
    expect((await plant.stored(sent)).formRevision).toBe(2);
    expect((await plant.undo(sent.id)).status).toBe(200);
    expect(await plant.stored(sent)).toEqual(before);
  });

  test("the flow goes on from there: the old task is decided, timers fire, and it can be moved again", async () => {
    const { sent } = await moved("again", [approval("A", ["head"], due("PT8H")), approval("B", ["shift"])], [approval("C", ["gas"])], { "visit:A#1": "C" });
    await plant.app.settle();
    await plant.undo(sent.id);
    await plant.app.settle();
    plant.app.clock.advance(4 * hour);
    await plant.app.settle();
    expect((await plant.counts(sent.id)).audit.filter((act) => act.startsWith("instance.timer")), "the reminder at half the time").toEqual(["instance.timer"]);
    expect((await plant.decide("head", await plant.taskOf("head", sent))).status).toBe(200);
    const seq = await plant.seqOf(sent.id);
    expect((await plant.run("again", 2, [{ id: sent.id, seq, mapping: { "node:B": "C" } }])).body.summary.migrated).toBe(1);
    await plant.app.settle();
    expect((await plant.decide("gas", await plant.taskOf("gas", sent))).body.instance).toMatchObject({ status: "ended", outcome: "approved" });
  });

  test("is refused after the next command, and nothing changes", async () => {
    const { sent } = await moved("tooLate", [approval("A", ["head"])], [approval("A", ["head"]), approval("B", ["gas"])]);
    await plant.decide("head", await plant.taskOf("head", sent));
    const before = await plant.stored(sent);
    expect(await plant.undo(sent.id)).toMatchObject({ status: 409, code: "MIGRATION_UNDO_LATE" });
    expect(await plant.stored(sent)).toEqual(before);
  });

  test("a backup of no more use is cleared away, and the refusal stays the same", async () => {
    const { sent } = await moved("cleared", [approval("A", ["head"])], [approval("A", ["head"]), approval("B", ["gas"])]);
    await plant.decide("head", await plant.taskOf("head", sent));
    await moved("other", [approval("A", ["head"])], [approval("A", ["head"]), approval("B", ["gas"])]);
    expect((await plant.counts(sent.id)).backups).toBe(0);
    expect(await plant.undo(sent.id)).toMatchObject({ status: 409, code: "MIGRATION_UNDO_LATE" });
  });

  test("there is nothing to undo for one that was never moved, or was put back already", async () => {
    await plant.publish(straight("never", [approval("A", ["head"])]));
    const sent = await plant.submit("never");
    expect(await plant.undo(sent.id)).toMatchObject({ status: 409, code: "MIGRATION_UNDO_NONE" });
    const { sent: back } = await moved("twice", [approval("A", ["head"])], [approval("A", ["head"]), approval("B", ["gas"])]);
    await plant.undo(back.id);
    expect(await plant.undo(back.id)).toMatchObject({ status: 409, code: "MIGRATION_UNDO_NONE" });
    expect((await plant.post("safety", `/instances/${back.id}/migration/undo`, {})).status).toBe(400);
  });

  test("a paper that another flow has written on since keeps its new form", async () => {
    await plant.publish(straight("beside", [approval("X", ["shift"], { fields: { "*": "edit" } })], "both"));
    await plant.publish(straight("both", [node("U", "act", { act: { do: "startFlow", flow: "beside" } }), approval("A", ["head"])]));
    const sent = await plant.submit("both");
    await plant.revise("forms", formOf("both", { note: { type: "string", "x-id": "note", "x-title": { zh: "备注", en: "Note" } } }));
    await plant.publish(straight("both", [node("U", "act", { act: { do: "startFlow", flow: "beside" } }), approval("A", ["head"]), approval("B", ["gas"])]));
    expect((await plant.run("both", 2, [{ id: sent.id, seq: sent.seq }])).body.items).toMatchObject([{ outcome: "migrated" }]);
    await plant.decide("shift", await plant.taskOf("shift", sent), { command: "approve", data: { note: "新字段" } });
    const before = await plant.stored(sent);
    expect(before.answers).toContain("新字段");
    expect(await plant.undo(sent.id)).toMatchObject({ status: 409, code: "MIGRATION_UNDO_PAPER" });
    expect(await plant.stored(sent)).toEqual(before);
  });

  test("a sub-flow that ended with the move stays ended: the flow above has been told", async () => {
    const inner = (more: readonly ReturnType<typeof approval>[]) => straight("inner", [approval("X", ["shift"]), ...more], "outer");
    await plant.publish(straight("outer", [approval("A", ["head"])])); // the form first
    await plant.publish(inner([node("W", "wait", { until: { event: "lab.begun", key: { var: "what" } } })]));
    const hash = (await plant.get<{ hash: string }>("designer", "/flows/inner")).body.hash;
    await plant.publish(straight("outer", [node("U", "subflow", { flow: { id: "inner", hash }, sync: true, onChildReject: { do: "end" } }), approval("B", ["head"])]));
    const sent = await plant.submit("outer");
    await plant.decide("shift", await plant.taskOf("shift", sent));
    const child = await plant.app.store.first<{ id: string; seq: number }>({ sql: "select id, seq from instances where flow_id = 'inner' and submission_id = ?", bindings: [sent.submission] });
    await plant.publish(inner([node("W", "wait", { until: { event: "lab.done", key: { var: "what" } } })]));
    const asked: Sent = { submission: sent.submission, id: child?.id ?? "", seq: child?.seq ?? 0 };
    expect((await plant.run("inner", 2, [{ ...asked, mapping: { "wait:W#1": "pass" } }])).body.items).toMatchObject([{ outcome: "migrated" }]);
    await plant.app.settle();
    const before = await plant.stored(asked);
    expect(JSON.parse(before.envelope)).toMatchObject({ status: "ended", outcome: "approved" });
    expect((await plant.taskOf("head", sent)).node.id, "the flow above has gone on").toBe("B");
    expect(await plant.undo(asked.id)).toMatchObject({ status: 409, code: "MIGRATION_UNDO_PARENT" });
    expect(await plant.stored(asked)).toEqual(before);
  });
});
