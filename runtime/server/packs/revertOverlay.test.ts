import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlowDefinition, FormDefinition, PackElements, PackHistory, PackInstalled, PackRevertPlan, PackView } from "@safeloop/engine";
import { call } from "../testing/asPerson.ts";
import { multipart } from "../testing/multipart.ts";
import { hasPostgres, makeTestApp, type TestApp } from "../testing/testApp.ts";
import { visitArchive, type VisitPack } from "./visitPack.testkit.ts";

interface Refused { readonly code: string; readonly detail: string; readonly params: Record<string, string>; readonly issues: readonly { readonly code: string }[] }
interface Stored<D> { readonly published: D; readonly etag: string; readonly packId?: string }
type Item = PackElements["items"][number];

const path = "/packs/antai-visits";

describe.each(["better-sqlite3", ...((await hasPostgres()) ? ["postgres" as const] : [])] as const)("own changes of a pack on %s", (driver) => {
  let app: TestApp;

  const take = async (pack: VisitPack): Promise<void> => {
    expect((await app.inject("admin", { method: "POST", url: "/api/v1/packs/import", ...multipart("visits.zip", await visitArchive(pack)) })).statusCode).toBe(201);
  };
  const stored = async <D>(what: string): Promise<Stored<D>> => (await call<Stored<D>>(app, "designer", "GET", what)).body;
  const form = async (): Promise<FormDefinition> => (await stored<FormDefinition>("/forms/visit-log")).published;
  const keysIn = async (): Promise<readonly string[]> => Object.keys(((await form()).schema as { properties: object }).properties);
  async function publish<D extends object>(what: string, change: (one: D) => object): Promise<void> {
    const { published, etag } = await stored<D>(what);
    const saved = await call<{ etag: string }>(app, "designer", "PUT", `${what}/draft`, { definition: change(published) }, { "if-match": etag });
    const done = await call(app, "designer", "POST", `${what}/publish`, { reason: "本厂" }, { "if-match": saved.body.etag });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
  }
  const elements = async (query = ""): Promise<PackElements> => (await call<PackElements>(app, "designer", "GET", `${path}/elements${query}`)).body;
  const own = async (): Promise<readonly string[]> => (await elements()).items.flatMap((one) => one.changes.map(({ key }) => key));
  const keyOf = async (word: string): Promise<string> => (await own()).find((key) => key.includes(word)) ?? `no ${word}`;
  const seq = async (): Promise<number> => (await elements()).seq;
  const plan = async <T = PackRevertPlan>(...keys: string[]): Promise<{ status: number; body: T }> => call<T>(app, "admin", "POST", `${path}/overlay/revert/plan`, { keys, seq: await seq() });
  const revert = async <T = PackInstalled>(keys: readonly string[], at?: number): Promise<{ status: number; body: T }> => call<T>(app, "admin", "POST", `${path}/overlay/revert`, { keys, seq: at ?? (await seq()), reason: "回到集团做法" });
  const moves = async (): Promise<PackHistory["items"]> => (await call<PackHistory>(app, "admin", "GET", `${path}/history`)).body.items;

  beforeAll(async () => {
    app = await makeTestApp({ driver });
    await take({ inputs: true });
    expect((await call(app, "admin", "POST", `${path}/install`, { answers: { longest: 50 } })).status).toBe(201);
    await publish<FormDefinition>("/forms/visit-log", (one) => {
      const schema = one.schema as { properties: Record<string, object> };
      const local = (xid: string, zh: string) => ({ "x-id": xid, "x-title": { zh, en: xid }, "x-kind": "text", type: "string", maxLength: 40 });
      return {
        ...one, title: { zh: "厂区访客", en: "Site visits" }, limits: { ...one.limits, longest: { ...one.limits?.["longest"], value: 40 } },
        schema: { ...schema, properties: { ...schema.properties, badge: local("LBADGE", "证件号"), car: local("LCAR", "车牌"), gate: local("LGATE", "门岗") } },
        ui: { sections: [...one.ui.sections.map((section) => ({ ...section, fields: [...section.fields, "LBADGE"] })), { id: "LMORE", title: { zh: "进出", en: "Way" }, fields: ["LCAR", "LGATE"] }] },
      };
    });
  }, 60_000);
  afterAll(async () => app.close());

  test("stand in the view with their keys, the chain of layers and what holds them", async () => {
    expect((await stored("/forms/visit-log")).packId).toBe("antai-visits");
    const { items, seq: at } = await elements("?definition=form/visit-log");
    expect([at, new Set(items.map((one) => one.definition.id))]).toEqual([2, new Set(["visit-log"])]);
    const limit = items.find((one) => one.el.endsWith("limit:longest")) as Item;
    expect(limit.changes[0]).toMatchObject({
      key: "set|form/visit-log#limit:longest|value", op: "set", upper: { value: "50" }, effective: { value: "40" },
      chain: [{ layer: "product", org: { zh: "访客" }, value: { value: "50" } }, { layer: expect.any(String), asks: { value: "40" }, decides: true, by: expect.stringMatching(/\S/), why: "本厂" }],
    });
    expect(limit.held).toEqual(expect.arrayContaining([expect.objectContaining({ facet: "value", level: "tightenOnly", value: { value: "50", unit: "min", op: "<=" }, clause: expect.stringContaining("3.1") })]));
    const minutes = items.find((one) => one.el.endsWith("#minutes")) as Item;
    expect([minutes.inside, minutes.held?.find((one) => one.facet === "key")?.check?.zh]).toEqual([["form/visit-log#section:main"], expect.stringContaining("时长超过")]);
    expect(items.find((one) => one.el.endsWith("#LCAR"))?.inside).toEqual(["form/visit-log#section:LMORE"]);
  });

  test("are foretold before they are taken back, with the value afterwards", async () => {
    const { status, body } = await plan(await keyOf("title.zh"), await keyOf("limit:longest"));
    expect([status, body.gone.map((one) => [one.op, one.prop, one.asked, one.after])]).toEqual([200, [["set", "title.zh", true, "访客登记"], ["set", "value", true, { value: "50", unit: "min", op: "<=" }]]]);
    expect(body.publishes).toEqual([{ kind: "form", id: "visit-log", title: { zh: "访客登记", en: "Site visits" } }]);
    expect((await form()).title.zh).toBe("厂区访客");
  });

  test("are taken back: the label and the limit of above are published again, with who and why", async () => {
    const before = (await form()).revision;
    const done = await revert([await keyOf("title.zh"), await keyOf("title.en"), await keyOf("limit:longest")]);
    expect([done.status, done.body]).toEqual([200, { id: "antai-visits", version: "1.0.0", seq: 3 }]);
    const { title, limits, revision } = await form();
    expect([title.zh, limits?.["longest"]?.value, revision]).toEqual(["访客登记", 50, before + 1]);
    const audit = (await call<{ items: { action: string; detail: { keys: string[]; reason: string } }[] }>(app, "admin", "GET", "/audit?action=pack.revert")).body.items[0];
    expect([audit?.detail.reason, audit?.detail.keys.length]).toEqual(["回到集团做法", 3]);
    expect((await moves()).map((one) => [one.action, one.inForce, one.reason])[0]).toEqual(["revert", true, "回到集团做法"]);
  });

  test("are back after a roll-back, with their author, and gone once more after another", async () => {
    expect((await call(app, "admin", "POST", `${path}/rollback`, { reason: "还要用" })).status).toBe(200);
    expect([(await form()).title.zh, (await form()).limits?.["longest"]?.value]).toEqual(["厂区访客", 40]);
    const title = (await elements()).items.flatMap((one) => one.changes).find((one) => one.key.endsWith("title.zh"));
    expect(title?.chain.at(-1)).toMatchObject({ why: "本厂" });
    expect((await call(app, "admin", "POST", `${path}/rollback`, { reason: "不用了" })).status).toBe(200);
    expect((await form()).title.zh).toBe("访客登记");
  });

  test("seen in another state are not taken back, nor what is none", async () => {
    const stale = await revert<Refused>([await keyOf("LBADGE")], 2);
    expect([stale.status, stale.body.code]).toEqual([409, "PACK_MOVED"]);
    const none = await revert<Refused>(["set|form/visit-log#who|title.zh"]);
    expect([none.status, none.body.code]).toEqual([422, "PACK_NO_CHANGE"]);
    expect((await call(app, "designer", "POST", `${path}/overlay/revert`, { keys: [await keyOf("LBADGE")], seq: await seq(), reason: "x" })).status).toBe(403);
  });

  test("that a step of the pack or a flow of the tenant's own uses are refused, naming it", async () => {
    await publish<FlowDefinition>("/flows/visit-log", (one) => ({ ...one, nodes: one.nodes.map((node) => (node.id === "agree" ? { ...node, fields: { "*": "read", LBADGE: "require" } } : node)) }));
    const step = await revert<Refused>([await keyOf("add|form/visit-log#LBADGE")]);
    expect([step.status, step.body.code, step.body.detail]).toEqual([422, "PACK_REVERT_BREAKS", expect.stringContaining("访客审批 · 批准")]);
    expect(step.body.issues.length).toBeGreaterThan(0);
    const { published } = await stored<FlowDefinition>("/flows/visit-log");
    const mine = { ...published, id: "our-visits", revision: 1, nodes: published.nodes.map((node) => (node.id === "agree" ? { ...node, fields: { "*": "read", LCAR: "require" } } : node)) };
    const saved = await call<{ etag: string }>(app, "designer", "POST", "/flows", { definition: mine });
    expect((await call(app, "designer", "POST", "/flows/our-visits/publish", { reason: "本厂" }, { "if-match": saved.body.etag })).status).toBe(200);
    const other = await plan<Refused>(await keyOf("add|form/visit-log#LCAR"));
    expect([other.status, other.body.code, other.body.params["what"]]).toEqual([422, "PACK_BREAKS", "our-visits"]);
    expect((await call(app, "designer", "DELETE", "/flows/our-visits")).status).toBe(204);
    expect(await keysIn()).toEqual(expect.arrayContaining(["badge", "car"]));
  });

  test("that hang on one are named and go along; with its user the field may go", async () => {
    const section = await keyOf("add|form/visit-log#section:LMORE");
    const { body } = await plan(section);
    expect(body.gone.map((one) => [one.title.zh, one.asked])).toEqual(expect.arrayContaining([["进出", true], ["车牌", false], ["门岗", false]]));
    expect((await revert([section])).status).toBe(200);
    const user = (await own()).filter((key) => key.includes("flow/visit-log"));
    expect((await revert([await keyOf("add|form/visit-log#LBADGE"), ...user])).status).toBe(200);
    expect([await keysIn(), await own()]).toEqual([["who", "minutes", "note"], []]);
    expect((await call<PackView[]>(app, "admin", "GET", "/packs")).body.find((one) => one.id === "antai-visits")?.installed?.changes).toBe(0);
  });

  test("that no longer count, since above is stricter or has removed their target, are cleared like any", async () => {
    await publish<FormDefinition>("/forms/visit-log", (one) => {
      const schema = one.schema as { properties: Record<string, { "x-title"?: object }> };
      return { ...one, limits: { ...one.limits, longest: { ...one.limits?.["longest"], value: 40 } }, schema: { ...schema, properties: { ...schema.properties, note: { ...schema.properties["note"], "x-title": { zh: "事由", en: "Why" } } } } };
    });
    await take({ version: "2.0.0", longest: 30, hasNote: false });
    const decisions = (await call<{ conflicts: { code: string; key: string; choices: string[] }[] }>(app, "admin", "POST", `${path}/plan`, {})).body.conflicts.map(({ code, key, choices }) => ({ code, key, choice: choices[0] }));
    const { planHash } = (await call<{ planHash: string }>(app, "admin", "POST", `${path}/plan`, { decisions })).body;
    expect((await call(app, "admin", "POST", `${path}/upgrade`, { planHash, decisions })).status).toBe(200);
    const idle = (await elements()).items.filter((one) => one.state === "subsumed" || one.state === "orphan");
    expect(idle.map((one) => one.state).sort()).toEqual(["orphan", "subsumed"]);
    await publish<FormDefinition>("/forms/visit-log", (one) => ({ ...one, title: { zh: "门岗访客", en: "Gate" } }));
    const { revision } = await form();
    const [first = "", ...rest] = idle.flatMap((one) => one.changes.map(({ key }) => key));
    expect((await revert([first])).status).toBe(200);
    expect((await revert(rest)).status).toBe(200);
    expect([(await own()).every((key) => key.includes("|title.")), (await form()).revision]).toEqual([true, revision]);
  });
});
