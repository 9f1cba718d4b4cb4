import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "@safeloop/engine";
import { testDrivers } from "../testing/testApp.ts";
import { approval, drawn, formOf, node, Plant, straight } from "./plant.testkit.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");
const hour = 3_600_000;

describe.each(drivers)("moving running flows on %s", (driver) => {
  let plant: Plant;
  beforeAll(async () => {
    plant = await Plant.make(driver);
  });
  afterAll(async () => plant.app.close());

  const hashOf = async (flow: string, revision: number): Promise<string | undefined> =>
    (await plant.get<{ revision: number; hash: string }[]>("designer", `/flows/${flow}/versions`)).body.find((one) => one.revision === revision)?.hash;

  test("a run gives each instance what the preview said", async () => {
    await plant.publish(straight("equal", [approval("A", ["head"]), approval("B", ["shift"])]));
    const sent = [await plant.submit("equal"), await plant.submit("equal"), await plant.submit("equal"), await plant.submit("equal")] as const;
    await plant.decide("head", await plant.taskOf("head", sent[1]));
    await plant.decide("head", await plant.taskOf("head", sent[2]));
    await plant.decide("head", await plant.taskOf("head", sent[3]), { command: "reject", comment: "no" });
    await plant.publish(straight("equal", [approval("A", ["head"]), approval("C", ["gas"])]));
    const mapping = { "node:B": "C" };
    const asked = { to: 2, instances: sent.map((one) => one.id), mapping };
    const said = (await plant.preview("equal", asked)).body.items;
    const chosen = said.map(({ id, seq }) => ({ id, seq, ...(id === sent[1].id ? { mapping } : {}) }));
    const { body } = await plant.run("equal", 2, chosen);
    expect(body.items.map((one) => [one.id, one.outcome])).toEqual([[sent[0].id, "migrated"], [sent[1].id, "migrated"], [sent[2].id, "needsMapping"], [sent[3].id, "kept"]]);
    expect(body.summary).toEqual({ migrated: 2, kept: 1, changed: 0, needsMapping: 1, refused: 0 });
    for (const one of body.items.filter(({ outcome }) => outcome !== "needsMapping")) {
      expect([one.id, one.reasons, one.questions]).toEqual([one.id, ...said.filter(({ id }) => id === one.id).flatMap(({ reasons, questions }) => [reasons, questions])]);
    }
    const now = [await plant.view(sent[0]), await plant.view(sent[1])];
    expect(now.map((one) => one.tasks.map((task) => task.node.id))).toEqual(said.slice(0, 2).map((one) => one.then?.map((at) => at.id)));
    expect((await plant.stored(sent[0])).flowHash).toBe(await hashOf("equal", 2));
    expect((await plant.stored(sent[2])).flowHash).toBe(await hashOf("equal", 1));
  });

  test("an instance that moved in between is reported as changed, and stays", async () => {
    await plant.publish(straight("between", [approval("A", ["head"]), approval("B", ["shift"])]));
    const sent = await plant.submit("between");
    await plant.publish(straight("between", [approval("A", ["head"]), approval("B", ["shift"]), approval("C", ["gas"])]));
    const [said] = (await plant.preview("between", { to: 2 })).body.items;
    await plant.decide("head", await plant.taskOf("head", sent));
    const before = await plant.stored(sent);
    const { body } = await plant.run("between", 2, [{ id: sent.id, seq: said?.seq ?? 0 }]);
    expect(body.items).toMatchObject([{ outcome: "changed", seq: 2, reasons: [{ code: "MIGRATION_CHANGED", params: { planned: 1, present: 2 } }], questions: [] }]);
    expect(await plant.stored(sent)).toEqual(before);
    expect((await plant.run("between", 2, [{ id: sent.id, seq: 2 }])).body.items).toMatchObject([{ outcome: "migrated", seq: 3 }]);
  });

  test("a decision after the move goes on in the new revision, with the task as it was", async () => {
    await plant.publish(straight("onward", [approval("A", ["head"])]));
    const sent = await plant.submit("onward");
    const task = await plant.taskOf("head", sent);
    await plant.publish(straight("onward", [approval("A", ["head"], { title: { zh: "主任复核", en: "Head checks" } }), approval("B", ["gas"])]));
    await plant.run("onward", 2, [sent]);
    expect((await plant.taskOf("head", sent)).node.title, "the inbox calls it as the new revision does").toEqual({ zh: "主任复核", en: "Head checks" });
    expect((await plant.decide("head", task)).status).toBe(200);
    await plant.app.settle();
    expect((await plant.taskOf("gas", sent)).node.id).toBe("B");
  });

  test("a late click on a task the move has closed is refused with the reason", async () => {
    await plant.publish(straight("late", [approval("A", ["head"])]));
    const sent = await plant.submit("late");
    const task = await plant.taskOf("head", sent);
    await plant.publish(straight("late", [approval("C", ["gas"])]));
    expect((await plant.run("late", 2, [{ ...sent, mapping: { "visit:A#1": "C" } }])).body.summary.migrated).toBe(1);
    const click = await plant.decide("head", task);
    expect([click.status, click.code, click.body.params]).toMatchObject([409, "TASK_SUPERSEDED", { command: "migrate", reason: "migrated", by: "李安全" }]);
    expect((await plant.inbox("head")).some((one) => one.submissionId === sent.submission)).toBe(false);
    await plant.app.settle();
    expect((await plant.decide("gas", await plant.taskOf("gas", sent))).body.instance).toMatchObject({ status: "ended", outcome: "approved" });
  });

  test("time already used counts: three of eight hours are used, so seven of ten are left", async () => {
    const due = (after: string): object => ({ due: { after, onOver: "remind" } });
    await plant.publish(straight("timed", [approval("A", ["head"], due("PT8H"))]));
    const sent = await plant.submit("timed");
    plant.app.clock.advance(3 * hour);
    await plant.publish(straight("timed", [approval("A", ["head"], due("PT10H"))]));
    await plant.run("timed", 2, [sent]);
    const left = plant.app.clock.now() + 7 * hour;
    expect(Date.parse((await plant.taskOf("head", sent)).dueAt ?? "")).toBe(left);
    expect((await plant.stored(sent)).timers).toEqual([{ key: `${sent.id}/A#1:due:0`, due_at: left }]);
  });

  test("the instance says where it came from, its timeline says why, and the audit has both", async () => {
    await plant.publish(straight("told", [approval("A", ["head"])]));
    const sent = await plant.submit("told");
    expect((await plant.view(sent)).migratedFrom).toBeUndefined();
    await plant.publish(straight("told", [approval("A", ["head"]), approval("B", ["gas"])]));
    await plant.run("told", 2, [sent]);
    const view = await plant.view(sent);
    expect(view.migratedFrom).toMatchObject({ revision: 1, by: { id: "p-safety", name: "李安全" }, undoable: true });
    expect(view.history.find((one) => one.command === "migrate")).toMatchObject({ comment: "新规程", by: { id: "p-safety" }, outcome: "2" });
    const row = await plant.app.store.first<{ actor_id: string; detail: string }>({ sql: "select actor_id, detail from audit_rows where subject_id = ? and action = 'instance.migrate'", bindings: [sent.id] });
    expect([row?.actor_id, JSON.parse(row?.detail ?? "{}")]).toMatchObject(["p-safety", { flow: "told", from: 1, to: 2, seq: 2, reason: "新规程", submission: sent.submission }]);
    await plant.decide("head", await plant.taskOf("head", sent));
    expect((await plant.view(sent)).migratedFrom).toMatchObject({ revision: 1, undoable: false });
  });

  test("a token in each branch, one of them arrived: the join of the new revision is met by what comes", async () => {
    const block = (more: readonly ReturnType<typeof node>[], lines: readonly string[]) =>
      drawn("branches", [node("P", "parallel"), approval("A", ["head"]), approval("B", ["shift"]), node("J", "join", { of: "P", mode: "all" }), ...more], lines);
    await plant.publish(block([], ["S>P>A>J>Z", "P>B>J"]));
    const sent = await plant.submit("branches");
    await plant.decide("head", await plant.taskOf("head", sent));
    await plant.publish(block([approval("D", ["gas"])], ["S>P>A>J>D>Z", "P>B>J"]));
    expect((await plant.run("branches", 2, [{ id: sent.id, seq: 2 }])).body.items).toMatchObject([{ outcome: "migrated" }]);
    await plant.decide("shift", await plant.taskOf("shift", sent));
    expect((await plant.taskOf("gas", sent)).node.id).toBe("D");
  });

  test("a wait whose event is renamed waits for the new one: only that goes on", async () => {
    const waiting = (event: string) => straight("waiting", [node("W", "wait", { until: { event, key: { var: "what" } } }), approval("A", ["head"])]);
    await plant.publish(waiting("lab.old"));
    const sent = await plant.submit("waiting", { what: "s-1" });
    await plant.publish(waiting("lab.new"));
    expect((await plant.run("waiting", 2, [{ id: sent.id, seq: sent.seq, mapping: { "wait:W#1": "wait" } }])).body.summary.migrated).toBe(1);
    const tell = (name: string) => plant.post("admin", "/events", { name, key: "s-1" });
    expect((await tell("lab.old")).body).toEqual({ waiting: 0 });
    expect((await tell("lab.new")).body).toEqual({ waiting: 1 });
    await plant.app.settle();
    expect((await plant.taskOf("head", sent)).node.id).toBe("A");
  });

  test("the paper moves to the form of the new revision; answers that do not fit are asked about", async () => {
    await plant.publish(straight("papers", [approval("A", ["head"])]));
    const [full, lacking] = [await plant.submit("papers", { what: "x", severity: "low" }), await plant.submit("papers", { what: "x" })];
    await plant.revise("forms", formOf("papers", {}, ["what", "severity"]));
    await plant.publish(straight("papers", [approval("A", ["head"]), approval("B", ["gas"])]));
    const { items } = (await plant.preview("papers", { to: 2 })).body;
    expect(items.map((one) => [one.id, one.verdict])).toEqual([[full.id, "automatic"], [lacking.id, "needsMapping"]]);
    expect(items[1]?.questions).toMatchObject([{ key: "data", message: "这些答案不符合新表单：程度。请选择照旧保留或退回发起人修改。", choices: [{ value: "accept", title: { zh: "照旧保留" } }, { value: "goBack" }] }]);
    const before = await plant.stored(full);
    await plant.run("papers", 2, [full, { ...lacking, mapping: { data: "goBack" } }]);
    const after = await plant.stored(full);
    expect([before.formRevision, after.formRevision, after.answers]).toEqual([1, 2, before.answers]);
    expect(after.formHash).not.toBe(before.formHash);
    expect((await plant.taskOf("worker", lacking)).node.id).toBe("S");
  });

  test("a paper that another flow is signed on, or runs on with the old form, keeps its form", async () => {
    await plant.publish(straight("second", [approval("X", ["shift"])], "shared"));
    await plant.publish(straight("shared", [node("U", "act", { act: { do: "startFlow", flow: "second" } }), approval("A", ["head"], { fields: { "*": "read", severity: "edit" } })]));
    const sent = await plant.submit("shared");
    const child = await plant.app.store.first<{ id: string; seq: number }>({ sql: "select id, seq from instances where submission_id = ? and flow_id = 'second'", bindings: [sent.submission] });
    const form = formOf("shared");
    const { severity: _, ...kept } = form.schema["properties"] as JsonObject;
    await plant.publish(straight("shared", [node("U", "act", { act: { do: "startFlow", flow: "second" } }), approval("A", ["head"])])); // new work lets go of the field; what runs needs it
    await plant.revise("forms", { ...form, schema: { ...form.schema, properties: kept }, ui: { sections: [{ id: "main", title: { zh: "内容", en: "Content" }, fields: Object.keys(kept) }] }, listFields: ["what"] });
    await plant.publish(straight("second", [approval("X", ["shift"]), approval("Y", ["gas"])], "shared"));
    const moved = (await plant.run("second", 2, [child ?? { id: "", seq: 0 }])).body.items[0];
    expect(moved).toMatchObject({ outcome: "refused", reasons: expect.arrayContaining([expect.objectContaining({ code: "MIGRATION_PAPER_SHARED", message: "同一张单据上还有流程“流程shared”，它用不了新的表单版本；一张单据只有一个表单版本。" })]) });
  });

  test("a run takes both permissions, a reason and a bounded list", async () => {
    await plant.publish(straight("fenced", [approval("A", ["head"])]));
    const sent = await plant.submit("fenced");
    await plant.publish(straight("fenced", [approval("A", ["head"]), approval("B", ["gas"])]));
    const before = await plant.stored(sent);
    for (const as of ["worker", "designer", "head"]) {
      expect([as, (await plant.run("fenced", 2, [{ id: sent.id, seq: 1 }], as)).status, (await plant.undo(sent.id, as)).status]).toEqual([as, 403, 403]);
    }
    const token = (await plant.post<{ secret?: string; token?: string }>("admin", "/tokens", { title: "t", permissions: ["instance.admin"] })).body;
    const bearer = { authorization: `Bearer ${token.secret ?? token.token ?? ""}` };
    const body = { to: 2, instances: [{ id: sent.id, seq: 1 }], reason: "x" };
    const bare = await plant.app.inject(null, { method: "POST", url: "/api/v1/flows/fenced/migration/run", payload: body, headers: bearer });
    expect([bare.statusCode, bare.json<{ params: object }>().params], "instance.admin alone is not enough").toEqual([403, { permission: "flow.publish" }]);
    for (const wrong of [{ ...body, reason: " " }, { ...body, reason: undefined }, { ...body, instances: [] }, { ...body, instances: Array.from({ length: 201 }, () => body.instances[0]) }]) {
      expect((await plant.post("safety", "/flows/fenced/migration/run", wrong)).status).toBe(400);
    }
    expect(await plant.stored(sent)).toEqual(before);
  });

  test("a repeat under the same key gets the first answer; without one it finds the instance changed", async () => {
    await plant.publish(straight("repeat", [approval("A", ["head"])]));
    const sent = await plant.submit("repeat");
    await plant.publish(straight("repeat", [approval("A", ["head"]), approval("B", ["gas"])]));
    const send = (headers: Record<string, string>) => plant.post<{ items: { outcome: string }[] }>("safety", "/flows/repeat/migration/run", { to: 2, instances: [{ id: sent.id, seq: 1 }], reason: "x" }, headers);
    const [first, again, other] = [await send({ "idempotency-key": "k1" }), await send({ "idempotency-key": "k1" }), await send({})];
    expect([first, again, other].map((one) => one.body.items[0]?.outcome)).toEqual(["migrated", "migrated", "changed"]);
    expect((await plant.counts(sent.id)).audit.filter((act) => act === "instance.migrate")).toHaveLength(1);
  });
});
