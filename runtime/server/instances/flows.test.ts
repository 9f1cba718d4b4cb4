import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { InstanceView, TaskView } from "@safeloop/engine";
import { flowTimerTask } from "./saveStep.ts";
import { systemStep } from "./systemSteps.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { inspectionForm, permitFlow, permitForm, reportFlow, reportForm } from "../testing/testDefinitions.ts";

/** Rounds of 2 to 8 simultaneous deciders; the long lane runs 1,000. */
const races = Number(process.env["DECISION_RACES"] ?? 14);

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

describe.each(drivers)("flows on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [inspectionForm, reportForm, permitForm], flows: [reportFlow, permitFlow] });
    app.ctx.services.areaFacts = { areaFacts: (_tenant, id) => ({ id, known: true, gasAlarms: gasAlarms, evacuation: false }) };
  });
  afterAll(async () => app.close());

  let gasAlarms = 0;
  const post = (as: string, url: string, payload: object, headers: Record<string, string> = {}) => app.inject(as, { method: "POST", url: `/api/v1${url}`, payload, headers });
  const get = async (as: string, url: string) => (await app.inject(as, { method: "GET", url: `/api/v1${url}` })).json();
  const submit = async (data: object, form = "test-report", as = "worker") => {
    const reply = await post(as, "/submissions", { form, data });
    expect(reply.statusCode, reply.body).toBe(201);
    return reply.json<{ id: string; number: string; instance: InstanceView }>();
  };
  const taskOf = async (as: string, submissionId: string): Promise<TaskView> => {
    const { items } = await get(as, "/tasks?mine=true&limit=200");
    const task = (items as TaskView[]).find((one) => one.submissionId === submissionId);
    if (!task) throw new Error(`${as} has no task for ${submissionId}`);
    return task;
  };
  const command = (as: string, task: { id: string; version: number }, body: object, headers: Record<string, string> = {}) =>
    post(as, `/tasks/${encodeURIComponent(task.id)}/commands`, { version: task.version, ...body }, headers);
  const onInstance = async (as: string, id: string, body: object, version?: number) => {
    const row = await app.store.first<{ seq: number }>({ sql: "select seq from instances where id = ?", bindings: [id] });
    return post(as, `/instances/${id}/commands`, { version: version ?? row?.seq ?? 0, ...body });
  };
  const audited = async (id: string) => (await app.store.all<{ action: string }>({ sql: "select action from audit_rows where subject_id = ? order by id", bindings: [id] })).map((row) => row.action);

  test("submit, task, decision, end: each step is in the inbox, the list and the audit", async () => {
    const sent = await submit({ what: "护栏松动", severity: "low", pressure: 7 });
    expect(sent.instance.status).toBe("running");
    expect(sent.instance.tasks.filter((one) => one.state === "open").map((one) => one.node.id)).toEqual(["review", "review"]);
    expect(sent.instance.tasks.find((one) => one.node.id === "start")?.mayAct["takeBack"]).toMatchObject({ allowed: true, targets: [{ node: "start", redone: ["start", "review"] }] });
    expect(sent.instance.forecast.length).toBeGreaterThan(0);
    const head = await taskOf("head", sent.id);
    expect(head).toMatchObject({ number: sent.number, kind: "approval", node: { title: { zh: "主任审批" } }, seat: { person: { name: "周主任" } }, overdue: false, summary: [{ label: { zh: "内容" }, value: "护栏松动" }, { value: { zh: "一般" } }] });
    expect(head.mayAct["approve"]).toEqual({ allowed: true });
    const row = (await get("head", "/submissions?form=test-report&q=护栏")).items[0];
    expect(row).toMatchObject({ state: "running", stateTitle: { zh: "主任审批" }, tone: "waiting" });

    const first = await command("head", head, { command: "approve", data: { severity: "high" }, comment: "升级" });
    expect(first.statusCode, first.body).toBe(200);
    const last = await command("shift", await taskOf("shift", sent.id), { command: "approve" });
    expect(last.json().instance).toMatchObject({ status: "ended", outcome: "approved", tasks: [] });
    expect(last.json().instance.history).toEqual(expect.arrayContaining([expect.objectContaining({ command: "approve", by: { id: "p-head", name: "周主任" }, comment: "升级" })]));
    expect((await get("head", "/submissions?form=test-report&f.severity=high&q=护栏")).items).toHaveLength(1);
    expect((await get("head", `/submissions/${sent.id}`)).data.severity).toBe("high");
    expect((await get("head", "/tasks?state=done")).items.map((one: TaskView) => one.submissionId)).toContain(sent.id);
    expect(await audited(last.json().instance.id)).toEqual(["task.approve", "task.approve"]);
  });

  test("two to eight deciders at once: exactly one wins, the others get 409 and the present state, the winner's key its first answer", { timeout: 30_000 + 2_000 * races }, async () => {
    for (let round = 0; round < races; round += 1) {
      const sent = await submit({ what: `争用 ${round}` });
      const task = (sent.instance.tasks).find((one) => one.seat.person.id === "p-head");
      if (!task) throw new Error("the head is not asked");
      const deciders = 2 + (round % 7);
      const decide = (i: number) => command("head", task, { command: i % 2 ? "approve" : "reject", comment: `${i}` }, { "idempotency-key": `race-${driver}-${round}-${i}` });
      const replies = await Promise.all(Array.from({ length: deciders }, (_, i) => decide(i)));
      expect(replies.map((one) => one.statusCode).sort()).toEqual([200, ...Array.from({ length: deciders - 1 }, () => 409)]);
      for (const one of replies.filter((reply) => reply.statusCode === 409)) expect(["TASK_VERSION", "SEAT_DECIDED", "TASK_CLOSED", "TASK_SUPERSEDED", "INSTANCE_ENDED"]).toContain(one.json().code);
      const winner = replies.findIndex((reply) => reply.statusCode === 200);
      expect((await decide(winner)).json()).toEqual(replies[winner]?.json());
      expect(await audited(sent.instance.id)).toHaveLength(1);
    }
  });

  test("the same key decides once and gives the first answer", async () => {
    const sent = await submit({ what: "幂等" });
    const task = await taskOf("head", sent.id);
    const key = { "idempotency-key": `decide-${driver}` };
    const first = await command("head", task, { command: "approve" }, key);
    const again = await command("head", task, { command: "approve" }, key);
    expect(first.statusCode).toBe(200);
    expect(again.json()).toEqual(first.json());
    expect(await audited(sent.instance.id)).toHaveLength(1);
  });

  test("who is not asked may not decide, and the refusal changes nothing", async () => {
    const sent = await submit({ what: "无权" });
    const task = await taskOf("head", sent.id);
    expect((await command("worker", task, { command: "approve" })).json().code).toBe("NOT_ENTITLED");
    expect((await command("guardian", task, { command: "approve" })).statusCode).toBe(404);
    expect((await command("head", { ...task, version: 99 }, { command: "approve" })).json()).toMatchObject({ code: "TASK_VERSION" });
    expect((await command("head", task, { command: "approve", data: { what: "改写" } })).json().code).toBe("FIELD_FORBIDDEN");
    expect((await command("head", task, { command: "approve", data: { nope: 1 } })).json().issues[0].code).toBe("FORM_DATA_UNKNOWN");
    expect((await get("worker", `/submissions/${sent.id}`)).data.what).toBe("无权");
    expect(await audited(sent.instance.id)).toEqual(["task.approve.refused", "task.approve.refused"]);
  });

  test("a field hidden at a step is not read there, not even in lists", async () => {
    const sent = await submit({ what: "隐藏", pressure: 42 });
    const seen = await get("head", `/submissions/${sent.id}`);
    expect(seen.access.pressure).toBe("hidden");
    expect(seen.data.pressure).toBeUndefined();
    expect(seen.data.doubled).toBeUndefined();
    expect((await get("worker", `/submissions/${sent.id}`)).data.pressure).toBe(42);
    expect((await get("head", "/submissions?form=test-report&q=隐藏")).items[0].fields).toEqual({ what: "隐藏" });
    const labels = (tasks: { summary: { label: { en: string } }[] }[]) => new Set(tasks.flatMap((one) => one.summary.map((fact) => fact.label.en)));
    expect(labels(seen.instance.tasks)).toEqual(new Set(["What"]));
    expect(labels([await taskOf("head", sent.id)])).toEqual(new Set(["What"]));
  });

  test("withdraw goes back to the start, resubmit asks again under the same number", async () => {
    const sent = await submit({ what: "撤回" });
    const old = await taskOf("head", sent.id);
    const withdrawn = await onInstance("worker", sent.instance.id, { command: "withdraw" });
    expect(withdrawn.statusCode, withdrawn.body).toBe(200);
    const late = await command("head", old, { command: "approve" });
    expect(late.statusCode).toBe(409);
    expect(late.json().code).toBe("TASK_SUPERSEDED");
    const start = await taskOf("worker", sent.id);
    expect(start.kind).toBe("fill");
    const again = await command("worker", start, { command: "submit", data: { what: "撤回后重提", severity: "high" } });
    expect(again.statusCode, again.body).toBe(200);
    expect((await taskOf("head", sent.id)).number).toBe(sent.number);
    expect((await get("worker", "/submissions?form=test-report&q=撤回后重提")).items).toHaveLength(1);
  });

  test("a command on an instance that has moved is refused with both steps", async () => {
    const sent = await submit({ what: "旧步" });
    await command("head", await taskOf("head", sent.id), { command: "approve" });
    const stale = await onInstance("worker", sent.instance.id, { command: "withdraw" }, sent.instance.seq);
    expect(stale.json()).toMatchObject({ code: "INSTANCE_SEQ", params: { seen: sent.instance.seq, present: sent.instance.seq + 1 } });
    expect((await onInstance("worker", sent.instance.id, { command: "comment", comment: "还在吗" }, 0)).statusCode).toBe(200);
  });

  test("a deadline that passes tells the person, once, and a late timer changes nothing", async () => {
    const sent = await submit({ what: "超时" });
    app.clock.advance(8 * 3_600_000 + 60_000);
    await app.settle();
    const task = await taskOf("head", sent.id);
    expect(task.overdue).toBe(true);
    const notices = await app.store.all<{ effect: string }>({ sql: "select effect from outbox where kind = 'notify' order by id", bindings: [] });
    expect(notices.filter((row) => row.effect.includes(sent.number) && row.effect.includes("超时")).length).toBeGreaterThan(0);
    await command("head", task, { command: "reject", comment: "不成立" });
    app.clock.advance(48 * 3_600_000);
    await app.settle();
    expect((await get("worker", `/submissions/${sent.id}`)).instance).toMatchObject({ status: "ended", outcome: "rejected" });
  });

  test("forecast names who will be asked before anything is sent", async () => {
    const reply = await post("worker", "/submissions/forecast", { form: "test-report", data: { what: "预测" } });
    expect(reply.statusCode, reply.body).toBe(200);
    expect(reply.json().steps).toEqual(expect.arrayContaining([expect.objectContaining({ node: expect.objectContaining({ id: "review" }), people: expect.arrayContaining([{ id: "p-head", name: "周主任" }]) })]));
    expect((await get("worker", "/submissions/forecast?form=test-inspection")).steps).toEqual([]);
  });

  test("a caller who wants no body gets none, also when it asks again under its key", async () => {
    const sent = await submit({ what: "静音" });
    const head = await taskOf("head", sent.id);
    const headers = { prefer: "respond-async, return=minimal", "idempotency-key": `minimal-${driver}` };
    const first = await command("head", head, { command: "approve" }, headers);
    expect([first.statusCode, first.body, first.headers["preference-applied"]]).toEqual([204, "", "return=minimal"]);
    const again = await command("head", head, { command: "approve" }, headers);
    expect([again.statusCode, again.body, again.headers["idempotency-replayed"]]).toEqual([204, "", "true"]);
    const refused = await command("head", head, { command: "approve" }, { prefer: "return=minimal" });
    expect(refused.statusCode, refused.body).toBe(409);
    expect((await get("worker", `/submissions/${sent.id}`)).instance.history.filter((one: { command: string }) => one.command === "approve")).toHaveLength(1);
  });

  describe("permits", () => {
    const permit = async (area = "area-t103"): Promise<{ id: string; number: string; instance: InstanceView }> => {
      const sent = await submit({ what: "动火", where: { area, point: { x: 10, y: 20 } }, guardian: "p-guardian" }, "test-permit");
      const approved = await command("safety", await taskOf("safety", sent.id), { command: "approve" });
      expect(approved.statusCode, approved.body).toBe(200);
      return { ...sent, instance: approved.json().instance as InstanceView };
    };
    const event = (as: string, one: { instance: { id: string } }, name: string) => onInstance(as, one.instance.id, { command: "event", event: name });
    const alarm = (causeId: string, area: string | undefined, more: object = {}) =>
      app.store.unit((tx) => app.ctx.effects.enqueue(tx, app.tenantId, [{ kind: "interlock", key: `${causeId}-${driver}`, cause: "gas-alarm", causeId, ...(area ? { areaId: area } : {}), reason: { zh: "可燃气体报警", en: "Gas alarm" }, ...more }]));

    test("an approved permit starts, a gas alarm in its area suspends it in the same transaction, others go on", async () => {
      const near = await permit();
      const far = await permit("area-t104");
      for (const one of [near, far]) expect((await event("worker", one, "start")).json().instance.life.state).toBe("active");
      await alarm("alarm-1", "area-t103");
      const stopped = (await get("worker", `/submissions/${near.id}`)).instance;
      expect(stopped.life).toMatchObject({ state: "suspended", tone: "stopped", causes: ["alarm-1"] });
      expect((await get("worker", `/submissions/${far.id}`)).instance.life.state).toBe("active");
      const permits = app.ctx.services.permits;
      expect((await permits?.stoppedBy(app.store, app.tenantId, ["alarm-1", "alarm-x"]))?.get("alarm-1")).toEqual([{ submissionId: near.id, number: near.number }]);
      expect(await permits?.counts(app.tenantId)).toEqual({ live: 1, suspended: 1 });
      const board = (await get("safety", "/permits?area=area-t103")).items;
      expect(board[0]).toMatchObject({ number: near.number, areaId: "area-t103", position: { x: 10, y: 20 }, guardians: [{ id: "p-guardian", name: "郑监护" }], life: { state: "suspended" }, validUntil: expect.any(String) });
    });

    test("a permit resumes only when the cause is over and the checks pass, and never by itself", async () => {
      const one = (await get("safety", "/permits?area=area-t103&state=suspended")).items[0] as { id: string; instanceId: string };
      const instance = { instance: { id: one.instanceId } };
      gasAlarms = 1;
      const held = await event("worker", instance, "resume");
      expect(held.statusCode).toBeGreaterThanOrEqual(409);
      gasAlarms = 0;
      await app.store.unit(async (tx) => app.ctx.services.permits?.interlockOver(tx, app.tenantId, "alarm-1"));
      expect((await get("worker", `/submissions/${one.id}`)).instance.life).toMatchObject({ state: "suspended", causes: [] });
      gasAlarms = 1;
      const refused = await event("worker", instance, "resume");
      expect(refused.statusCode).toBe(422);
      expect(refused.json()).toMatchObject({ code: "LIFE_REFUSED", issues: [{ code: "LIFE_REFUSED", params: { check: "C-30" } }] });
      const checks = await get("worker", `/submissions/${one.id}/refusals?event=resume`);
      expect(checks.checks).toEqual([expect.objectContaining({ id: "C-30", verdict: "fail" })]);
      gasAlarms = 0;
      expect((await event("worker", instance, "resume")).json().instance.life.state).toBe("active");
    });

    test("an unknown area refuses the start", async () => {
      const one = await permit();
      const known = app.ctx.services.areaFacts;
      delete app.ctx.services.areaFacts;
      const refused = await event("worker", one, "start");
      if (known) app.ctx.services.areaFacts = known;
      expect(refused.json().issues[0].params).toMatchObject({ check: "C-30" });
    });

    test("a refused cause stops nothing: interlock and its cause are one transaction", async () => {
      const one = await permit("area-2");
      await event("worker", one, "start");
      await expect(
        app.store.unit(async (tx) => {
          await app.ctx.effects.enqueue(tx, app.tenantId, [{ kind: "interlock", key: `undone-${driver}`, cause: "gas-alarm", causeId: "undone", areaId: "area-2", reason: { zh: "x", en: "x" } }]);
          throw new Error("the alarm was not stored");
        }),
      ).rejects.toThrow("the alarm was not stored");
      expect((await get("worker", `/submissions/${one.id}`)).instance.life.state).toBe("active");
    });

    test("a permit that cannot be stopped is reported, and the alarm and the other permits are not lost", async () => {
      const broken = await permit("area-2");
      const sound = await permit("area-2");
      for (const one of [broken, sound]) await event("worker", one, "start");
      const other = await app.store.first<{ flow_hash: string }>({ sql: "select flow_hash from instances where flow_id = 'test-report' limit 1", bindings: [] });
      const mine = await app.store.first<{ flow_hash: string; envelope: string }>({ sql: "select flow_hash, envelope from instances where id = ?", bindings: [broken.instance.id] });
      const setEnvelope = (text: string) => app.store.unit((tx) => tx.run({ sql: "update instances set envelope = ? where id = ?", bindings: [text, broken.instance.id] }));
      await setEnvelope((mine?.envelope ?? "").replaceAll(mine?.flow_hash ?? "-", other?.flow_hash ?? ""));
      await alarm("alarm-broken", "area-2");
      await setEnvelope(mine?.envelope ?? "");
      expect((await get("worker", `/submissions/${sound.id}`)).instance.life.state).toBe("suspended");
      expect((await get("worker", `/submissions/${broken.id}`)).instance.life.state).toBe("active");
      expect(await audited(broken.instance.id)).toContain("permit.interlockFailed");
      const stopped = (await app.ctx.services.permits?.stoppedBy(app.store, app.tenantId, ["alarm-broken"]))?.get("alarm-broken")?.map((one) => one.number);
      expect(stopped).toContain(sound.number);
      expect(stopped).not.toContain(broken.number);
      await event("worker", broken, "finish");
      await event("worker", sound, "finish");
    });

    test("within a radius counts too, outside does not", async () => {
      const one = await permit("area-t104");
      await event("worker", one, "start");
      await alarm("alarm-far", undefined, { around: { x: 100, y: 100 }, radiusM: 50 });
      expect((await get("worker", `/submissions/${one.id}`)).instance.life.state).toBe("active");
      await alarm("alarm-near", undefined, { around: { x: 30, y: 20 }, radiusM: 25 });
      expect((await get("worker", `/submissions/${one.id}`)).instance.life.state).toBe("suspended");
    });

    test("a validity timer told a second too early is armed again and ends the permit on time", async () => {
      const one = await permit("area-2");
      const started = (await event("worker", one, "start")).json().instance;
      const until = Date.parse(started.life.since as string) + 8 * 3_600_000;
      app.clock.set(until - 1_000);
      await app.store.unit(async (tx) => {
        await app.ctx.jobs.cancel(tx, flowTimerTask, `${started.id}/life:validity`); // the job has run and is gone
        await systemStep(app.ctx, tx, app.tenantId, started.id as string, { type: "timer", timerId: "life:validity" }, "instance.timer");
      });
      expect((await get("worker", `/submissions/${one.id}`)).instance.life.state).toBe("active");
      app.clock.set(until);
      await app.settle();
      expect((await get("worker", `/submissions/${one.id}`)).instance).toMatchObject({ status: "ended", life: { state: "expired" } });
    });

    test("validity runs through a suspension and ends the permit to the second", async () => {
      const one = await permit("area-2");
      const started = (await event("worker", one, "start")).json().instance;
      const until = Date.parse((await get("safety", "/permits?area=area-2")).items[0].validUntil as string);
      expect(until - Date.parse(started.life.since as string)).toBe(8 * 3_600_000);
      await alarm("alarm-2", "area-2");
      app.clock.set(until - 1_000);
      await app.settle();
      expect((await get("worker", `/submissions/${one.id}`)).instance.life.state).toBe("suspended");
      app.clock.set(until);
      await app.settle();
      expect((await get("worker", `/submissions/${one.id}`)).instance).toMatchObject({ status: "ended", life: { state: "expired" } });
      expect((await event("worker", one, "resume")).statusCode).toBe(409);
    });
  });
});
