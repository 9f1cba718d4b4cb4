import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { HistoryEntry } from "@safeloop/engine";
import type { ServerContext, Store, Tx } from "../context.ts";
import { testDrivers } from "../testing/testApp.ts";
import { approval, Plant, type Sent, straight } from "./plant.testkit.ts";
import { runMigration } from "./runMigration.ts";
import { undoMove } from "./undoMove.ts";

const drivers = (await testDrivers()).filter((driver) => driver !== "sqlite3");

describe.each(drivers)("a move that is disturbed, on %s", (driver) => {
  let plant: Plant;
  beforeAll(async () => {
    plant = await Plant.make(driver);
  });
  afterAll(async () => plant.app.close());

  const asker = (flowId: string) => ({ actor: plant.app.actor("safety"), locale: "en" as const, flowId });
  const commandsOf = (history: readonly object[]): string[] => history.map((row) => (JSON.parse((row as { entry: string }).entry) as HistoryEntry).command);
  const twoRevisions = async (id: string): Promise<void> => {
    await plant.publish(straight(id, [approval("A", ["head"]), approval("B", ["shift"])]));
    await plant.publish(straight(id, [approval("A", ["head"]), approval("C", ["gas"])]));
  };
  /** A paper on the first revision of a flow that has two. */
  const onFirst = async (id: string): Promise<Sent> => {
    const sent = await plant.submit(id);
    expect((await plant.run(id, 1, [sent])).body.summary.migrated).toBe(1);
    return { ...sent, seq: sent.seq + 1 };
  };

  /** Begins after so many turns of the event loop, so that every order is met. */
  const after = async <T>(turns: number, act: () => Promise<T>): Promise<T> => {
    for (let n = 0; n < turns; n += 1) await new Promise<void>((resolve) => setImmediate(resolve));
    return act();
  };

  /** A context that fails at one of the things a step writes, after the others were written. */
  const failing = (what: "audit" | "effects" | "backup"): ServerContext => {
    const { ctx } = plant.app;
    const fault = async (): Promise<never> => {
      throw new Error("killed here");
    };
    if (what === "audit") return { ...ctx, audit: fault };
    if (what === "effects") return { ...ctx, effects: { ...ctx.effects, enqueue: fault, handle: ctx.effects.handle.bind(ctx.effects), handleInTransaction: ctx.effects.handleInTransaction.bind(ctx.effects) } };
    const { store } = ctx;
    const guarded = (tx: Tx): Tx => ({
      all: (q) => tx.all(q), first: (q) => tx.first(q), afterCommit: (done) => tx.afterCommit(done),
      run: (q) => ("sql" in q && q.sql.includes("insert into flow_backups") ? fault() : tx.run(q)),
    });
    const failingStore: Store = { dialect: store.dialect, place: store.place, qb: store.qb, all: (q) => store.all(q), first: (q) => store.first(q), close: () => store.close(), unit: (fn) => store.unit((tx) => fn(guarded(tx))) };
    return { ...ctx, store: failingStore };
  };

  test.each(["audit", "effects", "backup"] as const)("ends while it writes (%s): nothing of it is there, and it can be moved afterwards", async (what) => {
    const id = `killed-${what}`;
    await plant.publish(straight(id, [approval("A", ["head"])]));
    const sent = await plant.submit(id);
    await plant.publish(straight(id, [approval("C", ["gas"])]));
    const before = [await plant.stored(sent), await plant.counts(sent.id)];
    const asked = { id: sent.id, seq: sent.seq, mapping: { "visit:A#1": "C" } };
    const { items } = await runMigration(failing(what), asker(id), { to: 2, instances: [asked], reason: "x" });
    expect(items).toMatchObject([{ outcome: "refused", reasons: [{ code: "INTERNAL" }] }]);
    expect([await plant.stored(sent), await plant.counts(sent.id)]).toEqual(before);
    expect((await plant.run(id, 2, [asked])).body.items).toMatchObject([{ outcome: "migrated" }]);
  });

  test("one that fails does not hold up the others", async () => {
    await plant.publish(straight("others", [approval("A", ["head"])]));
    const [one, two, three] = [await plant.submit("others"), await plant.submit("others"), await plant.submit("others")];
    await plant.publish(straight("others", [approval("A", ["head"]), approval("B", ["gas"])]));
    const { ctx } = plant.app;
    const broken: ServerContext = { ...ctx, audit: async (tx, actor, entry) => (entry.subject.id === two.id ? Promise.reject(new Error("broken")) : ctx.audit(tx, actor, entry)) };
    const { items } = await runMigration(broken, asker("others"), { to: 2, instances: [one, two, three].map(({ id, seq }) => ({ id, seq })), reason: "x" });
    expect(items.map((item) => item.outcome)).toEqual(["migrated", "refused", "migrated"]);
    expect([await plant.seqOf(one.id), await plant.seqOf(two.id), await plant.seqOf(three.id)]).toEqual([2, 1, 2]);
  });

  test("an undo that ends while it writes leaves the move as it was", async () => {
    await twoRevisions("undo-killed");
    const sent = await onFirst("undo-killed");
    await plant.run("undo-killed", 2, [{ id: sent.id, seq: sent.seq }]);
    const before = [await plant.stored(sent), await plant.counts(sent.id)];
    await expect(plant.app.store.unit((tx) => undoMove(failing("audit"), tx, plant.app.actor("safety"), sent.id, "x"))).rejects.toThrow("killed here");
    expect([await plant.stored(sent), await plant.counts(sent.id)]).toEqual(before);
    expect((await plant.undo(sent.id)).status).toBe(200);
  });

  test("fifty times a decision and a move at once: one is first, the other comes after it or is told", async () => {
    await twoRevisions("race");
    const ends = { decidedFirst: 0, movedFirst: 0 };
    for (let n = 0; n < 50; n += 1) {
      const sent = await onFirst("race");
      const task = await plant.taskOf("head", sent);
      const [decision, run] = await Promise.all([after(n, () => plant.decide("head", task)), plant.run("race", 2, [{ id: sent.id, seq: sent.seq }])]);
      const stored = await plant.stored(sent);
      const commands = commandsOf(stored.history);
      const outcome = run.body.items[0]?.outcome;
      expect([decision.status, ["migrated", "changed"].includes(outcome ?? "")], JSON.stringify([decision.body, run.body])).toEqual([200, true]);
      expect(commands.filter((one) => one === "approve"), "the decision is there once").toHaveLength(1);
      expect(commands.filter((one) => one === "migrate"), "beside the move back to the first revision").toHaveLength(outcome === "migrated" ? 2 : 1);
      expect(await plant.seqOf(sent.id)).toBe(sent.seq + (outcome === "migrated" ? 2 : 1));
      const next = stored.tasks.map((one) => one as { node: string; state: string }).filter((one) => one.state === "open").map((one) => one.node);
      expect(next, "the next step is that of the revision it runs on, asked once").toEqual([outcome === "migrated" ? "C" : "B"]);
      ends[outcome === "migrated" ? "movedFirst" : "decidedFirst"] += 1;
    }
    expect(Math.min(ends.decidedFirst, ends.movedFirst), `both orders were met: ${JSON.stringify(ends)}`).toBeGreaterThan(0);
  }, 120_000);

  test("fifty times a decision on a step that goes away: it counts, or its person is told why not", async () => {
    await plant.publish(straight("gone", [approval("A", ["head"]), approval("B", ["shift"])]));
    await plant.publish(straight("gone", [approval("C", ["gas"])]));
    const outcomes = new Set<string | undefined>();
    for (let n = 0; n < 50; n += 1) {
      const sent = await plant.submit("gone");
      expect((await plant.run("gone", 1, [{ id: sent.id, seq: sent.seq, mapping: { "visit:C#1": "A" } }])).body.summary.migrated).toBe(1);
      const task = await plant.taskOf("head", sent);
      const [decision, run] = await Promise.all([after(n, () => plant.decide("head", task)), plant.run("gone", 2, [{ id: sent.id, seq: sent.seq + 1, mapping: { "visit:A#1": "C" } }])]);
      const outcome = run.body.items[0]?.outcome;
      const commands = commandsOf((await plant.stored(sent)).history);
      const told = outcome === "migrated" ? { status: 409, code: "TASK_SUPERSEDED" } : { status: 200 };
      expect(decision).toMatchObject(told);
      expect([outcome, commands.filter((one) => one === "approve").length]).toEqual(outcome === "migrated" ? ["migrated", 0] : ["changed", 1]);
      outcomes.add(outcome);
    }
    expect([...outcomes].sort(), "both orders were met").toEqual(["changed", "migrated"]);
  }, 120_000);

  test("ten undos at once: one puts it back, the others find nothing to undo", async () => {
    await twoRevisions("undos");
    const sent = await onFirst("undos");
    const before = await plant.stored(sent);
    await plant.run("undos", 2, [{ id: sent.id, seq: sent.seq }]);
    const replies = await Promise.all(Array.from({ length: 10 }, () => plant.undo(sent.id)));
    expect(replies.filter((one) => one.status === 200)).toHaveLength(1);
    expect(replies.filter((one) => one.status !== 200).map((one) => one.status)).toEqual(Array.from({ length: 9 }, () => 409));
    expect(await plant.stored(sent)).toEqual(before);
  });
});
