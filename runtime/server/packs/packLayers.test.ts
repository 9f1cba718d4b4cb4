import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FormDefinition, PackElements, PackHistory, PackImported, PackPlanView, PackTemplateTry, PackView } from "@safeloop/engine";
import { call } from "../testing/asPerson.ts";
import { multipart } from "../testing/multipart.ts";
import { hasPostgres, makeTestApp, type TestApp } from "../testing/testApp.ts";
import { readArchive } from "./archive/readArchive.ts";
import { newSigningKey, signerOf } from "./archive/signature.ts";
import { leaveArchive, publisherPublicKey, visitArchive, type VisitPack } from "./visitPack.testkit.ts";

interface Refused { readonly code: string; readonly issues: readonly { readonly code: string; readonly path: string; readonly params: Record<string, unknown>; readonly message?: string }[] }

describe.each(["better-sqlite3", ...((await hasPostgres()) ? ["postgres" as const] : [])] as const)("a pack on %s", (driver) => {
  let app: TestApp;
  beforeAll(async () => void (app = await makeTestApp({ driver })));
  afterAll(async () => app.close());

  async function take<T = PackImported>(pack: VisitPack, options: { key?: string | null; dryRun?: boolean } = {}): Promise<{ status: number; body: T }> {
    const bytes = await visitArchive(pack, options.key);
    const reply = await app.inject("admin", { method: "POST", url: `/api/v1/packs/import${options.dryRun ? "?dryRun=true" : ""}`, ...multipart("visits.zip", bytes) });
    return { status: reply.statusCode, body: reply.json<T>() };
  }
  const packs = async (): Promise<readonly PackView[]> => (await call<PackView[]>(app, "admin", "GET", "/packs")).body;
  const visits = async (): Promise<PackView | undefined> => (await packs()).find((one) => one.id === "antai-visits");
  const form = async (): Promise<{ published: FormDefinition; etag: string }> => (await call<{ published: FormDefinition; etag: string }>(app, "designer", "GET", "/forms/visit-log")).body;
  async function publish<T = { revision: number }>(change: (form: FormDefinition) => object): Promise<{ status: number; body: T }> {
    const { published, etag } = await form();
    const saved = await call<{ etag: string }>(app, "designer", "PUT", "/forms/visit-log/draft", { definition: change(published) }, { "if-match": etag });
    expect(saved.status, JSON.stringify(saved.body)).toBe(200);
    return call<T>(app, "designer", "POST", "/forms/visit-log/publish", { reason: "本厂" }, { "if-match": saved.body.etag });
  }
  const withLongest = (value: number) => (one: FormDefinition): object => ({ ...one, limits: { ...one.limits, longest: { ...one.limits?.["longest"], value } } });
  const plan = (body: object = {}): Promise<{ status: number; body: PackPlanView }> => call<PackPlanView>(app, "admin", "POST", "/packs/antai-visits/plan", body);
  const limit = async (): Promise<number | undefined> => (await form()).published.limits?.["longest"]?.value;

  test("is looked at before it is taken in; a stranger's signature is shown as one", async () => {
    const seen = await take({ inputs: true }, { dryRun: true });
    expect([seen.status, seen.body.stored, seen.body.signer?.name, seen.body.signer?.trusted, seen.body.counts]).toEqual([200, false, "安泰集团", false, { templates: 1, forms: 1, flows: 1, rules: 0, cases: 2 }]);
    expect(await visits()).toBeUndefined();
  });

  test("that is a group standard needs a signature the tenant trusts", async () => {
    expect((await take<Refused>({ standard: true, inputs: true })).body.code).toBe("PACK_UNTRUSTED");
    expect((await call(app, "admin", "POST", "/packs/keys", { name: "安泰集团", publicKey: "bm90IGEga2V5" })).status).toBe(422);
    expect((await call(app, "admin", "POST", "/packs/keys", { name: "安泰集团", publicKey: publisherPublicKey })).status).toBe(201);
    const taken = await take({ standard: true, inputs: true });
    expect([taken.status, taken.body.signer?.trusted]).toEqual([201, true]);
  });

  test("keeps its name and its released versions: another content or another key is refused", async () => {
    expect((await take<Refused>({ standard: true, inputs: true, title: "别的" })).body.code).toBe("PACK_VERSION_TAKEN");
    expect((await take<Refused>({ version: "1.0.1" }, { key: newSigningKey() })).body.code).toBe("PACK_TAKEN");
    expect((await take<Refused>({ id: "safeloop-hazards", version: "9.0.0" }, { key: null })).body.code).toBe("PACK_TAKEN");
  });

  test("with faults is refused with every one, and nothing of it is kept", async () => {
    const bad = await take<Refused>({ version: "1.0.2", longest: Number.NaN });
    expect([bad.status, bad.body.code, bad.body.issues.map((one) => one.code)]).toEqual([422, "PACK_REFUSED", expect.arrayContaining([expect.stringMatching(/^PACK_|^LIMIT|^FORM/)])]);
    expect((await visits())?.version).toBe("1.0.0");
  });

  test("is tried with sample data before it is installed", async () => {
    const { status, body } = await call<PackTemplateTry>(app, "worker", "GET", "/packs/antai-visits/templates/visit-log");
    expect([status, body.form?.limits?.["longest"]?.value, body.sample]).toEqual([200, 60, { who: "张三", minutes: 30 }]);
    expect((await call(app, "worker", "GET", "/packs/antai-visits/templates/none")).status).toBe(404);
    const hot = (await call<PackTemplateTry>(app, "worker", "GET", "/packs/safeloop-permits/templates/permit-hot-work")).body;
    expect(Object.keys(hot.sample).length).toBeGreaterThan(25);
  });

  test("is installed with its parameters answered, and only then", async () => {
    const before = await visits();
    expect([before?.from, before?.installed, before?.inputs.map((one) => one.id)]).toEqual(["file", null, ["longest"]]);
    expect((await call<Refused>(app, "admin", "POST", "/packs/antai-visits/install", {})).body).toMatchObject({ code: "PACK_REFUSED", issues: [{ code: "PACK_INPUT_MISSING" }] });
    expect((await call<Refused>(app, "admin", "POST", "/packs/antai-visits/install", { answers: { longest: 90 } })).body).toMatchObject({ code: "PACK_REFUSED", issues: [{ code: "PACK_INPUT_BAD" }] });
    expect((await call(app, "worker", "POST", "/packs/antai-visits/install", { answers: { longest: 50 } })).status).toBe(403);
    const done = await call(app, "admin", "POST", "/packs/antai-visits/install", { answers: { longest: 50 } });
    expect([done.status, done.body]).toEqual([201, { id: "antai-visits", version: "1.0.0", seq: 1 }]);
    expect(await limit()).toBe(50);
    const sent = await call<Refused>(app, "worker", "POST", "/submissions", { form: "visit-log", data: { who: "张三", minutes: 51 } });
    expect([sent.status, sent.body.issues.map((one) => one.params["check"])]).toEqual([422, ["V-01"]]);
  });

  test("is changed in the designer as the tenant's overlay: a label, a field, a tighter limit", async () => {
    const done = await publish((one) => {
      const schema = one.schema as { properties: Record<string, object> };
      const local = { "x-id": "LBADGE", "x-title": { zh: "证件号", en: "Badge" }, "x-kind": "text", type: "string", maxLength: 40 };
      return { ...withLongest(40)(one), title: { zh: "厂区访客", en: "Site visits" }, schema: { ...schema, properties: { ...schema.properties, badge: local } }, ui: { sections: one.ui.sections.map((section) => ({ ...section, fields: [...section.fields, "LBADGE"] })) } };
    });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    expect([(await form()).published.title.zh, await limit(), (await visits())?.installed?.changes]).toEqual(["厂区访客", 40, 4]);
    const versions = (await call<{ reason: string }[]>(app, "designer", "GET", "/forms/visit-log/versions")).body;
    expect(versions.map((one) => one.reason)).toEqual(["本厂", "antai-visits@1.0.0"]);
    const elements = (await call<PackElements>(app, "designer", "GET", "/packs/antai-visits/elements")).body;
    expect(elements.items.filter((one) => one.state !== "inherited").map((one) => [one.title.zh, one.state, one.lock])).toEqual(expect.arrayContaining([["厂区访客", "changed", "free"], ["证件号", "added", "free"], ["longest", "tightened", "tightenOnly"]]));
  });

  test("refuses a looser limit with its clause, and a check that is removed", async () => {
    const looser = await publish<Refused>(withLongest(55));
    expect([looser.status, looser.body.code]).toEqual([422, "DEF_INVALID"]);
    expect(looser.body.issues.map((one) => [one.code, JSON.stringify(one.params)])).toEqual([["LOCK_LOOSER", expect.stringContaining("3.1")]]);
    expect((await publish<Refused>((one) => ({ ...one, logic: [] }))).body.issues.map((one) => one.code)).toContain("LOCK_FIXED");
    expect(await limit()).toBe(40);
  });

  test("is upgraded: what only the publisher changed comes by itself, what both changed is decided, and the tighter value stays", async () => {
    expect((await take({ version: "2.0.0", longest: 45, title: "来访登记", noteTitle: "事由", extra: true })).status).toBe(201);
    expect((await visits())?.installed).toMatchObject({ version: "1.0.0", pending: true });
    const { body: open } = await plan();
    expect([open.from, open.to, open.conflicts.map((one) => [one.code, one.prop, one.choices])]).toEqual(["1.0.0", "2.0.0", [["BOTH_CHANGED", "title.zh", ["mine", "theirs", "edit"]]]]);
    expect(open.changes.map((one) => one.title.zh)).toEqual(expect.arrayContaining(["事由", "车牌"]));
    const refused = await call<Refused>(app, "admin", "POST", "/packs/antai-visits/upgrade", { planHash: open.planHash });
    expect([refused.status, refused.body.code]).toEqual([409, "PACK_PLAN_OPEN"]);
    const decisions = open.conflicts.map(({ code, key }) => ({ code, key, choice: "mine" }));
    const { body: decided } = await plan({ decisions });
    expect([decided.conflicts, decided.decided.map((one) => one.decided)]).toEqual([[], ["mine"]]);
    expect((await call<Refused>(app, "admin", "POST", "/packs/antai-visits/upgrade", { planHash: open.planHash, decisions })).body.code).toBe("PACK_PLAN_STALE");
    expect((await call(app, "admin", "POST", "/packs/antai-visits/upgrade", { planHash: decided.planHash, decisions })).status).toBe(200);
    const { published } = await form();
    const properties = (published.schema as { properties: Record<string, { "x-title": { zh: string } }> }).properties;
    expect([published.title.zh, await limit(), properties["note"]?.["x-title"].zh, Object.keys(properties).sort()]).toEqual(["厂区访客", 40, "事由", ["badge", "minutes", "note", "plate", "who"]]);
  });

  test("of the same publisher that requires it is installed beside it", async () => {
    const taken = await app.inject("admin", { method: "POST", url: "/api/v1/packs/import", ...multipart("leave.zip", await leaveArchive()) });
    expect(taken.statusCode, taken.body).toBe(201);
    const done = await call(app, "admin", "POST", "/packs/antai-leave/install", {});
    expect([done.status, done.body]).toEqual([201, { id: "antai-leave", version: "1.0.0", seq: 1 }]);
  });

  test("is neither upgraded nor taken back to what would break a flow of the tenant's own", async () => {
    const { published } = (await call<{ published: { nodes: object[] } }>(app, "designer", "GET", "/flows/visit-log")).body;
    const reading = (field: string): object => ({ ...published, id: "our-visits", revision: 1, nodes: published.nodes.map((node, i) => (i === 0 ? { ...node, fields: { "*": "edit", [field]: "edit" } } : node)) });
    const own = async (definition: object): Promise<void> => {
      const saved = await call<{ etag: string }>(app, "designer", "POST", "/flows", { definition });
      const done = await call(app, "designer", "POST", "/flows/our-visits/publish", { reason: "本厂" }, { "if-match": saved.body.etag });
      expect(done.status, JSON.stringify(done.body)).toBe(200);
    };
    await own(reading("plate"));
    const back = await call<Refused>(app, "admin", "POST", "/packs/antai-visits/rollback", { reason: "现场不用车牌" });
    expect([back.status, back.body.code, back.body.issues[0]?.path.startsWith("/our-visits/")]).toEqual([422, "PACK_BREAKS", true]);
    expect((await call(app, "designer", "DELETE", "/flows/our-visits")).status).toBe(204);
    await own(reading("note"));
    expect((await take({ version: "3.0.0", longest: 45, title: "来访登记", hasNote: false, extra: true })).status).toBe(201);
    const { body: open } = await plan();
    const decisions = open.conflicts.map(({ code, key, choices }) => ({ code, key, choice: choices[0] }));
    const { body: decided } = await plan({ decisions });
    const refused = await call<Refused>(app, "admin", "POST", "/packs/antai-visits/upgrade", { planHash: decided.planHash, decisions });
    expect([refused.status, refused.body.code]).toEqual([422, "PACK_BREAKS"]);
    expect((await visits())?.installed?.version).toBe("2.0.0");
    expect((await call(app, "designer", "DELETE", "/flows/our-visits")).status).toBe(204);
  });

  test("is not upgraded to what leaves a flow of another pack without its form", async () => {
    expect((await take({ version: "4.0.0", formId: "visit-book" })).status).toBe(201);
    const { body: open } = await plan();
    const decisions = open.conflicts.map(({ code, key, choices }) => ({ code, key, choice: choices[0] }));
    const { body: decided } = await plan({ decisions });
    expect(decided.conflicts).toEqual([]);
    const refused = await call<Refused & { params: object }>(app, "admin", "POST", "/packs/antai-visits/upgrade", { planHash: decided.planHash, decisions });
    expect([refused.status, refused.body.code, refused.body.params]).toEqual([422, "PACK_BREAKS", { id: "antai-visits", what: "visit-leave" }]);
  });

  test("and a flow published in the same moment that would lose its field are never both taken", async () => {
    const { published } = (await call<{ published: { nodes: object[] } }>(app, "designer", "GET", "/flows/visit-log")).body;
    const definition = { ...published, id: "our-visits", revision: 1, nodes: published.nodes.map((node, i) => (i === 0 ? { ...node, fields: { "*": "edit", plate: "edit" } } : node)) };
    const saved = await call<{ etag: string }>(app, "designer", "POST", "/flows", { definition });
    const [flow, back] = await Promise.all([
      call<Refused>(app, "designer", "POST", "/flows/our-visits/publish", { reason: "本厂" }, { "if-match": saved.body.etag }),
      call<Refused>(app, "admin", "POST", "/packs/antai-visits/rollback", { reason: "现场不用车牌" }),
    ]);
    expect([[200, "PACK_BREAKS"], ["DEF_INVALID", 200]]).toContainEqual([flow, back].map(({ status, body }) => (status === 200 ? 200 : body.code)));
    expect((await call(app, "designer", "DELETE", "/flows/our-visits")).status).toBe(204);
  });

  test("goes back in one step, and what was left stays listed", async () => {
    if ((await visits())?.installed?.version === "2.0.0") expect((await call(app, "admin", "POST", "/packs/antai-visits/rollback", { reason: "现场不用车牌" })).status).toBe(200);
    const { published } = await form();
    expect([published.title.zh, await limit(), Object.keys((published.schema as { properties: object }).properties)]).toEqual(["厂区访客", 40, expect.not.arrayContaining(["plate"])]);
    const { items } = (await call<PackHistory>(app, "admin", "GET", "/packs/antai-visits/history")).body;
    expect(items.map((one) => [one.action, one.version, one.inForce])).toEqual([["rollback", "1.0.0", true], ["upgrade", "2.0.0", false], ["edit", "1.0.0", false], ["install", "1.0.0", false]]);
  });

  test("goes out as one file that another tenant takes in, with the overlay in it", async () => {
    const file = await app.inject("admin", { method: "GET", url: "/api/v1/packs/antai-visits/archive" });
    expect([file.statusCode, file.headers["content-type"]]).toEqual([200, "application/zip"]);
    const files = await readArchive(file.rawPayload);
    expect(signerOf(files)?.keyId).toMatch(/^sha256:/);
    const out = JSON.parse(files.find((one) => one.path === "forms/visit-log.json")?.bytes.toString() ?? "") as FormDefinition;
    expect([out.title.zh, out.limits?.["longest"]?.value]).toEqual(["厂区访客", 40]);
    expect((await call(app, "designer", "GET", "/packs/antai-visits/archive")).status).toBe(403);
  });
});
