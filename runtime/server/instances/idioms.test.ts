import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlowDefinition, InstanceView, TaskView } from "@safeloop/engine";
import { serviceOf } from "../services.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { inspectionForm } from "../testing/testDefinitions.ts";

const t = (text: string): { zh: string; en: string } => ({ zh: text, en: text });
const hour = 3_600_000;

const approval = (id: string, who: readonly string[], extra: object = {}): object => ({
  id, kind: "approval", title: t(id), mode: "all", completion: "early", dedupe: "none", candidates: who.map((one) => ({ kind: "person", person: `p-${one}` })),
  onNobody: "toAdmin", selfApproval: "forbid", fields: { "*": "read" }, onReject: { do: "end" }, ...extra,
});

/** A straight flow of the nodes given, on a form of its own name unless another is meant. */
function flow(id: string, nodes: readonly object[], form = id): FlowDefinition {
  const all = [{ id: "S", kind: "start", title: t("S"), fields: { "*": "edit" } }, ...nodes, { id: "Z", kind: "end", title: t("Z"), outcome: "approved" }] as { id: string }[];
  return {
    id, revision: 1, title: t(id), form: { id: form }, nodes: all, edges: all.slice(1).map((node, i) => ({ id: `e${i}`, from: all[i]?.id, to: node.id })),
    settings: { withdraw: "always", admin: [{ kind: "role", role: "admin", at: "$root" }] },
  } as unknown as FlowDefinition;
}

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

describe.each(drivers)("idioms of approval on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
  });
  afterAll(async () => app.close());

  const post = (as: string, url: string, payload: object) => app.inject(as, { method: "POST", url: `/api/v1${url}`, payload });
  const inbox = async (as: string): Promise<TaskView[]> => (await app.inject(as, { method: "GET", url: "/api/v1/tasks?mine=true&limit=200" })).json<{ items: TaskView[] }>().items;
  const run = async (definition: FlowDefinition, data: object = { what: "x" }): Promise<{ id: string; instance: InstanceView }> => {
    await publishForm(definition.id);
    await publishTest(app, { flows: [definition] });
    return submit(definition.id, data);
  };
  const submit = async (form: string, data: object): Promise<{ id: string; instance: InstanceView }> => {
    const sent = await post("worker", "/submissions", { form, data });
    expect(sent.statusCode, sent.body).toBe(201);
    await app.settle();
    return sent.json();
  };
  const instanceOf = async (submission: string, as = "worker"): Promise<InstanceView> => (await app.inject(as, { method: "GET", url: `/api/v1/submissions/${submission}` })).json<{ instance: InstanceView }>().instance;
  const taskAt = async (as: string, submission: string): Promise<TaskView> => {
    const task = (await inbox(as)).find((one) => one.submissionId === submission);
    if (!task) throw new Error(`${as} has nothing to do at ${submission}`);
    return task;
  };
  const does = async (as: string, submission: string, body: object, task?: TaskView): Promise<{ status: number; code?: string; instance: InstanceView }> => {
    const at = task ?? (await taskAt(as, submission));
    const reply = await post(as, `/tasks/${encodeURIComponent(at.id)}/commands`, { version: at.version, ...body });
    await app.settle();
    return { status: reply.statusCode, ...reply.json<{ code?: string; instance: InstanceView }>() };
  };
  const onInstance = async (as: string, id: string, body: object) => {
    const row = await app.store.first<{ seq: number }>({ sql: "select seq from instances where id = ?", bindings: [id] });
    const reply = await post(as, `/instances/${id}/commands`, { version: row?.seq ?? 0, ...body });
    await app.settle();
    return reply;
  };
  const forms = new Set<string>();
  const publishForm = async (id: string): Promise<void> => {
    if (!forms.has(id)) await publishTest(app, { forms: [{ ...inspectionForm, id, title: t(id) }] });
    forms.add(id);
  };
  /** Publishes a flow for others to start; its hash. */
  const publishChild = async (id: string, nodes: readonly object[], form: string): Promise<string> => {
    await publishForm(form);
    await publishTest(app, { flows: [flow(id, nodes, form)] });
    return serviceOf(app.ctx.services, "definitions").published("tenant-a", "flows", id)?.hash ?? "";
  };

  test("signers before, after and beside: each inbox holds the task only while it is that person's turn", async () => {
    const { id } = await run(flow("signers", [approval("A", ["head"])]));
    const first = await taskAt("head", id);
    expect((await does("head", id, { command: "addSigner", people: ["p-shift"], position: "before" })).status).toBe(200);
    expect((await inbox("head")).some((one) => one.submissionId === id)).toBe(false);
    expect(await does("head", id, { command: "approve" }, { ...first, version: 2 })).toMatchObject({ status: 409, code: "SEAT_WAITING" });
    const added = await taskAt("shift", id);
    expect(added.seat).toMatchObject({ state: "open", addedBy: { id: "p-head" } });
    await does("shift", id, { command: "approve" });
    expect((await does("head", id, { command: "approve" })).instance).toMatchObject({ status: "ended", outcome: "approved" });
  });

  test("advice: the task moves to who is asked, comes back with the words, and the vote stays the owner's", async () => {
    const { id } = await run(flow("advice", [approval("A", ["head"])]));
    await does("head", id, { command: "delegate", person: "p-gas", comment: "看看浓度" });
    expect((await inbox("head")).some((one) => one.submissionId === id)).toBe(false);
    const asked = await taskAt("gas", id);
    expect([asked.seat.state, asked.mayAct["advise"]?.allowed, asked.mayAct["approve"]?.allowed]).toEqual(["delegated", true, false]);
    await does("gas", id, { command: "advise", comment: "合格" });
    const back = await taskAt("head", id);
    expect(back.seat.advice).toMatchObject([{ by: { id: "p-gas" }, comment: "合格" }]);
    expect((await does("head", id, { command: "approve" })).instance.outcome).toBe("approved");
  });

  test("a claim hides the task from the others until it is given back", async () => {
    const { id } = await run(flow("claims", [approval("A", ["head", "shift"], { mode: "firstDecision" })]));
    const late = await taskAt("shift", id);
    await does("head", id, { command: "claim" });
    expect((await inbox("shift")).some((one) => one.submissionId === id)).toBe(false);
    expect(await does("shift", id, { command: "approve" }, late)).toMatchObject({ status: 409, code: "CLAIMED_BY_OTHER" });
    await does("head", id, { command: "unclaim" });
    expect((await does("shift", id, { command: "approve" })).instance.outcome).toBe("approved");
  });

  test("a vote is taken back while the next step is untouched", async () => {
    const { id } = await run(flow("takebacks", [approval("A", ["head"]), approval("B", ["shift"])]));
    const mine = await taskAt("head", id);
    await does("head", id, { command: "approve" });
    const late = await taskAt("shift", id);
    expect((await does("head", id, { command: "takeBack" }, mine)).status).toBe(200);
    expect(await does("shift", id, { command: "approve" }, late)).toMatchObject({ status: 409, code: "TASK_SUPERSEDED" });
    expect((await taskAt("head", id)).node.id).toBe("A");
  });

  test("a sub-flow runs on the same paper; the flow above goes on when it is approved and falls when it is rejected", async () => {
    const hash = await publishChild("child", [{ id: "X", kind: "act", title: t("X"), act: { do: "setField", field: "severity", value: "high" } }, approval("C", ["shift"])], "parent");
    const parent = flow("parent", [{ id: "U", kind: "subflow", title: t("U"), flow: { id: "child", hash }, sync: true, onChildReject: { do: "end" } }, approval("B", ["head"])]);
    await publishTest(app, { flows: [parent] });
    for (const [decision, outcome] of [["approve", "running"], ["reject", "ended"]] as const) {
      const { id } = await submit("parent", { what: decision, severity: "low" });
      expect((await inbox("head")).some((one) => one.submissionId === id)).toBe(false);
      await does("shift", id, { command: decision, comment: "x" });
      const now = await instanceOf(id);
      expect([now.flowId, now.status]).toEqual(["parent", outcome]);
      const stored = (await app.inject("worker", { method: "GET", url: `/api/v1/submissions/${id}` })).json<{ data: { severity: string } }>();
      expect(stored.data.severity).toBe("high");
      if (outcome === "running") expect((await taskAt("head", id)).node.id).toBe("B");
    }
  });

  test("a sub-flow of a revision nobody ever published is not published; an older revision may go on being used", async () => {
    const old = await publishChild("piece", [approval("C", ["shift"])], "whole");
    const above = (id: string, hash: string): FlowDefinition => flow(id, [{ id: "U", kind: "subflow", title: t("U"), flow: { id: "piece", hash }, sync: true, onChildReject: { do: "end" } }], "whole");
    const draft = await app.inject("designer", { method: "POST", url: "/api/v1/flows", payload: { definition: above("lost", "0".repeat(64)) } });
    expect(draft.json<{ issues: { code: string; path: string }[] }>().issues).toMatchObject([{ code: "FLOW_SUBFLOW", path: "/nodes/1/flow/hash" }]);
    await expect(publishTest(app, { flows: [above("lost-too", "to-be-chosen")] })).rejects.toThrow("FLOW_SUBFLOW");
    const etag = (await app.inject("designer", { method: "GET", url: "/api/v1/flows/piece" })).json<{ etag: string }>().etag;
    const second = await app.inject("designer", { method: "PUT", url: "/api/v1/flows/piece/draft", payload: { definition: flow("piece", [approval("C", ["gas"])], "whole") }, headers: { "if-match": etag } });
    const done = await app.inject("designer", { method: "POST", url: "/api/v1/flows/piece/publish", payload: { reason: "second" }, headers: { "if-match": second.json<{ etag: string }>().etag } });
    expect(done.json()).toMatchObject({ revision: 2 });
    await publishTest(app, { flows: [above("kept", old)] });
  });

  test("a suspended flow holds its sub-flow, and one that ends takes it along", async () => {
    const hash = await publishChild("held", [approval("C", ["shift"])], "above");
    const { id, instance } = await run(flow("above", [{ id: "U", kind: "subflow", title: t("U"), flow: { id: "held", hash }, sync: true, onChildReject: { do: "end" } }]));
    const task = await taskAt("shift", id);
    expect((await onInstance("safety", instance.id, { command: "suspend", reason: "storm" })).statusCode).toBe(200);
    expect(await does("shift", id, { command: "approve" }, task)).toMatchObject({ status: 409, code: "INSTANCE_SUSPENDED" });
    await onInstance("safety", instance.id, { command: "resume" });
    expect((await onInstance("safety", instance.id, { command: "terminate", reason: "mistake" })).statusCode).toBe(200);
    expect(await does("shift", id, { command: "approve" }, task)).toMatchObject({ status: 409, code: "INSTANCE_ENDED" });
    const rows = await app.store.all<{ status: string }>({ sql: "select status from instances where submission_id = ?", bindings: [id] });
    expect(rows.map((row) => row.status)).toEqual(["ended", "ended"]);
  });

  test("a wait goes on at an event of its key; nobody may send the product's own events", async () => {
    const { id } = await run(flow("waits", [{ id: "W", kind: "wait", title: t("W"), until: { event: "lab.result", key: { var: "what" } } }, approval("B", ["head"])]), { what: "sample-7" });
    const send = (name: string, key: string, as = "admin") => post(as, "/events", { name, key });
    expect((await send("alarm.cleared", "x")).json()).toMatchObject({ code: "EVENT_RESERVED" });
    expect((await send("lab.result", "sample-7", "worker")).statusCode).toBe(403);
    expect((await send("lab.result", "sample-8")).json()).toEqual({ waiting: 0 });
    expect((await send("lab.result", "sample-7")).json()).toEqual({ waiting: 1 });
    await app.settle();
    expect((await taskAt("head", id)).node.id).toBe("B");
    expect((await send("lab.result", "sample-7")).json()).toEqual({ waiting: 0 });
  });

  test("a flow that cannot go on at an event does not hold the others that wait for it, and goes on itself once it can", async () => {
    await run(flow("listens", [{ id: "W", kind: "wait", title: t("W"), until: { event: "lab.result", key: { var: "what" } } }, approval("B", ["head"])]), { what: "none" });
    const two = [await submit("listens", { what: "sample-9" }), await submit("listens", { what: "sample-9" })].sort((a, b) => (a.instance.id < b.instance.id ? -1 : 1));
    const [broken, sound] = two as [typeof two[0], typeof two[0]];
    const row = await app.store.first<{ envelope: string; flow_hash: string }>({ sql: "select envelope, flow_hash from instances where id = ?", bindings: [broken.instance.id] });
    const setEnvelope = (text: string) => app.store.unit((tx) => tx.run({ sql: "update instances set envelope = ? where id = ?", bindings: [text, broken.instance.id] }));
    await setEnvelope((row?.envelope ?? "").replaceAll(row?.flow_hash ?? "-", "f".repeat(64)));
    expect((await post("admin", "/events", { name: "lab.result", key: "sample-9" })).json()).toEqual({ waiting: 2 });
    await app.settle();
    expect((await taskAt("head", sound.id)).node.id).toBe("B");
    expect((await inbox("head")).some((one) => one.submissionId === broken.id)).toBe(false);
    await setEnvelope(row?.envelope ?? "");
    app.clock.advance(2_000);
    await app.settle();
    expect((await taskAt("head", broken.id)).node.id).toBe("B");
  });

  test("a wait for another paper's end, and one for a length of time", async () => {
    const other = await run(flow("other", [approval("A", ["head"])]));
    const { id } = await run(flow("follows", [{ id: "W", kind: "wait", title: t("W"), until: { event: "submission.ended", key: { var: "what" } } }, { id: "V", kind: "wait", title: t("V"), until: { duration: "PT2H" } }, approval("B", ["gas"])]), { what: other.id });
    await does("head", other.id, { command: "approve" });
    app.clock.advance(2 * hour - 1);
    await app.settle();
    expect((await inbox("gas")).some((one) => one.submissionId === id)).toBe(false);
    app.clock.advance(1);
    await app.settle();
    expect((await taskAt("gas", id)).node.id).toBe("B");
  });

  test("an administrator's jump leaves its mark in the audit", async () => {
    const { id, instance } = await run(flow("jumps", [approval("A", ["head"]), approval("B", ["shift"])]));
    expect((await onInstance("safety", instance.id, { command: "jump", visit: "A#1", to: "B" })).json()).toMatchObject({ code: "REASON_REQUIRED" });
    expect((await onInstance("safety", instance.id, { command: "jump", visit: "A#1", to: "B", reason: "主任出差" })).statusCode).toBe(200);
    expect((await taskAt("shift", id)).node.id).toBe("B");
    const rows = await app.store.all<{ action: string }>({ sql: "select action from audit_rows where subject_id = ?", bindings: [instance.id] });
    expect(rows.map((row) => row.action)).toContain("instance.jump");
    expect((await onInstance("worker", instance.id, { command: "cc", people: ["p-gas"] })).statusCode).toBe(200);
    expect((await app.inject("gas", { method: "GET", url: `/api/v1/submissions/${id}` })).statusCode).toBe(200);
  });
});
