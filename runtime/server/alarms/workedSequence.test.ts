import { readFileSync } from "node:fs";
import type { AlarmView, AlertRule, FormDefinition, InstanceView, NoticeView, TaskView } from "@safeloop/engine";
import { afterEach, describe, expect, it } from "vitest";
import { workedCommand, workedSequence, workedWithRestart } from "../../../engine/testing/index.ts";
import { makeEmptyTemplates } from "../testing/emptyTemplates.ts";
import { publishTest } from "../testing/publishTest.ts";
import { makeTestApp, TestClock, type TestApp } from "../testing/testApp.ts";
import { permitFlow, permitForm } from "../testing/testDefinitions.ts";
import { AlarmMeter } from "./alarmMeter.ts";
import { gasPoint, gasRule, makeTestPlant, type TestPlant } from "./testPlant.ts";
import { TenantEngine } from "./tenantEngine.ts";

const { start, point, samples, operator, moves, refused } = workedSequence;
const shipped = (id: string): AlertRule => JSON.parse(readFileSync(new URL(`../../../templates/safeloop-warnings/rules/${id}.json`, import.meta.url), "utf8")) as AlertRule;
const levels = { H1: "combustible-level1", H2: "combustible-level2" } as const;
/** Each instant of the sequence and each end of a second of grace; the long lane takes every second. */
const restarts = process.env["WORKED_RESTARTS"] === "every" ? Array.from({ length: 150 }, (_, second) => second) : [...new Set([...samples.map(([at]) => at), ...operator.map(([at]) => at), ...moves.map((move) => parseInt(move, 10)), 24, 34, 71, 101, 124, 136, 149])].filter((at) => at < 150).sort((a, b) => a - b);
const clockTime = (ms: number): string => new Date(ms + 8 * 3_600_000).toISOString().slice(11, 19);

/** The shipped rules of both levels over a whole server, with a live permit of the kind they stop in the point's area. */
describe("the worked alarm sequence over HTTP, by the shipped rules", () => {
  let app: TestApp;
  afterEach(() => app.close());
  const ask = async <T>(as: string, method: "GET" | "POST", url: string, payload?: object, headers: Record<string, string> = {}): Promise<{ status: number; body: T }> => {
    const reply = await app.inject(as, { method, url: `/api/v1${url}`, headers, ...(payload ? { payload } : {}) });
    return { status: reply.statusCode, body: reply.body === "" ? (undefined as T) : reply.json<T>() };
  };

  async function livePermit(): Promise<string> {
    const form = { ...permitForm, id: "permit-hot-work" } as FormDefinition;
    await publishTest(app, { forms: [form], flows: [{ ...permitFlow, id: "permit-hot-work", form: { id: "permit-hot-work" } }] });
    const sent = await ask<{ id: string; instance: InstanceView }>("worker", "POST", "/submissions", { form: "permit-hot-work", data: { what: "动火", where: { area: "area-t103", point: { x: 10, y: 20 } }, guardian: "p-guardian" } });
    const task = (await ask<{ items: TaskView[] }>("safety", "GET", "/tasks?mine=true&limit=200")).body.items.find((one) => one.submissionId === sent.body.id)!;
    const approved = await ask<{ instance: InstanceView }>("safety", "POST", `/tasks/${encodeURIComponent(task.id)}/commands`, { command: "approve", version: task.version });
    expect((await ask("worker", "POST", `/instances/${approved.body.instance.id}/commands`, { command: "event", event: "start", version: approved.body.instance.seq })).status).toBe(200);
    return sent.body.id;
  }

  it("every transition, the suspended permit, the emergency prompt and the refused reset come at their second", async () => {
    app = await makeTestApp({ clock: new TestClock(start - 60_000), config: { templatesDir: makeEmptyTemplates() } });
    await ask("admin", "POST", "/tags", gasPoint(point, { position: { x: 12, y: 20 } }));
    await ask("admin", "POST", "/readings", { tagId: point, ts: start - 60_000, value: 4 });
    for (const rule of ["combustible-level1", "combustible-level2"].map(shipped)) {
      const made = await ask<{ etag: string }>("designer", "POST", "/rules", { definition: rule });
      expect((await ask("designer", "POST", `/rules/${rule.id}/publish`, { reason: "test" }, { "if-match": made.body.etag })).status).toBe(200);
    }
    await app.ctx.services.alarms?.idle();
    const permit = await livePermit();
    const suspended: string[] = [];
    const prompted: string[] = [];
    const refusals: string[] = [];
    for (let half = 0; half <= 320; half += 1) {
      const second = half / 2;
      app.clock.set(start + half * 500);
      for (const [, value] of samples.filter(([at]) => at === second)) {
        expect((await ask("admin", "POST", "/readings", { tagId: point, ts: app.clock.now(), ...(value === "bad" ? { value: null, quality: "bad" } : { value }) })).status).toBe(202);
      }
      await app.ctx.services.alarms?.tick();
      for (const [, command, level] of operator.filter(([at]) => at === second)) {
        const open = (await ask<{ items: AlarmView[] }>("shift", "GET", "/alarms?open=true")).body.items.find((one) => one.ruleId === levels[level])!;
        const reply = await ask<{ code: string }>("shift", "POST", `/alarms/${open.id}/commands`, { command, generation: open.generation });
        if (reply.status !== 200) refusals.push(`${second} ${level} ${reply.body.code}`);
      }
      if (second % 1 !== 0 || second > 40) continue;
      await app.settle();
      const life = (await ask<{ instance: InstanceView }>("worker", "GET", `/submissions/${permit}`)).body.instance.life;
      if (life?.state === "suspended" && suspended.length === 0) suspended.push(clockTime(app.clock.now()));
      const notices = (await ask<{ items: NoticeView[] }>("shift", "GET", "/notices")).body.items.filter((one) => one.topic === "alarm.emergency");
      if (notices.length > 0 && prompted.length === 0) prompted.push(clockTime(app.clock.now()));
    }
    const rows = await app.store.all<{ at: number; rule_id: string; from_state: string; to_state: string }>({ sql: "select e.at, a.rule_id, e.from_state, e.to_state from alarm_events e join alarms a on a.id = e.alarm_id where e.from_state <> e.to_state and a.rule_id like 'combustible%' order by e.at, e.no", bindings: [] });
    const level = (rule: string): string => (rule === levels.H1 ? "H1" : "H2");
    expect(rows.map((row) => `${(Number(row.at) - start) / 1000} ${level(row.rule_id)} ${row.from_state}>${row.to_state}`)).toEqual(moves);
    expect(refusals).toEqual(refused);
    // Alarm times 08:00:23 and 08:00:33; with no newer sample a timer edge is stored one second of grace later (alarms.md 4.3).
    expect([suspended, prompted]).toEqual([["08:00:24"], ["08:00:34"]]);
    const raised = await app.store.all<{ at: number; stored_at: number }>({ sql: "select e.at, e.stored_at from alarm_events e join alarms a on a.id = e.alarm_id where e.kind = 'raise' and a.rule_id like 'combustible%' order by e.at", bindings: [] });
    expect(raised.map((row) => [clockTime(Number(row.at)), (Number(row.stored_at) - Number(row.at)) / 1000])).toEqual([["08:00:23", 1], ["08:00:33", 1], ["08:02:03", 1]]);
  });
});

describe("the worked alarm sequence with a restart", () => {
  let plant: TestPlant;
  afterEach(() => plant.app.close());

  /** Plays the sequence by rules of its own; at `restartAt` the engine's memory is lost and read back from the store. */
  async function play(base: number, names: Readonly<Record<"H1" | "H2", string>>, restartAt: number): Promise<readonly string[]> {
    const fresh = async (): Promise<TenantEngine> => {
      const engine = new TenantEngine(plant.app.ctx, plant.app.tenantId, new AlarmMeter());
      await engine.open();
      return engine;
    };
    let live = await fresh();
    const refusals: string[] = [];
    for (let half = 0; half <= 320; half += 1) {
      const second = half / 2;
      plant.app.clock.set(base + half * 500);
      for (const [, value] of samples.filter(([at]) => at === second)) await live.accept([{ tagId: point, ts: plant.app.clock.now(), value: value === "bad" ? null : value, ...(value === "bad" ? { quality: "bad" as const } : {}) }], "test");
      await live.tick();
      for (const [, command, level] of operator.filter(([at]) => at === second)) {
        const alarm = live.engine.book.of({ ruleId: names[level], key: point });
        const refusal = await live.systemCommand({ ruleId: names[level], key: point }, workedCommand(command, alarm?.generation ?? 0));
        if (refusal) refusals.push(`${second} ${level} ${refusal.code}`);
      }
      if (second === restartAt) live = await fresh();
    }
    return refusals;
  }

  it("after any of its seconds raises to the second, clears nothing on what it heard before, and does nothing twice", async () => {
    plant = await makeTestPlant([], { tags: [gasPoint(point)] });
    for (const restartAt of restarts) {
      const names = { H1: `H1-${restartAt}`, H2: `H2-${restartAt}` };
      plant.rules.publish(plant.app.tenantId, [
        gasRule({ id: names.H1, ladder: { id: "gas", step: 1 } }),
        gasRule({ id: names.H2, ladder: { id: "gas", step: 2 }, limits: { H: { ...gasRule().limits["H"]!, value: 50 } }, latch: true, priority: "P1" }),
      ]);
      await plant.app.ctx.services.alarms?.idle();
      const base = Math.ceil(plant.app.clock.now() / 1000) * 1000 + 600_000;
      plant.app.clock.set(base - 1000);
      plant.stops.length = 0;
      const refusals = await play(base, names, restartAt);
      const rows = await plant.app.store.all<{ at: number; rule_id: string; from_state: string; to_state: string }>({ sql: "select e.at, a.rule_id, e.from_state, e.to_state from alarm_events e join alarms a on a.id = e.alarm_id where e.from_state <> e.to_state and a.rule_id in (?, ?) and e.at >= ? order by e.at, e.no", bindings: [names.H1, names.H2, base] });
      const seen = rows.map((row) => `${(Number(row.at) - base) / 1000} ${row.rule_id.slice(0, 2)} ${row.from_state}>${row.to_state}`);
      const wanted = workedWithRestart(restartAt);
      expect({ restartAt, moves: seen, refusals }).toEqual({ restartAt, moves: wanted.moves, refusals: wanted.refused });
      expect(plant.stops, `permits stopped, restart at ${restartAt}`).toHaveLength(wanted.moves.filter((move) => move.endsWith("normal>unack")).length);
    }
  }, 120_000);
});
