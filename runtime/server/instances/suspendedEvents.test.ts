import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FlowDefinition, FlowInstance } from "@safeloop/engine";
import type { Tx } from "../context.ts";
import { approval, node, Plant, type Sent, straight } from "../migration/plant.testkit.ts";
import { testDrivers } from "../testing/testApp.ts";
import { serviceOf } from "../services.ts";
import { hasRoom, spareEvents } from "./flowListeners.ts";
import { enqueueEvents } from "./flowWaits.ts";

const waitFor = (id: string, event: string, field: string) => node(id, "wait", { until: { event, key: { var: field } } });
/** First a sample, then a second look at it, then a person. */
const looks = (id: string, second = "lab.second") => straight(id, [waitFor("W1", "lab.first", "what"), waitFor("W2", second, "severity"), approval("B", ["head"])]);

test("however a flow goes round, what it keeps has a limit: the spare ones and one for each wait", () => {
  const kept = (events: number) => ({ stored: [...Array.from({ length: events }, () => ({ type: "event", name: "lab.first", key: "k" })), { type: "child", visit: "U#1", child: "1", outcome: "approved" }] }) as unknown as FlowInstance;
  expect([hasRoom(looks("round"), kept(spareEvents + 1)), hasRoom(looks("round"), kept(spareEvents + 2))]).toEqual([true, false]);
});

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

describe.each(drivers)("events during a suspension on %s", (driver) => {
  let plant: Plant;
  beforeAll(async () => {
    plant = await Plant.make(driver);
  });
  afterAll(async () => plant.app.close());

  const begin = async (flow: FlowDefinition, data: object = { what: "s-1", severity: "low" }): Promise<Sent> => {
    await plant.publish(flow);
    return plant.submit(flow.form.id, data);
  };
  const command = async (id: string, name: string): Promise<void> => {
    const done = await plant.post("safety", `/instances/${id}/commands`, { command: name, reason: "storm", version: await plant.seqOf(id) });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
    await plant.app.settle();
  };
  const told = async (name: string, key: string): Promise<unknown> => {
    const { body } = await plant.post("admin", "/events", { name, key });
    await plant.app.settle();
    return body["waiting"];
  };
  /** As the alarm engine tells flows: many at once, inside its own transaction. */
  const flood = async (name: string, keys: readonly string[]): Promise<void> => {
    await plant.app.store.unit((tx) => enqueueEvents(plant.app.ctx, tx, "tenant-a", name, keys));
    while ((await plant.app.settle()) > 0);
  };
  const instanceOf = async ({ id }: Pick<Sent, "id">): Promise<FlowInstance> => JSON.parse((await plant.app.store.first<{ envelope: string }>({ sql: "select envelope from instances where id = ?", bindings: [id] }))?.envelope ?? "null") as FlowInstance;
  const keysStored = async (sent: Sent): Promise<string[]> => ((await instanceOf(sent)).stored ?? []).map((one) => (one.type === "event" ? `${one.name} ${one.key}` : one.child));
  const openAt = async (sent: Sent): Promise<string[]> => (await instanceOf(sent)).visits.filter((visit) => visit.state === "open").map((visit) => visit.node);
  const listening = async ({ id }: Pick<Sent, "id">): Promise<string[]> => (await plant.app.store.all<{ event: string }>({ sql: "select event from flow_listeners where instance_id = ? order by event", bindings: [id] })).map((row) => row.event);
  const count = async (table: string): Promise<number> => (await plant.app.store.first<{ n: number }>({ sql: `select count(*) as n from ${table}`, bindings: [] }))?.n ?? 0;

  test("one for a wait that is reached only after the resume is kept, and meets it in its turn", async () => {
    const sent = await begin(looks("chain"));
    await command(sent.id, "suspend");
    expect(await told("lab.first", "s-1")).toBe(1);
    expect(await told("lab.second", "low")).toBe(1);
    expect(await keysStored(sent)).toEqual(["lab.first s-1", "lab.second low"]);
    expect(await openAt(sent)).toEqual(["W1"]);
    await command(sent.id, "resume");
    expect(await openAt(sent)).toEqual(["B"]);
    expect((await plant.taskOf("head", sent)).node.id).toBe("B");
    expect(await keysStored(sent)).toEqual([]);
  });

  test("one that comes before the wait it is for is reached is of no use: they are delivered in their order", async () => {
    const sent = await begin(looks("order"));
    await command(sent.id, "suspend");
    expect(await told("lab.second", "low")).toBe(0);
    await told("lab.first", "s-1");
    expect(await keysStored(sent)).toEqual(["lab.second low", "lab.first s-1"]);
    await command(sent.id, "resume");
    expect(await openAt(sent)).toEqual(["W2"]);
    expect(await told("lab.second", "low")).toBe(1);
    expect(await openAt(sent)).toEqual(["B"]);
  });

  test("before the suspension, with nothing waiting, one is ignored as ever", async () => {
    const sent = await begin(looks("early", "lab.early"));
    const effects = await count("outbox");
    expect(await told("lab.early", "low")).toBe(0);
    expect(await count("outbox")).toBe(effects);
    await command(sent.id, "suspend");
    await told("lab.first", "s-1");
    await command(sent.id, "resume");
    expect(await openAt(sent)).toEqual(["W2"]);
  });

  test("one whose key the paper gives only meanwhile is kept by its name, and the key is told at the entry", async () => {
    await plant.publish(straight("side", [approval("C", ["shift"]), node("X", "act", { act: { do: "setField", field: "severity", value: "high" } })], "keyed"));
    const sent = await begin(straight("keyed", [node("Y", "act", { act: { do: "startFlow", flow: "side" } }), waitFor("W1", "lab.first", "what"), waitFor("W2", "lab.second", "severity"), approval("B", ["head"])]));
    await command(sent.id, "suspend");
    await told("lab.first", "s-1");
    await plant.decide("shift", await plant.taskOf("shift", sent));
    await plant.app.settle();
    expect(await told("lab.second", "high")).toBe(0);
    await command(sent.id, "resume");
    expect(await openAt(sent)).toEqual(["B"]);
  });

  test("two waits for the same take one event each; the second is needed, a third is not", async () => {
    const twice = straight("twice", [waitFor("W1", "lab.first", "what"), waitFor("W2", "lab.first", "what"), approval("B", ["head"])]);
    const sent = await begin(twice);
    await command(sent.id, "suspend");
    expect([await told("lab.first", "s-1"), await told("lab.first", "s-1"), await told("lab.first", "s-1")]).toEqual([1, 1, 0]);
    await command(sent.id, "resume");
    expect(await openAt(sent)).toEqual(["B"]);
    const other = await plant.submit("twice", { what: "s-2" });
    await command(other.id, "suspend");
    await told("lab.first", "s-2");
    await command(other.id, "resume");
    expect(await openAt(other)).toEqual(["W2"]);
  });

  test("a chatty source fills no paper: what the flow would wait for is kept all the same, and the rest costs nothing any more", { timeout: 120_000 }, async () => {
    const sent = await begin(looks("chatty"), { what: "s-9", severity: "high" });
    await command(sent.id, "suspend");
    expect(await listening(sent)).toEqual(["lab.first", "lab.second"]);
    await flood("lab.second", Array.from({ length: 150 }, (_, i) => `alarm-${i}`));
    expect((await keysStored(sent)).length).toBe(spareEvents);
    expect(await listening(sent)).toEqual([]);
    const before = [await count("outbox"), await count("audit_rows"), await plant.seqOf(sent.id)];
    await flood("lab.second", Array.from({ length: 150 }, (_, i) => `alarm-${i + 150}`));
    expect([await count("outbox"), await count("audit_rows"), await plant.seqOf(sent.id)]).toEqual(before);
    await flood("lab.first", ["s-9"]);
    await flood("lab.second", ["alarm-0", "high"]);
    expect((await keysStored(sent)).slice(spareEvents)).toEqual(["lab.first s-9", "lab.second high"]);
    await command(sent.id, "resume");
    expect(await openAt(sent)).toEqual(["B"]);
  });

  test("many at once are one question a kind, suspended listeners included", async () => {
    const sent = await begin(looks("asked"));
    await command(sent.id, "suspend");
    const asked: unknown[] = [];
    await plant.app.store.unit((tx) => {
      const counting: Tx = { all: (query) => (asked.push(query), tx.all(query)), first: (query) => (asked.push(query), tx.first(query)), run: (query) => tx.run(query), afterCommit: (fn) => tx.afterCommit(fn) };
      return enqueueEvents(plant.app.ctx, counting, "tenant-a", "lab.second", Array.from({ length: 300 }, (_, i) => `k-${i}`));
    });
    expect(asked).toHaveLength(1);
    await command(sent.id, "terminate");
  });

  test("nobody listens for names his flow does not know, nor after the resume, nor after the end", async () => {
    const [one, other] = [await begin(looks("names")), await plant.submit("names", { what: "s-1", severity: "low" })];
    await command(one.id, "suspend");
    await command(other.id, "suspend");
    const before = await plant.seqOf(one.id);
    await told("lab.third", "low");
    expect(await plant.seqOf(one.id)).toBe(before);
    await command(one.id, "resume");
    await command(other.id, "terminate");
    expect([await listening(one), await listening(other)]).toEqual([[], []]);
    await told("lab.second", "low");
    expect([(await instanceOf(one)).stored, (await instanceOf(other)).stored]).toEqual([undefined, undefined]);
  });

  test("a delivery that is tried again, because one flow cannot take it, reaches the others once", async () => {
    const sent = [await begin(looks("again")), await plant.submit("again", { what: "s-1", severity: "low" })];
    for (const { id } of sent) await command(id, "suspend");
    const [broken, sound] = sent.sort((a, b) => (a.id < b.id ? -1 : 1)) as [Sent, Sent];
    const { envelope, flowHash } = await plant.stored(broken);
    const set = (text: string) => plant.app.store.unit((tx) => tx.run({ sql: "update instances set envelope = ? where id = ?", bindings: [text, broken.id] }));
    await set(envelope.replaceAll(flowHash, "f".repeat(64)));
    expect(await told("lab.second", "low")).toBe(0);
    expect(await keysStored(sound)).toEqual(["lab.second low"]);
    await set(envelope);
    plant.app.clock.advance(2_000);
    await plant.app.settle();
    expect([await keysStored(broken), await keysStored(sound)]).toEqual([["lab.second low"], ["lab.second low"]]);
    for (const { id } of sent) await command(id, "terminate");
  });

  test("a flow moved to another revision listens for the events of that one", async () => {
    const sent = await begin(looks("moved"));
    await command(sent.id, "suspend");
    await plant.revise("flows", looks("moved", "lab.other"));
    const moved = await plant.run("moved", 2, [{ id: sent.id, seq: await plant.seqOf(sent.id) }]);
    expect(moved.body).toMatchObject({ summary: { migrated: 1 } });
    expect(await listening(sent)).toEqual(["lab.first", "lab.other"]);
    await command(sent.id, "terminate");
  });

  test("a sub-flow suspended along with the flow above listens by itself", async () => {
    await plant.publish(straight("below", [waitFor("W1", "lab.first", "what"), waitFor("W2", "lab.second", "severity")], "above"));
    const hash = serviceOf(plant.app.ctx.services, "definitions").published("tenant-a", "flows", "below")?.hash ?? "";
    const sent = await begin(straight("above", [node("U", "subflow", { flow: { id: "below", hash }, sync: true, onChildReject: { do: "end" } }), approval("B", ["head"])]));
    const child = await plant.app.store.first<{ id: string }>({ sql: "select id from instances where submission_id = ? and id <> ?", bindings: [sent.submission, sent.id] });
    await command(sent.id, "suspend");
    expect([await listening(sent), await listening({ id: child?.id ?? "" })]).toEqual([[], ["lab.first", "lab.second"]]);
    await told("lab.first", "s-1");
    await told("lab.second", "low");
    expect(await openAt(sent)).toEqual(["U"]);
    await command(sent.id, "resume");
    expect(await openAt(sent)).toEqual(["B"]);
  });
});
