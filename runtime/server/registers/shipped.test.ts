import type { FactContext, JsonObject } from "@safeloop/engine";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { factContext } from "../instances/factContext.ts";
import { serviceOf } from "../services.ts";
import { call } from "../testing/asPerson.ts";
import { multipart } from "../testing/multipart.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";

interface Sent { readonly id: string; readonly number: string; readonly instance: { readonly id: string; readonly seq: number; readonly life?: { readonly state: string } } }

/** The shipped records over HTTP, as the checks of a permit then see them. */
describe("what the shipped records tell permits", () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await makeTestApp();
    await serviceOf(app.ctx.services, "definitions").load(app.tenantId);
  });
  afterAll(() => app.close());

  const later = (days: number): string => new Date(app.clock.now() + days * 86_400_000).toISOString();
  const file = async (as: string): Promise<string> => {
    const reply = await app.inject(as, { method: "POST", url: "/api/v1/files", ...multipart("paper.pdf", Buffer.from("%PDF-1.4\n%%EOF"), { type: "application/pdf" }) });
    expect(reply.statusCode, reply.body).toBe(201);
    return reply.json<{ id: string }>().id;
  };
  const send = async (as: string, form: string, data: JsonObject): Promise<Sent> => {
    const sent = await call<Sent>(app, as, "POST", "/submissions", { form, data });
    expect(sent.status, JSON.stringify(sent.body)).toBe(201);
    return sent.body;
  };
  const act = async (as: string, submission: string, command: string, data: JsonObject = {}) => {
    const { body } = await call<{ items: { id: string; version: number; submissionId: string }[] }>(app, as, "GET", "/tasks?mine=true&state=open&limit=200");
    const task = body.items.find((one) => one.submissionId === submission);
    const reply = await call(app, as, "POST", `/tasks/${encodeURIComponent(task?.id ?? "none")}/commands`, { command, version: task?.version, data });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  };
  const event = async (as: string, submission: string, name: string, more: JsonObject = {}) => {
    const { body } = await call<Sent>(app, as, "GET", `/submissions/${submission}`);
    const reply = await call(app, as, "POST", `/instances/${body.instance.id}/commands`, { command: "event", event: name, version: body.instance.seq, ...more });
    expect(reply.status, JSON.stringify(reply.body)).toBe(200);
  };
  /** Facts as a hot-work permit with these answers gets them. */
  const told = (answers: JsonObject): Promise<FactContext> => {
    const form = serviceOf(app.ctx.services, "definitions").published(app.tenantId, "forms", "permit-hot-work")!.definition;
    return factContext(app.ctx, app.store, { tenantId: app.tenantId, form, answers, actorId: app.personId("worker"), initiatorId: app.personId("worker"), event: "approve" });
  };

  it("an admitted contractor is on the whitelist until his first paper runs out, and then suspended", async () => {
    const { id } = await send("operator", "contractor-admission", {
      name: "宏达检修", creditCode: "91350100M000100Y43", scope: ["maintenance"], managers: [{ "mg-name": "刘安", "mg-cert": "C-1" }], noAccidents: true,
      licences: [{ "lc-kind": "资质", "lc-no": "D1", "lc-validTo": later(200) }], insuranceTo: later(100), agreement: { file: await file("operator") },
    });
    expect((await told({ contractor: id })).contractors?.[id]?.status).toBe("candidate");
    await act("head", id, "approve");
    await act("safety", id, "submit", { docsVerified: true, verifiedBy: "公示系统", grantedAs: "whitelist", forgedPaper: false });
    await act("deputy", id, "approve");
    expect((await told({ contractor: id })).contractors).toEqual({ [id]: { status: "whitelist", validTo: later(100) } });
    app.clock.advance(101 * 86_400_000);
    await app.settle();
    expect((await told({ contractor: id })).contractors?.[id]?.status).toBe("suspended");
  });

  it("a certificate counts once it is verified, and a forged one holds the person", async () => {
    const worker = app.personId("worker2");
    const card = { holder: "own", person: worker, kind: "special-operation", item: "熔化焊接与热切割", certNo: "T-77", issuer: "应急管理局", firstIssue: later(-100), validTo: later(2000), reviewDue: later(900), photo: [{ file: await file("operator") }] };
    const { id } = await send("operator", "people-certificate", card);
    const mine = async () => (await told({ workers: [worker] })).people?.[worker];
    const verifyOf = async () => (await mine())?.certificates.find((one) => one.no === "T-77")?.verify;
    expect(await verifyOf()).toBe("unverified");
    await event("safety", id, "verify", { data: { verify: "verified-official", verifySource: "查询平台" } });
    expect(await mine()).toMatchObject({ status: "active" });
    expect(await verifyOf()).toBe("verified-official");
    await event("safety", id, "forged", { data: { verify: "forged", verifySource: "查询平台", verifyNote: "查无此证" } });
    expect(await mine()).toMatchObject({ status: "held", holds: ["证书伪造 / forged certificate"] });
    expect(await verifyOf()).toBe("forged");
  });

  it("a meter's failed calibration counts more than the date kept by hand", async () => {
    expect((await call(app, "admin", "POST", "/assets", { id: "GD-1", title: { zh: "四合一", en: "Gas meter" }, kind: "gas-meter", calibrationDue: later(300) })).status).toBe(201);
    const due = async () => (await told({ gasTests: [{ "gas-device": "GD-1" }] })).devices?.["GD-1"]?.calibrationDue;
    expect(await due()).toBe(later(300));
    const lastCal = later(-1);
    const { id } = await send("maintainer", "equip-instrument-calibration", { where: "portable", meter: "GD-1", task: "calibration", lastCal, period: "12-months", zeroBefore: 1, zeroAfter: 1, spanBefore: 40, spanAfter: 40, result: "fail", note: "无法调整" });
    expect(await due()).toBe(later(300)); // not reviewed yet
    await act("head", id, "approve");
    expect(await due()).toBe(lastCal);
  });
});
