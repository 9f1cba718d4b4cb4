import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { JsonObject, PermitConflicts } from "@safeloop/engine";
import { at, HotWork, refusing } from "../packs/hotWork.testkit.ts";
import { call } from "../testing/asPerson.ts";
import { hasPostgres, makeTestApp, TestClock, type TestApp } from "../testing/testApp.ts";
import { fillWorks } from "./fillWorks.ts";

const drivers = ["better-sqlite3", ...((await hasPostgres()) ? (["postgres"] as const) : [])] as const;

describe.each(drivers)("simultaneous work on %s", (driver) => {
  let app: TestApp;
  let work: HotWork;
  const clock = new TestClock(Date.parse(at("07:30")));
  const place = (x: number): JsonObject => ({ area: "area-t103", point: { x, y: 0, z: 0 }, lat: 31.2, lng: 121.5 });
  const activity = (x: number | null, more: JsonObject = {}): JsonObject => ({ activities: ["venting-flammable-gas"], place: x === null ? { area: "area-t104" } : place(x), from: at("10:00"), to: at("11:00"), unit: "tank-farm", ...more });
  const standing = async (login: string): Promise<PermitConflicts["items"]> => (await call<PermitConflicts>(app, login, "GET", "/permits/conflicts")).body.items;
  const register = (data: JsonObject) => work.send(data, "activity-registration", "operator");

  beforeAll(async () => {
    app = await makeTestApp({ clock, driver });
    app.ctx.services.areaFacts = { areaFacts: (_tenant, id) => ({ id, known: true, gasAlarms: 0, evacuation: false }) };
    work = new HotWork(app);
    await work.addMeter();
  }, 60_000);
  afterAll(() => app.close());

  it("refuses a ticket when it is sent beside what is registered, and shows it while it is filled in", async () => {
    const venting = await register(activity(0));
    expect(venting.status, JSON.stringify(venting.body)).toBe(201);
    const refused = await work.send(work.application({ place: place(29) }));
    expect([refused.status, refusing(refused as never)]).toEqual([422, ["C-20"]]);
    expect(JSON.stringify(refused.body)).toContain(`${venting.body.number} 动火附近排放可燃气体（相距 29 m，按空间距离；GB 30871—2022 5.2.9）`);
    const { body } = await call<{ checks: { id: string; verdict: string; message: { en: string } }[] }>(app, "maintainer", "POST", "/submissions/checks", { form: "permit-hot-work", data: work.application({ place: place(29) }) });
    expect(body.checks.find((one) => one.id === "C-20")).toMatchObject({ verdict: "fail", message: { en: expect.stringContaining("29 m apart in space") as string } });
    expect((await work.send(work.application({ place: place(31) }))).status).toBe(201);
  });

  it("an activity whose place is not known holds up every ticket of its time, until it is ended", async () => {
    const nowhere = await register(activity(null, { from: at("12:00"), to: at("13:00") }));
    const refused = await work.send(work.application({ place: place(900) }));
    expect(refusing(refused as never)).toEqual(["C-20"]);
    expect(JSON.stringify(refused.body)).toContain("位置不明，按冲突处理");
    await work.must(work.event("operator", nowhere.body.id, "end", { reason: "登记有误" }));
    expect((await work.send(work.application({ place: place(900) }))).status).toBe(201);
  });

  it("a ticket that only waits for approval holds nobody up; an approved one does, and its neighbour is refused at each step", async () => {
    const spray = activity(400, { activities: ["solvent-or-spray-or-dust"], from: at("10:00"), to: at("11:00") });
    const waiting = await work.apply(work.application({ place: place(400) }));
    expect((await work.event("leader", waiting.id, "start")).status).toBe(409);
    const reported = await register(spray); // reports what is done: never refused
    const blocked = await work.decide("leader", waiting.id, "submit", { data: work.preparation(["worker", "guardian"]) });
    expect(refusing(blocked)).toEqual(["C-20"]);
    await work.must(work.event("operator", reported.body.id, "end", { reason: "改期" }));
    await work.must(work.decide("leader", waiting.id, "submit", { data: work.preparation(["worker", "guardian"]) }));
    await work.must(work.decide("head", waiting.id, "approve"));
    const again = await register(spray);
    expect(refusing(await work.decide("safety", waiting.id, "approve"))).toEqual(["C-20"]);
    await work.must(work.event("operator", again.body.id, "end", { reason: "改期" }));
    for (const login of ["safety", "shift"]) await work.must(work.decide(login, waiting.id, "approve"));
    clock.set(Date.parse(at("07:50")));
    const third = await register(spray);
    expect(refusing(await work.start(waiting.id))).toEqual(["C-20"]);
    await work.must(work.event("operator", third.body.id, "end", { reason: "改期" }));
    await work.must(work.start(waiting.id));
    expect(await work.told("permit.conflict")).toEqual([]); // nobody was live meanwhile
  });

  it("tells the people of a live permit what was reported beside it, and refuses to let it resume there", async () => {
    const live = (await app.store.first<{ submission_id: string }>({ sql: "select submission_id from instances where life_state = 'active'", bindings: [] }))?.submission_id ?? "";
    const reported = await register(activity(405, { activities: ["discharging-flammable-liquid"], from: at("08:00"), to: at("12:00") }));
    const told = await work.told("permit.conflict");
    expect(told).toHaveLength(1);
    expect(told[0]?.people).toEqual(expect.arrayContaining(["leader", "worker", "guardian"].map((login) => work.id(login))));
    expect(told[0]?.zh).toContain(`${reported.body.number} 动火附近排放可燃液体（相距 5 m，按空间距离；GB 30871—2022 5.2.9）`);
    const listed = (await standing("safety")).find((one) => one.a.submissionId === live || one.b.submissionId === live);
    const [own, other] = listed?.a.submissionId === live ? [listed.a, listed.b] : [listed?.b, listed?.a];
    expect(listed).toMatchObject({ row: "hot-work-discharging", clause: "GB 30871—2022 5.2.9", verify: false, distanceM: 5, basis: "3-D", from: at("08:00"), to: at("12:00") });
    expect([own?.tone, own?.position, other?.tone, other?.number, other?.from]).toEqual(["live", { x: 400, y: 0 }, "waiting", reported.body.number, at("08:00")]);
    // Who works beside it is told of it though he may not open the other ticket; a stranger of another tenant is told nothing.
    expect((await standing("worker")).find((one) => one.row === "hot-work-discharging")?.[listed?.a.submissionId === live ? "b" : "a"]).toMatchObject({ number: reported.body.number, visible: false });
    expect((await standing("worker"))[0]).not.toHaveProperty(`${listed?.a.submissionId === live ? "b" : "a"}.title`);
    await work.must(work.event("guardian", live, "pause", { reason: "附近排放" }));
    expect((await standing("safety")).flatMap((one) => [one.a, one.b]).find((one) => one.submissionId === live)?.tone).toBe("stopped");
    expect(refusing(await work.event("leader", live, "resume", { data: { guardianPresent: true, conditionsConfirmed: true } }))).toEqual(["C-20"]);
    await work.must(work.event("operator", reported.body.id, "end", { reason: "已排完" }));
    await work.must(work.event("leader", live, "resume", { data: { guardianPresent: true, conditionsConfirmed: true } }));
    expect((await standing("safety")).filter((one) => one.row === "hot-work-discharging")).toEqual([]);
  });

  it("a live permit that has overrun holds others up until it is over", async () => {
    const live = (await app.store.first<{ submission_id: string }>({ sql: "select submission_id from instances where life_state = 'active'", bindings: [] }))?.submission_id ?? "";
    const rows = () => app.store.all<{ kind: string; live: number; to_at: number }>({ sql: "select kind, live, to_at from works where submission_id = ?", bindings: [live] });
    expect(await rows()).toEqual([{ kind: "hot-work", live: 1, to_at: Date.parse(at("15:50")) }]);
    const later = async (): Promise<string[]> => {
      const data = activity(400, { activities: ["solvent-or-spray-or-dust"], from: at("16:00"), to: at("17:00") });
      const { body } = await call<{ checks: { id: string; verdict: string }[] }>(app, "operator", "POST", "/submissions/checks", { form: "activity-registration", data });
      return body.checks.filter((one) => one.verdict !== "pass").map((one) => one.id);
    };
    clock.set(Date.parse(at("15:40")));
    expect(await later()).toEqual([]);
    clock.set(Date.parse(at("15:50")));
    expect(await later()).toEqual(["ACT-NEAR"]);
    await work.must(work.event("leader", live, "finish", { data: { finishTime: at("15:50"), siteRestored: true, noResidualFire: true, toolsCounted: true } }));
    expect([await later(), await rows()]).toEqual([[], []]);
  });

  it("what was approved before works were written is written at the next start", async () => {
    const open = await register(activity(700, { from: at("18:00"), to: at("19:00") }));
    await app.store.unit((tx) => tx.run({ sql: "delete from works", bindings: [] }));
    await fillWorks(app.ctx, app.tenantId);
    expect(await app.store.all({ sql: "select kind, live from works where submission_id = ?", bindings: [open.body.id] })).toEqual([{ kind: "venting-flammable-gas", live: 0 }]);
  });

  it("where no table says anything of a kind the check cannot be judged, and so refuses", async () => {
    const memory = app.ctx.services.definitions;
    if (!memory) throw new Error("definitions are there");
    const without = { ...memory, all: () => [], published: memory.published.bind(memory), load: memory.load.bind(memory), byHash: memory.byHash.bind(memory), onPublished: memory.onPublished.bind(memory) } as typeof memory;
    app.ctx.services.definitions = without;
    try {
      const { body } = await call<{ checks: { id: string; verdict: string }[] }>(app, "maintainer", "POST", "/submissions/checks", { form: "permit-hot-work", data: work.application() });
      expect(body.checks.find((one) => one.id === "C-20")?.verdict).toBe("unknown");
    } finally {
      app.ctx.services.definitions = memory;
    }
  });
});
