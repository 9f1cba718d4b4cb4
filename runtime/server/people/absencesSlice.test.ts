import type { AbsenceEnded, AbsencePage, AbsenceView, HistoryItem, InstanceView, NoticePage, TaskPage, TaskView } from "@safeloop/engine";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { call } from "../testing/asPerson.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, type TestApp, testDrivers } from "../testing/testApp.ts";
import { inspectionForm, permitFlow, permitForm, reportFlow, reportForm } from "../testing/testDefinitions.ts";

const hour = 3_600_000;
const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

describe.each(drivers)("absences on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp({ driver, config: { templatesDir: makeEmptyTemplates() } });
    await publishTest(app, { forms: [inspectionForm, reportForm, permitForm], flows: [reportFlow, permitFlow] });
  });
  afterEach(() => allBack());
  afterAll(async () => app.close());

  const iso = (fromNow: number): string => new Date(app.clock.now() + fromNow).toISOString();
  const away = (as: string, deputy: string, from: number, to: number, more: object = {}) => call<AbsenceView>(app, as, "POST", "/absences", { deputyId: `p-${deputy}`, from: iso(from), to: iso(to), ...more });
  const made = async (...given: Parameters<typeof away>): Promise<AbsenceView> => {
    const answer = await away(...given);
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  const end = (as: string, id: string) => call<AbsenceEnded>(app, as, "POST", `/absences/${id}/end`);
  const list = async (as: string, query = "") => (await call<AbsencePage>(app, as, "GET", `/absences${query}`)).body.items;
  /** Nobody is away any more, whatever the test before has left. */
  const allBack = async () => {
    for (const one of await app.store.all<{ id: string }>({ sql: "select id from absences where to_at > ?", bindings: [app.clock.now()] })) expect((await end("admin", one.id)).status).toBe(200);
  };
  const submit = async (data: object, form = "test-report", as = "worker") => {
    const answer = await call<{ id: string; instance: InstanceView }>(app, as, "POST", "/submissions", { form, data });
    expect(answer.status, JSON.stringify(answer.body)).toBe(201);
    return answer.body;
  };
  const inbox = async (as: string, query = "") => (await call<TaskPage>(app, as, "GET", `/tasks?limit=200${query}`)).body.items;
  const tasksFor = async (as: string, submissionId: string) => (await inbox(as)).filter((one) => one.submissionId === submissionId);
  const taskOf = async (as: string, submissionId: string, person = as): Promise<TaskView> => {
    const task = (await tasksFor(as, submissionId)).find((one) => one.seat.person.id === `p-${person}`);
    if (!task) throw new Error(`${as} has no task of ${person} for ${submissionId}`);
    return task;
  };
  const approve = (as: string, task: TaskView) => call<{ instance: InstanceView }>(app, as, "POST", `/tasks/${encodeURIComponent(task.id)}/commands`, { command: "approve", version: task.version });
  const auditOf = (person: string) => app.store.all<{ action: string; by: string }>({ sql: "select action, actor_id as by from audit_rows where subject_type = 'person' and subject_id = ? order by id", bindings: [`p-${person}`] });

  it("a deputy sees and decides within the window, and not at its end", async () => {
    const [first, second] = [await submit({ what: "代理一" }), await submit({ what: "代理二" })];
    const task = await taskOf("head", first.id);
    await made("head", "safety", hour, 5 * hour, { reason: "培训" });
    expect(await tasksFor("safety", first.id)).toEqual([]);
    expect((await approve("safety", task)).code).toBe("NOT_ENTITLED");

    app.clock.advance(hour);
    const seen = await taskOf("safety", first.id, "head");
    expect(seen).toMatchObject({ id: task.id, seat: { person: { id: "p-head" }, standsInFor: { id: "p-head", name: "周主任" } }, mayAct: { approve: { allowed: true } } });
    expect(await app.ctx.services.tasks?.countOpen(app.tenantId, "p-safety")).toBe((await inbox("safety")).length);
    const done = await approve("safety", seen);
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    const approved = done.body.instance.history.find((one: HistoryItem) => one.command === "approve");
    expect(approved).toMatchObject({ by: { id: "p-safety" }, detail: { for: "p-head" } });
    expect((await inbox("head")).map((one) => one.seat.standsInFor)).not.toContainEqual(expect.anything());

    const other = await taskOf("safety", second.id, "head");
    app.clock.advance(4 * hour);
    expect(await tasksFor("safety", second.id)).toEqual([]);
    expect((await approve("safety", other)).code).toBe("NOT_ENTITLED");
    expect((await approve("head", await taskOf("head", second.id))).status).toBe(200);
  });

  it("a deputy may see what his principal takes part in only while he stands in; the page says for whom he acts", async () => {
    const sent = await submit({ what: "可见性" });
    const see = async () => (await call(app, "leader", "GET", `/submissions/${sent.id}`)).status;
    const task = await taskOf("head", sent.id);
    expect([await see(), (await approve("leader", task)).status]).toEqual([404, 404]);
    await made("head", "leader", 0, hour);
    const page = await call<{ instance: InstanceView }>(app, "leader", "GET", `/submissions/${sent.id}`);
    expect(page.status).toBe(200);
    const seats = page.body.instance.tasks.map((one) => [one.seat.person.id, one.seat.standsInFor?.id]);
    expect(seats.sort()).toEqual([["p-head", "p-head"], ["p-shift", undefined]]);
    expect((await call<TaskView>(app, "leader", "GET", `/tasks/${encodeURIComponent(task.id)}`)).body.seat.standsInFor?.id).toBe("p-head");
    const draft = (await call<{ id: string }>(app, "head", "POST", "/submissions", { form: "test-report", data: { what: "草稿" }, draft: true })).body.id;
    expect((await call(app, "leader", "GET", `/submissions/${draft}`)).status).toBe(404);
    app.clock.advance(hour);
    expect([await see(), (await approve("leader", task)).status]).toEqual([404, 404]);
  });

  it("a deputy who is away himself is followed by his own, from the instant both are away", async () => {
    const sent = await submit({ what: "链" });
    await made("head", "leader", 0, 4 * hour);
    await made("leader", "gas", hour, 3 * hour);
    expect(await tasksFor("gas", sent.id)).toEqual([]);
    app.clock.advance(hour);
    expect((await taskOf("gas", sent.id, "head")).seat.standsInFor?.id).toBe("p-head");
    const done = await approve("gas", await taskOf("gas", sent.id, "head"));
    expect(done.body.instance.history.find((one) => one.command === "approve")).toMatchObject({ by: { id: "p-gas" }, detail: { for: "p-head" } });
  });

  it("no task is shown twice and no page is torn, with several principals", async () => {
    for (const n of [1, 2, 3]) await submit({ what: `分页 ${n}` });
    await app.store.unit(async (tx) => app.ctx.services.tasks?.open(tx, { id: `disposal:${driver}`, tenantId: app.tenantId, orgId: "tank-farm", kind: "disposal", title: { zh: "处置", en: "Dispose" }, holders: ["p-head", "p-shift"], alarmId: "a1", number: "A-1" }));
    const owned = new Set([...(await inbox("head")), ...(await inbox("shift")), ...(await inbox("leader"))].map((one) => one.id));
    await made("head", "leader", 0, hour);
    await made("shift", "leader", 0, hour);
    const paged: string[] = [];
    let cursor = "";
    for (let pages = 0; pages === 0 || cursor !== ""; pages += 1) {
      const page: TaskPage = (await call<TaskPage>(app, "leader", "GET", `/tasks?limit=2${cursor === "" ? "" : `&cursor=${encodeURIComponent(cursor)}`}`)).body;
      paged.push(...page.items.map((one) => one.id));
      cursor = page.next ?? "";
    }
    expect(paged.length).toBe(new Set(paged).size);
    expect(new Set(paged)).toEqual(owned);
    expect(await app.ctx.services.tasks?.countOpen(app.tenantId, "p-leader")).toBe(owned.size);
    expect((await inbox("leader", "&kind=disposal")).map((one) => one.seat.standsInFor?.id)).toEqual(["p-head"]);
    expect((await inbox("shift", "&kind=disposal")).map((one) => one.seat.standsInFor)).toEqual([undefined]);
    expect((await inbox("leader", "&state=done")).map((one) => one.id).filter((id) => owned.has(id))).toEqual([]);
  });

  it("who began the matter, is excluded from the step, or is asked there himself does not stand in", async () => {
    const mine = await submit({ what: "自己的" });
    await made("head", "worker", 0, hour);
    const task = await taskOf("worker", mine.id, "head");
    expect([task.seat.standsInFor, task.mayAct]).toEqual([undefined, {}]);
    expect((await approve("worker", task)).code).toBe("NOT_ENTITLED");

    await made("safety", "guardian", 0, hour);
    const permit = await submit({ what: "动火", where: { area: "area-t103", point: { x: 1, y: 2 } }, guardian: "p-guardian" }, "test-permit");
    expect((await approve("guardian", await taskOf("guardian", permit.id, "safety"))).code).toBe("NOT_ENTITLED");
    await allBack();
    await made("head", "shift", 0, hour);
    const seats = (await tasksFor("shift", mine.id)).map((one) => [one.seat.person.id, one.mayAct["approve"]?.allowed]);
    expect(seats.sort()).toEqual([["p-head", undefined], ["p-shift", true]]);
    expect((await approve("shift", await taskOf("shift", mine.id, "head"))).code).toBe("NOT_ENTITLED");
  });

  it("windows that cannot be are refused, each with its code", async () => {
    expect((await away("head", "leader", 2 * hour, 2 * hour)).code).toBe("ABSENCE_WINDOW");
    expect((await away("head", "leader", -2 * hour, 0)).code).toBe("ABSENCE_PAST");
    expect((await away("head", "leader", 0, 24 * 732 * hour)).code).toBe("ABSENCE_TOO_LONG");
    expect((await away("head", "head", 0, hour)).code).toBe("ABSENCE_SELF");
    expect((await call(app, "head", "POST", "/absences", { deputyId: "p-leader", from: "tomorrow", to: iso(hour) })).code).toBe("REQUEST_INVALID");
    await call(app, "admin", "POST", "/people/p-maintainer/disable");
    expect((await away("head", "maintainer", 0, hour)).code).toBe("ABSENCE_DEPUTY");
    expect((await list("head")).filter((one) => one.state !== "past")).toEqual([]);
  });

  it("an overlap is refused, a window that only touches is not", async () => {
    const one = await made("head", "leader", hour, 3 * hour);
    const refused = await call<{ params: object }>(app, "head", "POST", "/absences", { deputyId: "p-gas", from: iso(2 * hour), to: iso(4 * hour) });
    expect([refused.status, refused.code]).toEqual([409, "ABSENCE_OVERLAP"]);
    expect(Object.values(refused.body.params)).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d$/), expect.any(String)]);
    await made("head", "gas", 3 * hour, 4 * hour);
    await made("head", "gas", 0, hour);
    expect((await list("head")).filter((row) => row.state !== "past").map((row) => row.id)[1]).toBe(one.id);
  });

  it("a circle at any instant is refused and names the people; without a common instant there is none", async () => {
    await made("head", "leader", 0, 3 * hour);
    await made("leader", "gas", 2 * hour, 5 * hour);
    const refused = await call<{ params: { people: string } }>(app, "gas", "POST", "/absences", { deputyId: "p-head", from: iso(hour), to: iso(4 * hour) });
    expect([refused.status, refused.code, refused.body.params.people]).toEqual([409, "ABSENCE_CIRCLE", "陈分析 → 周主任 → 冯负责 → 陈分析"]);
    await made("gas", "head", 3 * hour, 5 * hour);
  });

  it("two at once that cannot both be: one is refused", async () => {
    const circle = await Promise.all([away("head", "leader", 0, hour), away("leader", "head", 0, hour)]);
    expect(circle.map((one) => one.code ?? one.status).sort()).toEqual([201, "ABSENCE_CIRCLE"]);
    const overlap = await Promise.all(["leader", "gas", "shift", "worker"].map((deputy) => away("fire", deputy, 0, hour)));
    expect(overlap.map((one) => one.code ?? one.status).sort()).toEqual([201, "ABSENCE_OVERLAP", "ABSENCE_OVERLAP", "ABSENCE_OVERLAP"]);
  });

  it("another tenant's people are not there", async () => {
    expect((await away("head", "worker-b", 0, hour)).code).toBe("NOT_FOUND");
    expect((await away("admin", "leader", 0, hour, { personId: "p-worker-b" })).code).toBe("NOT_FOUND");
    expect((await call(app, "admin", "GET", "/absences?personId=p-worker-b")).code).toBe("NOT_FOUND");
    const one = await made("head", "leader", 0, hour);
    expect((await end("admin-b", one.id)).code).toBe("NOT_FOUND");
  });

  it("others' absences need people.edit at their unit", async () => {
    expect(await away("worker", "worker2", 0, hour, { personId: "p-guardian" })).toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect(await call(app, "worker", "GET", "/absences?personId=p-guardian")).toMatchObject({ status: 403 });
    expect(await call(app, "worker-site2", "GET", "/absences?personId=p-guardian")).toMatchObject({ status: 404 });
    const one = await made("admin", "leader", hour, 2 * hour, { personId: "p-head" });
    expect(one).toMatchObject({ person: { id: "p-head" }, madeBy: { id: "p-admin" }, state: "future", mayEnd: true });
    expect(await list("admin", "?personId=p-head")).toContainEqual(one);
    expect((await list("leader"))[0]).toMatchObject({ id: one.id, mayEnd: false });
    expect(await end("leader", one.id)).toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect(await end("worker", one.id)).toMatchObject({ status: 404 });
    expect((await end("head", one.id)).status).toBe(200);
  });

  it("an editor of a unit does not hand on the decisions of somebody with a role above it", async () => {
    await call(app, "admin", "PATCH", "/people/p-operator", { roles: [{ role: "admin", orgId: "tank-farm" }] });
    expect(await away("operator", "operator", 0, hour, { personId: "p-head" })).toMatchObject({ status: 403, code: "ROLE_NOT_GRANTABLE" }); // head also has a role at the site
    expect((await end("operator", (await made("operator", "leader", 0, hour, { personId: "p-gas" })).id)).status).toBe(200);
  });

  it("one that has begun ends now, one that has not is removed, one that is over stays", async () => {
    const [present, future] = [await made("head", "leader", 0, 2 * hour), await made("head", "leader", 3 * hour, 4 * hour)];
    app.clock.advance(hour);
    const sent = await submit({ what: "提前回岗" });
    expect(await tasksFor("leader", sent.id)).toHaveLength(1);
    const ended = await end("head", present.id);
    expect(ended.body).toMatchObject({ removed: false, absence: { state: "past", to: iso(0), mayEnd: false } });
    expect(await tasksFor("leader", sent.id)).toEqual([]);
    expect((await end("head", present.id)).code).toBe("ABSENCE_OVER");
    expect((await end("head", future.id)).body.removed).toBe(true);
    expect((await end("head", future.id)).code).toBe("NOT_FOUND");
    const listed = await list("head");
    expect(listed.find((one) => one.id === present.id)).toMatchObject({ state: "past", mayEnd: false });
    expect(listed.map((one) => one.id)).not.toContain(future.id);
  });

  it("lists what is and what comes before what was, page by page", async () => {
    await made("head", "leader", 2 * hour, 3 * hour);
    await made("fire", "head", 0, hour);
    const whole = await list("head", "?limit=200");
    const states = whole.map((one) => one.state);
    expect(states).toEqual([...states].sort((a, b) => Number(a === "past") - Number(b === "past")));
    expect(whole.slice(0, 2).map((one) => one.person.id)).toEqual(["p-fire", "p-head"]);
    expect(states.filter((one) => one === "past").length).toBeGreaterThan(2);
    const first = (await call<AbsencePage>(app, "head", "GET", "/absences?limit=2")).body;
    const rest = (await call<AbsencePage>(app, "head", "GET", `/absences?limit=200&cursor=${first.next ?? ""}`)).body;
    expect([...first.items, ...rest.items]).toEqual(whole);
    expect(rest.next).toBeNull();
  });

  it("each act is in the audit, tells the deputy and the absent one, and renews open inboxes, also by the clock", async () => {
    await app.settle();
    const renewed: string[][] = [];
    const stop = app.parts.live.listen((event) => void (event.type === "task" && event.people && renewed.push([...event.people])));
    const before = (await auditOf("fire")).length;
    const one = await made("admin", "leader", hour, 2 * hour, { personId: "p-fire", reason: "年假" });
    expect(renewed).toEqual([]);
    await app.settle();
    const topics = async (as: string) => (await call<NoticePage>(app, as, "GET", "/notices?limit=200")).body.items.filter((notice) => notice.params["absence"] === one.id).map((notice) => [notice.topic, notice.message.zh]);
    expect(await topics("leader")).toEqual([["absence.created", expect.stringContaining("孙消防不在岗，由您代理")]]);
    expect(await topics("fire")).toEqual([["absence.created", expect.stringContaining("管理员登记您不在岗")]]);
    expect(await topics("admin")).toEqual([]);
    app.clock.advance(hour);
    await app.settle();
    expect(renewed).toEqual([["p-leader"]]);
    app.clock.advance(1);
    expect((await end("fire", one.id)).body.removed).toBe(false);
    expect(renewed).toEqual([["p-leader"], ["p-leader"]]);
    app.clock.advance(2 * hour);
    await app.settle();
    expect(renewed).toHaveLength(2); // the end that was planned is called off
    stop();
    expect((await auditOf("fire")).slice(before)).toEqual([{ action: "absence.create", by: "p-admin" }, { action: "absence.end", by: "p-fire" }]);
    expect((await topics("leader")).map(([topic]) => topic).sort()).toEqual(["absence.created", "absence.ended"]);
    expect((await topics("fire")).map(([topic]) => topic)).toEqual(["absence.created"]);
  });

  it("lists, alarm tasks and live events reach the deputy too", async () => {
    const sent = await submit({ what: "列表" });
    const listed = async (as: string) => (await call<{ items: { id: string }[] }>(app, as, "GET", "/submissions?limit=200")).body.items.map((one) => one.id);
    expect(await listed("leader")).not.toContain(sent.id);
    await app.store.unit(async (tx) => app.ctx.services.tasks?.open(tx, { id: `disposal2:${driver}`, tenantId: app.tenantId, orgId: "tank-farm", kind: "disposal", title: { zh: "处置", en: "Dispose" }, holders: ["p-head"], alarmId: "a2", number: "A-2" }));
    const free = () => call<TaskView>(app, "leader", "GET", `/tasks/${encodeURIComponent(`disposal2:${driver}`)}`);
    expect((await free()).status).toBe(404);
    await made("head", "leader", 0, hour);
    expect(await listed("leader")).toContain(sent.id);
    expect((await free()).body.seat.standsInFor?.id).toBe("p-head");
    const told: string[] = [];
    const stop = app.parts.live.listen((event) => void (event.people?.includes("p-leader") && told.push(event.type)));
    const more = await submit({ what: "列表二" });
    expect(told.sort()).toEqual(["instance", "task"]);
    stop();
    app.clock.advance(hour);
    expect([(await listed("leader")).includes(more.id), (await free()).status]).toEqual([false, 404]);
  });

  it("a refused one leaves nothing behind", async () => {
    const count = async () => (await app.store.all({ sql: "select id from audit_rows where action like 'absence.%'", bindings: [] })).length;
    const before = await count();
    await away("head", "head", 0, hour);
    expect([await count(), app.ctx.directory(app.tenantId).deputy?.("p-head", app.clock.now())]).toEqual([before, undefined]);
  });
});
