import type { AlertRule, LiveReplayView, ReplayView } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { rulesReplay } from "../../cli/rulesReplay.ts";
import { testDrivers } from "../../testing/testApp.ts";
import { AlarmMeter } from "../alarmMeter.ts";
import { EngineTakenOver } from "../engineHead.ts";
import { liveAlarmsOf } from "../liveAlarmsOf.ts";
import { TenantEngine } from "../tenantEngine.ts";
import { gasPoint, gasRule, makeTestPlant, type TestPlant } from "../testPlant.ts";
import { replayLive } from "./replayLive.ts";

const gasTags = ["GT-1", "GT-2", "GT-3"];
const limit = gasRule().limits["H"]!;
const rules = (h1: Partial<AlertRule> = {}): AlertRule[] => [
  gasRule({ ladder: { id: "gas", step: 1 }, ...h1 }),
  gasRule({ id: "H2", priority: "P1", latch: true, limits: { H: { ...limit, value: 50 } }, ladder: { id: "gas", step: 2 } }),
  gasRule({ id: "AVG", priority: "P3", deadband: 0, condition: { ">=": [{ avg: [30] }, { limit: ["H"] }] }, actions: [], escalation: [] }),
];

describe.each((await testDrivers()).filter((driver) => driver !== "sqlite3"))("a plant hour replayed on %s", (driver) => {
  let plant: TestPlant;
  let begin: number;
  beforeEach(async () => {
    plant = await makeTestPlant(rules(), { driver, tags: [...gasTags.map((id) => gasPoint(id, { gateway: "gw" })), gasPoint("FLOW", { measurement: "flow", unit: "m3/h", mayBeConstant: true })] });
    await live().open();
    begin = plant.app.clock.now();
  });
  afterEach(() => plant.app.close());

  const live = () => liveAlarmsOf(plant.app.ctx).of(plant.app.tenantId);
  const replay = (more: { readonly from?: number; readonly to?: number; readonly ruleId?: string } = {}) => replayLive(plant.app.store, { tenantId: plant.app.tenantId, from: begin, to: plant.app.clock.now(), calendars: plant.app.ctx.calendars.byId, ...more });
  const sql = (text: string, ...bindings: unknown[]) => plant.app.store.unit((tx) => tx.run({ sql: text, bindings }));

  /** Ten seconds of readings: three walks with leaks, some under way for long, some sent twice, some bad. */
  async function tenSeconds(second: number, held: object[]): Promise<void> {
    const readings = gasTags.flatMap((tagId, n) => Array.from({ length: 10 }, (_, at) => {
      const t = second + at;
      const leak = (t + n * 400) % 900 < 90 ? 20 + ((t * 7) % 40) : 0;
      return { tagId, ts: begin + (t + 1) * 1000, value: t % 311 === n ? null : 8 + ((t * (n + 3)) % 11) / 2 + leak, ...(t % 311 === n ? { quality: "bad" } : {}) };
    }));
    const delayed = readings.filter((one) => (one.ts / 1000) % 13 === 0);
    await plant.pass(10);
    await plant.send([...readings.filter((one) => !delayed.includes(one)), ...held.splice(0), { tagId: "FLOW", ts: begin + (second + 10) * 1000, value: 5 }]);
    held.push(...delayed, ...(second % 50 === 0 ? readings.slice(3, 9) : [])); // these come ten seconds late, those again
  }

  /** Killed: another process takes over from the store, and this one finds that out. */
  async function kill(): Promise<void> {
    plant.app.clock.advance(3000);
    await new TenantEngine(plant.app.ctx, plant.app.tenantId, new AlarmMeter()).open();
    plant.app.clock.advance(2000);
    await expect(live().snapshot()).rejects.toThrow(EngineTakenOver);
    await live().open();
  }

  /** An approved bypass, from and until so many seconds from now. */
  async function bypass(id: string, points: readonly string[], from: number, until: number): Promise<void> {
    const now = plant.app.clock.now();
    await sql("insert into alarm_bypasses (instance_id, tenant_id, submission_id, number, points, rules, from_at, until_at) values (?, ?, ?, ?, ?, '[]', ?, ?)", id, plant.app.tenantId, `s-${id}`, id, JSON.stringify(points), now + from * 1000, now + until * 1000);
  }

  async function command(payload: object): Promise<void> {
    const [first] = await plant.open();
    await plant.app.inject("admin", { method: "POST", url: `/api/v1/alarms/${first?.id}/commands`, payload: { generation: first?.["generation"], ...payload } });
  }

  async function hour(): Promise<void> {
    const held: object[] = [];
    const acts = new Map<number, () => Promise<unknown>>([
      [100, () => command({ command: "ack" })],
      [110, () => command({ command: "ack", generation: 0 })],
      [400, () => command({ command: "shelve", reason: "检修", until: new Date(plant.app.clock.now() + 300_000).toISOString() })],
      [500, async () => void plant.rules.publish(plant.app.tenantId, rules({ revision: 2, limits: { H: { ...limit, value: 22 } }, onDelayS: 1 }))],
      [600, async () => (await bypass("B1", ["GT-1", "GT-3"], 0, 300), live().followBypasses())],
      [700, kill],
      [900, () => live().linkChanged("gw", false)],
      [940, () => live().linkChanged("gw", true)],
      [1200, async () => void (await plant.app.ctx.services.alarms?.maintain())],
      [1300, () => live().raiseByHand("H1", "GT-2")],
      [1320, async () => { // away while a bypass begins and a delay ends
        await bypass("B2", ["GT-2"], 1, 120);
        await plant.value("GT-3", 70);
        await kill();
      }],
      [1500, () => plant.app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: gasPoint("GT-9") })],
      [1800, () => plant.app.inject("admin", { method: "POST", url: "/api/v1/readings/import", payload: ["ts,tag,value", ...Array.from({ length: 40 }, (_, n) => `${begin - 7_200_000 + n * 1000},GT-1,${n > 5 && n < 30 ? 33 : 7}`)].join("\n"), headers: { "content-type": "text/csv" } })],
      [2000, async () => void (await plant.pass(90))], // silence of all
      [2200, () => command({ command: "reset" })],
      [2400, async () => void (await plant.app.ctx.services.alarms?.maintain())],
      [3000, kill],
    ]);
    for (let second = 0; second < 3600; second += 10) {
      await acts.get(second)?.();
      await tenSeconds(second, held);
      await plant.app.ctx.services.alarms?.idle();
    }
  }

  const journal = () => plant.app.store.all<{ no: number; kind: string }>({ sql: "select no, kind from engine_journal where tenant_id = ? and at > ? order by no", bindings: [plant.app.tenantId, begin] });

  it("comes out as its log, event for event; and not when anything that was told is missing or the log was touched", async () => {
    await hour();
    const whole = await replay();
    expect(whole).toMatchObject({ first: null, missing: null, equal: true, unfit: [] });
    const kinds = new Set((await journal()).map((row) => row.kind));
    expect([...kinds].sort()).toEqual(["bypasses", "command", "gateway", "history", "raiseByHand", "restart", "rules", "tick"]);
    const events = await plant.app.store.all<{ kind: string; why: string }>({ sql: "select kind, why from alarm_events", bindings: [] });
    expect([whole.events, whole.events > 100]).toEqual([events.length, true]);
    expect(new Set(events.map((one) => one.why)).size).toBeGreaterThan(6);

    // A part of it, from the newest memory before the part; and one rule's, over HTTP and from the command line.
    expect(await replay({ from: begin + 1_800_000, to: begin + 2_700_000 })).toMatchObject({ equal: true });
    const span = { from: new Date(begin).toISOString(), to: new Date(plant.app.clock.now()).toISOString() };
    const post = async (payload: object) => plant.app.inject("admin", { method: "POST", url: "/api/v1/rules/H1/replay", payload: { ...span, ...payload } });
    const own = (await post({ mode: "live" })).json<LiveReplayView>();
    expect(own).toMatchObject({ mode: "live", equal: true, first: null });
    expect(own.events > 20 && own.events < whole.events).toBe(true);
    expect((await post({})).json<ReplayView>().episodes.count).toBeGreaterThan(3);
    expect((await post({ mode: "live", definition: rules()[0] })).json<{ code: string }>().code).toBe("READINGS_REPLAY_DRAFT");
    expect((await post({ mode: "live", from: new Date(begin - 60_000).toISOString() })).json<{ code: string; params: object }>()).toMatchObject({ code: "READINGS_JOURNAL" });

    const entry = async (kind: string): Promise<number> => Number((await journal()).filter((row) => row.kind === kind)[0]!.no);
    for (const kind of ["bypasses", "command", "rules", "raiseByHand", "gateway", "tick"]) {
      const no = await entry(kind);
      // Taken out, with the rows after it moved up so that nothing seems to be missing.
      const [row] = await plant.app.store.all<Record<string, unknown>>({ sql: "select * from engine_journal where tenant_id = ? and no = ?", bindings: [plant.app.tenantId, no] });
      await sql("delete from engine_journal where tenant_id = ? and no = ?", plant.app.tenantId, no);
      expect(await replay()).toMatchObject({ equal: false, missing: { what: "entry", number: no } });
      await sql("update engine_journal set no = -no where tenant_id = ? and no > ?", plant.app.tenantId, no);
      await sql("update engine_journal set no = -no - 1 where no < 0");
      expect([kind, await replay()]).toEqual([kind, expect.objectContaining({ equal: false, missing: null, first: expect.objectContaining({ index: expect.any(Number) }) })]);
      await sql("update engine_journal set no = -no where tenant_id = ? and no >= ?", plant.app.tenantId, no);
      await sql("update engine_journal set no = -no + 1 where no < 0");
      await sql("insert into engine_journal (tenant_id, no, seq, at, kind, needed_seq, data) values (?, ?, ?, ?, ?, ?, ?)", ...["tenant_id", "no", "seq", "at", "kind", "needed_seq", "data"].map((name) => row![name]));
    }
    expect(await replay()).toMatchObject({ equal: true });
    await sql("update alarm_events set why = 'TIMER', at = at + 1 where no = (select max(no) from alarm_events where kind = 'raise')");
    expect(await replay()).toMatchObject({ equal: false, first: { differs: expect.arrayContaining(["at"]) } });
    await sql("delete from reading_log where seq = (select max(seq) - 5 from reading_log)");
    expect(await replay()).toMatchObject({ equal: false, missing: { what: "batch" } });
  }, 300_000);

  it.runIf(driver !== "postgres")("is told on the command line as well, for all alarms together", async () => { // it opens the database of DATA_DIR
    await plant.pass(5);
    await plant.value("GT-1", 30);
    await plant.pass(20);
    const lines: string[] = [];
    const args = ["--mode", "live", "--tenant", plant.app.tenantId, "--from", new Date(begin).toISOString(), "--to", new Date(plant.app.clock.now()).toISOString()];
    const run = () => rulesReplay(plant.app.ctx.config, args, plant.app.clock.now(), "en", (line) => void lines.push(line));
    expect(await run()).toBe(0);
    expect(lines[0]).toBe("the replayed log is the stored one");
    await sql("delete from alarm_events where kind = 'announce'");
    expect(await run()).toBe(4);
    expect(lines.slice(2)).toEqual(expect.arrayContaining(["the replayed log is not the stored one", expect.stringMatching(/^ {2}replayed: H1 GT-1 announce .* TIMER$/)]));
  });

  it("keeps what a replay needs for as long as it is asked to, and lets go of the rest", async () => {
    for (let hours = 0; hours < 60; hours += 1) {
      plant.app.clock.advance(3_600_000);
      await plant.value("GT-1", hours);
      await plant.app.ctx.services.alarms?.maintain();
    }
    const now = plant.app.clock.now();
    const bases = (await plant.app.store.all<{ at: number }>({ sql: "select at from engine_journal where kind = 'base' order by no", bindings: [] })).map((row) => (now - Number(row.at)) / 3_600_000);
    expect([bases[0]! > 47.9 && bases[0]! < 49.1, bases.at(-1)]).toEqual([true, 0]);
    const oldest = await plant.app.store.first<{ at: number }>({ sql: "select min(at) as at from reading_log", bindings: [] });
    expect((now - Number(oldest!.at)) / 3_600_000).toBeLessThan(50.1);
    expect(await replay({ from: now - 47 * 3_600_000 })).toMatchObject({ equal: true });
  });
});
