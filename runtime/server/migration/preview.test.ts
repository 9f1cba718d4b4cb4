import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlowInstances, MigrationPreviewed } from "@safeloop/engine";
import { testDrivers } from "../testing/testApp.ts";
import { approval, Plant, type Sent, straight } from "./plant.testkit.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

describe.each(drivers)("before running flows are moved, on %s", (driver) => {
  let plant: Plant;
  let atA: Sent;
  let atB: Sent;
  let ended: Sent;
  beforeAll(async () => {
    plant = await Plant.make(driver);
    await plant.publish(straight("look", [approval("A", ["head"]), approval("B", ["shift"])]));
    [atA, atB, ended] = [await plant.submit("look"), await plant.submit("look"), await plant.submit("look")];
    await plant.decide("head", await plant.taskOf("head", atB));
    await plant.decide("head", await plant.taskOf("head", ended), { command: "reject", comment: "no" });
    await plant.publish(straight("look", [approval("A", ["head"]), approval("C", ["gas"])]));
  });
  afterAll(async () => plant.app.close());

  const list = (query = "", as = "safety") => plant.get<FlowInstances>(as, `/flows/look/instances${query}`);
  const byId = (items: readonly MigrationPreviewed[], sent: Sent): MigrationPreviewed | undefined => items.find((one) => one.id === sent.id);

  test("an administrator sees how many run on each revision, and where they stand", async () => {
    const { body } = await list();
    expect(body.revisions.map((one) => [one.revision, one.running, one.published])).toEqual([[2, 0, true], [1, 2, false]]);
    expect(body.items.map((one) => [one.id, one.revision, one.at.map((at) => at.title.en), one.undoable])).toEqual([[atA.id, 1, ["Step A"], false], [atB.id, 1, ["Step B"], false]]);
    expect([body.total, body.next]).toEqual([2, null]);
    expect((await list("?revision=2")).body).toMatchObject({ items: [], total: 0 });
  });

  test("the list comes in pages", async () => {
    const first = (await list("?revision=1&limit=1")).body;
    const second = (await list(`?revision=1&limit=1&cursor=${first.next ?? ""}`)).body;
    expect([first, second].flatMap((page) => page.items.map((one) => one.id))).toEqual([atA.id, atB.id]);
    expect([first.total, second.next]).toEqual([2, null]);
  });

  test("each instance has its verdict, its reasons in words, and open questions with their answers by title", async () => {
    const { status, body } = await plant.preview("look", { to: 2 });
    expect(status).toBe(200);
    expect(body).toMatchObject({ total: 2, next: null, missing: [], summary: { keep: 0, automatic: 1, needsMapping: 1, refuse: 0 }, to: { revision: 2 } });
    expect(byId(body.items, atA)).toMatchObject({ seq: 1, revision: 1, verdict: "automatic", ready: true, questions: [], at: [{ id: "A" }], then: [{ id: "A" }] });
    const moved = byId(body.items, atB);
    expect(moved).toMatchObject({ verdict: "needsMapping", ready: false, questions: [{ key: "visit:B#1", kind: "visit", choices: [{ value: "A", title: { zh: "步骤A", en: "Step A" } }, { value: "C", title: { zh: "步骤C", en: "Step C" } }] }] });
    expect(moved?.then).toBeUndefined();
    expect(moved?.questions[0]?.message).toContain("“步骤B”");
    expect(byId(body.items, atA)?.reasons.map((one) => one.message)).toContain("停在 步骤A，新版本里位置不变。");
  });

  test("sentences come in the caller's language and name steps by their titles", async () => {
    const { body } = await plant.preview("look", { to: 2 }, "safety", { "accept-language": "en" });
    expect(byId(body.items, atA)?.reasons.map((one) => one.message)).toEqual(["It stands at Step A, which is in the same place in the new revision.", "The new revision adds: Step C; and drops: Step B."]);
  });

  test("one mapping answers for all: what was asked is ready, and shows where it would go", async () => {
    const { body } = await plant.preview("look", { to: 2, mapping: { "node:B": "C" } });
    expect(byId(body.items, atB)).toMatchObject({ verdict: "needsMapping", ready: true, questions: [{ answer: "C" }], then: [{ id: "C" }] });
    const wrong = (await plant.preview("look", { to: 2, mapping: { "node:B": "Z" } })).body;
    expect(byId(wrong.items, atB)).toMatchObject({ verdict: "refuse", ready: false });
  });

  test("named instances are judged too when they have ended; ids that are not of this flow are told apart", async () => {
    const { body } = await plant.preview("look", { to: 2, instances: [ended.id, atA.id, "nobody"] });
    expect(body.items.map((one) => [one.id, one.verdict, one.reasons[0]?.code])).toEqual([[atA.id, "automatic", "MIGRATION_FITS"], [ended.id, "keep", "MIGRATION_ENDED"]]);
    expect([body.missing, body.total, body.next]).toEqual([["nobody"], 2, null]);
    expect((await plant.preview("look", { to: 2, from: 2 })).body).toMatchObject({ items: [], total: 0 });
  });

  test("the preview comes in pages that together are the whole", async () => {
    const first = (await plant.preview("look", { to: 2, limit: 1 })).body;
    const second = (await plant.preview("look", { to: 2, limit: 1, cursor: first.next })).body;
    expect([...first.items, ...second.items]).toEqual((await plant.preview("look", { to: 2 })).body.items);
    expect([first.total, second.total, second.next]).toEqual([2, 2, null]);
  });

  test("a preview changes nothing", async () => {
    const before = [await plant.stored(atA), await plant.stored(atB), await plant.counts(atB.id)];
    const tables = async () => [await plant.app.store.first({ sql: "select count(*) as n from audit_rows", bindings: [] }), await plant.app.store.first({ sql: "select count(*) as n from outbox", bindings: [] })];
    const grown = await tables();
    await plant.preview("look", { to: 2, mapping: { "node:B": "C" } });
    expect([await plant.stored(atA), await plant.stored(atB), await plant.counts(atB.id)]).toEqual(before);
    expect(await tables()).toEqual(grown);
  });

  test("what is not there is said: a flow, a revision, a shape", async () => {
    expect(await plant.preview("nothing", { to: 1 })).toMatchObject({ status: 404, code: "NOT_FOUND" });
    expect(await plant.preview("look", { to: 9 })).toMatchObject({ status: 404, code: "MIGRATION_REVISION" });
    expect(await plant.preview("look", { to: 1, from: 9 })).toMatchObject({ status: 404, code: "MIGRATION_REVISION" });
    expect(await list("?revision=9")).toMatchObject({ status: 404, code: "MIGRATION_REVISION" });
    expect((await plant.preview("look", { to: 2, limit: 1001 })).status).toBe(400);
    expect((await plant.preview("look", { to: 2, instances: Array.from({ length: 1001 }, (_, i) => `i${i}`) })).status).toBe(400);
    expect((await plant.preview("look", { to: 2, cursor: "x" })).code).toBe("CURSOR_INVALID");
  });

  test("who does not administer flows sees nothing of it", async () => {
    for (const as of ["worker", "designer", "head"]) {
      expect([as, (await list("", as)).status, (await plant.preview("look", { to: 2 }, as)).status]).toEqual([as, 403, 403]);
    }
  });

  test("an administrator of another tenant is told that the flow does not exist", async () => {
    for (const reply of [await list("", "admin-b"), await plant.preview("look", { to: 2, instances: [atA.id] }, "admin-b"), await plant.run("look", 2, [atA], "admin-b"), await plant.undo(atA.id, "admin-b")]) {
      expect(reply).toMatchObject({ status: 404, code: "NOT_FOUND" });
    }
  });

  test("one site's administrator neither sees nor moves what runs at another", async () => {
    const elsewhere = await plant.submit("look", { what: "x" }, "worker-site2");
    const all = (await plant.preview("look", { to: 1, instances: [elsewhere.id] }, "admin")).body;
    expect(all.items.map((one) => one.id)).toEqual([elsewhere.id]);
    expect((await plant.preview("look", { to: 1, instances: [elsewhere.id] })).body).toMatchObject({ items: [], missing: [elsewhere.id] });
    expect((await plant.run("look", 1, [elsewhere])).body.items).toMatchObject([{ id: elsewhere.id, outcome: "refused", reasons: [{ code: "NOT_FOUND" }] }]);
    expect((await plant.stored(elsewhere)).flowHash).toBe(all.items[0] && (await list("", "admin")).body.revisions.find((one) => one.revision === 2)?.hash);
  });
});
