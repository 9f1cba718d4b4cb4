import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { JsonObject } from "@safeloop/engine";
import { at, HotWork, refusing, type Sent } from "../packs/hotWork.testkit.ts";
import { call } from "../testing/asPerson.ts";
import { multipart } from "../testing/multipart.ts";
import { hasPostgres, makeTestApp, TestClock, type TestApp } from "../testing/testApp.ts";

const drivers = ["better-sqlite3", ...((await hasPostgres()) ? (["postgres"] as const) : [])] as const;
const good = "2027-12-31T00:00:00Z";
const welder = (validTo: string, verify = "verified-official"): JsonObject => ({ kind: "special-operation", item: "熔化焊接与热切割", no: "T-1", validTo, verify });
const watcher = (validTo: string): JsonObject => ({ kind: "guardian", item: "hot-work", no: "G-1", validTo, verify: "verified-official" });

/** An alarm rule on one point that stops work for a cause. */
const stopRule = (cause: string, more: JsonObject = {}): JsonObject => ({
  id: `stop-${cause}`, revision: 1, title: { zh: `停工 ${cause}`, en: `Stop ${cause}` }, message: { zh: "{tag} {value}", en: "{tag} {value}" }, select: { tags: [`P-${cause}`] }, per: "tag",
  limits: { H: { value: 10, unit: "%[LEL]", op: ">=", sourceStd: "plant rule", edition: "2026", confidence: "project" } }, condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, priority: "P2", actions: [{ do: "interlock", cause, ...more }],
});

describe.each(drivers)("what stops a live permit on %s", (driver) => {
  let app: TestApp;
  let work: HotWork;
  let clock: TestClock;

  beforeAll(async () => {
    clock = new TestClock(Date.parse(at("07:30")));
    app = await makeTestApp({ clock, driver });
    app.ctx.services.areaFacts = { areaFacts: (_tenant, id) => ({ id, known: true, gasAlarms: 0, evacuation: false }) };
    work = new HotWork(app);
    await work.addMeter();
    for (const cause of ["fire", "weather", "video", "position", "area-evacuation", "guardian-left"]) {
      const tag = { id: `P-${cause}`, title: { zh: cause, en: cause }, measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: cause === "weather" ? "area-t104" : "area-t103", periodS: 1, staleAfterS: 7200, position: { x: 0, y: 0 } };
      const made = await call(app, "admin", "POST", "/tags", tag);
      expect(made.status, JSON.stringify(made.body)).toBe(201);
      await publish("rules", stopRule(cause, cause === "weather" ? { radiusM: 500 } : {}));
    }
    await app.ctx.services.alarms?.idle();
  }, 60_000);
  afterAll(() => app.close());
  beforeEach(async () => {
    await certify("worker", [welder(good)]);
    await certify("guardian", [watcher(good)]);
  });

  /** A contractor admitted by the shipped form and flow; his first paper runs out at `validTo`. */
  async function admitted(name: string, validTo: string, creditCode = "91350100M000100Y43"): Promise<string> {
    const file = await app.inject("maintainer", { method: "POST", url: "/api/v1/files", ...multipart("agreement.pdf", Buffer.from("%PDF-1.4\n%%EOF"), { type: "application/pdf" }) });
    const { body, status } = await work.send({
      name, creditCode, scope: ["maintenance"], managers: [{ "mg-name": "刘安", "mg-cert": "C-1" }], noAccidents: true,
      licences: [{ "lc-kind": "资质", "lc-no": "D1", "lc-validTo": good }], insuranceTo: validTo, agreement: { file: file.json<{ id: string }>().id },
    }, "contractor-admission");
    expect(status, JSON.stringify(body)).toBe(201);
    await work.must(work.decide("head", body.id, "approve"));
    await work.must(work.decide("safety", body.id, "submit", { data: { docsVerified: true, verifiedBy: "公示系统", grantedAs: "whitelist", forgedPaper: false } }));
    await work.must(work.decide("deputy", body.id, "approve"));
    return body.id;
  }

  async function publish(kind: string, definition: JsonObject | object): Promise<void> {
    const { id } = definition as { id: string };
    const draft = await call<{ etag: string }>(app, "designer", "POST", `/${kind}`, { definition });
    expect(draft.status, JSON.stringify(draft.body)).toBe(201);
    const published = await call(app, "designer", "POST", `/${kind}/${id}/publish`, { reason: "test" }, { "if-match": draft.body.etag });
    expect(published.status, JSON.stringify(published.body)).toBe(200);
  }
  const certify = async (login: string, certificates: readonly JsonObject[]): Promise<void> => {
    const done = await call(app, "admin", "PATCH", `/people/${work.id(login)}`, { certificates });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
  };
  /** A ticket at work at this hour of the same day, with its sample of a moment before. */
  async function atWork(change: JsonObject = {}): Promise<Sent> {
    clock.set(Date.parse(at("07:30")));
    const sent = await work.approved({ place: { area: "area-t103", point: { x: 5, y: 5 }, lat: 31.2, lng: 121.5 }, ...change });
    clock.set(Date.parse(at("07:50")));
    await work.must(work.start(sent.id));
    return sent;
  }
  const again = (): JsonObject => ({ guardianPresent: true, conditionsConfirmed: true });
  const seconds = async (n: number): Promise<void> => {
    for (let i = 0; i < n; i += 1) {
      clock.set(clock.now() + 1000);
      await app.ctx.services.alarms?.tick();
    }
  };
  const read = async (cause: string, value: number): Promise<void> => {
    await call(app, "admin", "POST", "/readings", { tagId: `P-${cause}`, ts: clock.now(), value });
    await seconds(4);
  };
  const causesOf = async (id: string): Promise<readonly string[]> => (await work.instanceOf(id)).life?.causes ?? [];
  const end = async (sent: Sent): Promise<void> => {
    const done = await work.event("shift", sent.id, "revoke", { reason: "试验结束" });
    if (done.status !== 200) await work.must(work.event("safety", sent.id, "revoke", { reason: "试验结束" }));
  };

  it.each(["fire", "weather", "video", "position", "area-evacuation", "guardian-left"])("an alarm whose rule names %s stops it, tells its people, and it resumes only by a person once the cause is over", async (cause) => {
    const sent = await atWork();
    await read(cause, 12);
    expect(await work.stateOf(sent.id)).toBe("suspended");
    expect(await causesOf(sent.id)).toHaveLength(1);
    const told = (await work.told("flow.notify")).concat(await work.told("life.event")).filter((one) => one.zh.includes(sent.number) || one.zh.includes("立即停止动火"));
    expect(told.flatMap((one) => one.people)).toEqual(expect.arrayContaining(["worker", "guardian", "leader"].map((login) => work.id(login))));
    expect((await work.event("leader", sent.id, "resume", { data: again() })).body).toMatchObject({ code: "SUSPENDED_BY_CAUSE" });
    await read(cause, 0);
    await seconds(20);
    expect([await work.stateOf(sent.id), await causesOf(sent.id)]).toEqual(["suspended", []]);
    await work.must(work.event("leader", sent.id, "resume", { data: again() }));
    await end(sent);
  });

  it("a certificate that is marked forged, or taken off, stops every issued permit it was named on, in the transaction of the change", async () => {
    const sent = await atWork();
    const waiting = await (async () => { clock.set(Date.parse(at("07:30"))); return work.approved({ place: { area: "area-t104", point: { x: 700, y: 5 }, lat: 31.2, lng: 121.5 } }); })();
    clock.set(Date.parse(at("08:00")));
    await certify("worker", [welder(good, "forged")]);
    expect([await work.stateOf(sent.id), await causesOf(sent.id)]).toEqual(["suspended", [`certificate:${(await work.instanceOf(sent.id)).id}`]]);
    expect([await work.stateOf(waiting.id), (await causesOf(waiting.id)).length]).toEqual(["approved", 1]);
    expect((await work.start(waiting.id)).body).toMatchObject({ code: "SUSPENDED_BY_CAUSE" });
    await certify("worker", [welder(good), { ...welder(good), item: "高处作业", no: "T-2" }]);
    expect([await work.stateOf(sent.id), await causesOf(sent.id), await causesOf(waiting.id)]).toEqual(["suspended", [], []]);
    await work.must(work.event("leader", sent.id, "resume", { data: again() }));
    await certify("worker", [welder(good)]); // a card of another trade is taken off: nothing of this permit rests on it
    expect(await work.stateOf(sent.id)).toBe("active");
    await certify("guardian", []);
    expect(await work.stateOf(sent.id)).toBe("suspended");
    await Promise.all([sent, waiting].map(end));
  });

  it("a certificate stops it at the instant it runs out, not a second before", async () => {
    await certify("worker", [welder(at("10:00"))]);
    const sent = await atWork({ planEnd: at("09:50") });
    clock.set(Date.parse(at("10:00")) - 1000);
    await app.settle();
    expect(await work.stateOf(sent.id)).toBe("active");
    clock.set(Date.parse(at("10:00")));
    await app.settle();
    expect([await work.stateOf(sent.id), (await causesOf(sent.id))[0]?.split(":")[0]]).toEqual(["suspended", "certificate"]);
    expect((await work.event("leader", sent.id, "resume", { data: again() })).body).toMatchObject({ code: "SUSPENDED_BY_CAUSE" });
    await end(sent);
  });

  it.each([["suspend", "suspended"], ["blacklist", "blacklisted"]])("a contractor that is to %s stops his permits, in the transaction of the change", async (event) => {
    const admission = await admitted("甲建安", good);
    const sent = await atWork({ isContractor: true, contractor: admission });
    const other = await atWork({ place: { area: "area-t104", point: { x: 800, y: 5 }, lat: 31.2, lng: 121.5 } });
    await work.must(work.event("safety", admission, event, { reason: "违章" }));
    expect([await work.stateOf(sent.id), (await causesOf(sent.id))[0]?.split(":")[0], await work.stateOf(other.id)]).toEqual(["suspended", "contractor", "active"]);
    if (event === "suspend") {
      await work.must(work.event("safety", admission, "renew"));
      expect(await causesOf(sent.id)).toEqual([]);
      await work.must(work.event("leader", sent.id, "resume", { data: again() }));
    }
    await Promise.all([sent, other].map(end));
  });

  it("an admission that runs out stops his permits at that instant; one nobody can see is no admission", async () => {
    const sent = await atWork({ isContractor: true, contractor: await admitted("乙建安", at("10:00"), "91310000132200821H"), planEnd: at("09:50") });
    clock.set(Date.parse(at("10:00")));
    await app.settle();
    expect([await work.stateOf(sent.id), (await causesOf(sent.id))[0]?.split(":")[0]]).toEqual(["suspended", "contractor"]);
    await end(sent);
    const lost = await work.send(work.application({ isContractor: true, contractor: "no-such-admission" }));
    expect(lost.status).toBe(422);
    expect(refusing(lost as never)).not.toContain("C-24"); // refused before any check: the reference is unknown
  });

  it("a forged certificate in the register stops the permits that name its holder, in the transaction of the change", async () => {
    const file = await app.inject("maintainer", { method: "POST", url: "/api/v1/files", ...multipart("card.pdf", Buffer.from("%PDF-1.4\n%%EOF"), { type: "application/pdf" }) });
    const card = await work.send({ holder: "own", person: work.id("worker"), kind: "first-aid", item: "急救", certNo: "F-1", issuer: "红十字会", firstIssue: at("00:00"), validTo: good, photo: [{ file: file.json<{ id: string }>().id }] }, "people-certificate");
    expect(card.status, JSON.stringify(card.body)).toBe(201);
    const sent = await atWork();
    await work.must(work.event("safety", card.body.id, "forged", { data: { verify: "forged", verifySource: "发证机构", verifyNote: "查无此证" } }));
    expect([await work.stateOf(sent.id), (await causesOf(sent.id))[0]?.split(":")[0]]).toEqual(["suspended", "person"]);
    await end(sent);
    await app.store.unit((tx) => tx.run({ sql: "delete from register_entries where submission_id = ?", bindings: [card.body.id] })); // the group's safety department is nobody here
  });

  it("an account that is disabled stops the permits it is named on", async () => {
    const sent = await atWork();
    expect((await call(app, "admin", "POST", `/people/${work.id("worker")}/disable`, {})).status).toBe(200);
    expect([await work.stateOf(sent.id), (await causesOf(sent.id))[0]?.split(":")[0]]).toEqual(["suspended", "person"]);
    await app.store.unit((tx) => tx.run({ sql: "update people set password_hash = 'x' where id = ?", bindings: [work.id("worker")] }));
    expect((await call(app, "admin", "POST", `/people/${work.id("worker")}/enable`, {})).status).toBe(200);
    expect(await causesOf(sent.id)).toEqual([]);
    await end(sent);
  });
});
