/** A link cut for a day: the gateway keeps what it measures and delivers it afterwards, in parts and not in their order, while live readings go on. */
import mqtt from "mqtt";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LiveAlarms } from "../alarms/liveAlarms.ts";
import { liveAlarmsOf } from "../alarms/liveAlarmsOf.ts";
import { gasPoint, gasRule, makeTestPlant, type TestPlant } from "../alarms/testPlant.ts";
import { devicesSlice } from "../devices/routes.ts";
import { hasMosquitto, Mosquitto } from "../testing/mosquitto.ts";
import { testDrivers } from "../testing/testApp.ts";
import { externalMqtt } from "./adapters/externalBroker.ts";

const day = 86_400;
const periodS = 10;
const perHour = 3600 / periodS;

interface Outage {
  readonly tags: readonly string[];
  readonly from: number; // epoch ms of the first reading that was kept back
  readonly hours: number;
}

/** Seconds of the outage at which a tag is over its limit: two spells an outage, one of them over the full hour at which the parts are cut. */
function spellsOf(at: number): readonly (readonly [from: number, to: number])[] {
  return [[1000 + at * 30, 1200 + at * 30], [(at % 3 + 2) * 3600 - 100, (at % 3 + 2) * 3600 + 100]];
}

const isHigh = (at: number, second: number): boolean => spellsOf(at).some(([from, to]) => second >= from && second < to);

/** The readings of one hour of the outage, of all tags. */
function hourOf({ tags, from }: Outage, hour: number): object[] {
  return tags.flatMap((tagId, at) => Array.from({ length: perHour }, (_, n) => hour * 3600 + n * periodS).map((second) => ({ tagId, ts: from + second * 1000, value: isHigh(at, second) ? 40 + (second % 7) / 10 : 5 + (second % 9) / 10 })));
}

const raised = ({ tags, from }: Outage) => tags.flatMap((tagId, at) => spellsOf(at).map(([start, end]) => ({ tag: tagId, raised: (start * 1000 + from + 3000), cleared: end * 1000 + from + 10_000 }))).sort(byTag);
const byTag = (a: { tag: string; raised: number }, b: { tag: string; raised: number }): number => a.tag.localeCompare(b.tag) || a.raised - b.raised;

/** The same unordered order each time. */
function shuffled(count: number): readonly number[] {
  return Array.from({ length: count }, (_, at) => (at * 7 + 5) % count);
}

async function episodes(plant: TestPlant): Promise<readonly { readonly tag: string; readonly raised: number; readonly cleared: number | null; readonly backfill: boolean; readonly announced: boolean }[]> {
  const rows = await plant.app.store.all<{ record: string }>({ sql: "select record from alarms where rule_id = 'H1'", bindings: [] });
  const alarms = rows.map((row) => JSON.parse(row.record) as { key: string; raisedAt: number; clearedAt: number | null; backfill?: boolean; everAnnounced: boolean });
  return alarms.map((one) => ({ tag: one.key, raised: one.raisedAt, cleared: one.clearedAt, backfill: one.backfill === true, announced: one.everAnnounced })).sort(byTag);
}

async function countOf(plant: TestPlant, tagId: string, { from, hours }: Outage): Promise<number> {
  const reply = await plant.app.inject("admin", { method: "GET", url: `/api/v1/tags/${tagId}/readings?points=10&from=${new Date(from).toISOString()}&to=${new Date(from + hours * 3_600_000 - 1).toISOString()}` });
  return reply.json<{ count: number }>().count;
}

/** What runs every ten seconds in the server, until what came late has been quiet for long enough. */
async function rest(plant: TestPlant, live: LiveAlarms): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) {
    plant.app.clock.advance(10_000);
    await live.tick();
    await live.maintain();
  }
}

describe.each((await testDrivers()).filter((driver) => driver !== "sqlite3"))("a link cut for 24 hours, on %s", (driver) => {
  const tags = Array.from({ length: 20 }, (_, at) => `GT-${String(at).padStart(2, "0")}`);
  let plant: TestPlant;
  beforeEach(async () => { plant = await makeTestPlant([gasRule()], { driver, tags: tags.map((id) => gasPoint(id, { periodS })) }); });
  afterEach(() => plant.app.close());

  it("loses nothing, doubles nothing, records the past as backfill and leaves what is live alone", async () => {
    const live = liveAlarmsOf(plant.app.ctx);
    const outage: Outage = { tags, from: plant.app.clock.now() + 10_000, hours: 24 };
    await plant.send(tags.map((tagId) => ({ tagId, ts: plant.app.clock.now(), value: 5 })));
    plant.app.clock.set(outage.from + day * 1000);
    const now = () => tags.map((tagId) => ({ tagId, ts: plant.app.clock.now(), value: tagId === "GT-07" ? 30 : 6 }));
    for (let turn = 0; turn < 2; turn += 1) {
      await plant.send(now());
      await plant.pass(5);
    }
    const alarm = (await plant.open()).filter((one) => one["ruleId"] === "H1");
    expect(alarm).toMatchObject([{ tagId: "GT-07", state: "unack", generation: 1 }]);
    const before = { stops: [...plant.stops], tasks: [...plant.tasks] };
    let sent = 0;
    for (const hour of shuffled(24)) {
      const readings = hourOf(outage, hour);
      sent += readings.length;
      expect((await plant.send(readings)).body).toMatchObject({ accepted: 0, late: readings.length });
      if (hour % 5 === 0) await plant.send(readings); // its acknowledgement was lost
      plant.app.clock.advance(10_000);
      await plant.send(now());
      await live.tick();
      await live.maintain();
    }
    expect(sent).toBe(20 * day / periodS);
    expect((await plant.open()).filter((one) => one["ruleId"] === "H1")).toMatchObject([{ id: alarm[0]!.id, state: "unack", generation: 1, value: 30 }]);
    await rest(plant, live);
    expect(await Promise.all(tags.map((tagId) => countOf(plant, tagId, outage)))).toEqual(tags.map(() => day / periodS));
    const found = await episodes(plant);
    expect(found.filter((one) => one.backfill).map(({ tag, raised: at, cleared }) => ({ tag, raised: at, cleared }))).toEqual(raised(outage));
    expect(found.filter((one) => !one.backfill)).toMatchObject([{ tag: "GT-07", announced: true }]);
    expect([plant.stops, plant.tasks]).toEqual([before.stops, before.tasks]);
  }, 240_000);

  it("of tags that were silent all the while is recorded as backfill too; what still holds at its end is an alarm, and told", async () => {
    const live = liveAlarmsOf(plant.app.ctx);
    const outage: Outage = { tags: tags.slice(0, 4), from: plant.app.clock.now() + 10_000, hours: 6 };
    await plant.send(outage.tags.map((tagId) => ({ tagId, ts: plant.app.clock.now(), value: 5 })));
    const end = outage.from + outage.hours * 3_600_000;
    plant.app.clock.set(end);
    for (let hour = 0; hour < outage.hours; hour += 1) await plant.send(hourOf(outage, hour));
    await plant.send([0, 1, 2, 3, 4].map((second) => ({ tagId: "GT-02", ts: end - 5000 + second * 1000, value: 60 })));
    await plant.pass(3);
    expect((await plant.open()).filter((one) => one["ruleId"] === "H1")).toMatchObject([{ tagId: "GT-02", raisedAt: new Date(end - 2000).toISOString(), state: "unack" }]);
    await rest(plant, live);
    const found = await episodes(plant);
    expect(found.filter((one) => one.backfill).map(({ tag, raised: at, cleared }) => ({ tag, raised: at, cleared }))).toEqual(raised(outage));
    expect(found.filter((one) => one.announced).map((one) => one.tag)).toEqual(["GT-02"]);
  }, 120_000);

  it("of tags heard for the first time is taken in order: alarms have their own time, and what no longer holds is told to nobody", async () => {
    const outage: Outage = { tags: tags.slice(0, 4), from: plant.app.clock.now(), hours: 6 };
    const end = outage.from + outage.hours * 3_600_000;
    plant.app.clock.set(end);
    const backlog = Array.from({ length: outage.hours }, (_, hour) => hourOf(outage, hour)).flat();
    expect((await plant.send(backlog)).body).toMatchObject({ accepted: backlog.length, late: 0 });
    await plant.send([0, 1, 2, 3, 4].map((second) => ({ tagId: "GT-02", ts: end - 5000 + second * 1000, value: 60 })));
    await plant.pass(3);
    await plant.app.settle();
    const events = await plant.app.store.all<{ tag: string; at: number; kind: string }>({ sql: "select a.key as tag, e.at, e.kind from alarm_events e join alarms a on a.id = e.alarm_id where a.rule_id = 'H1' order by a.key, e.at, e.no", bindings: [] });
    expect(events.filter((one) => one.kind === "raise").map((one) => ({ tag: one.tag, raised: Number(one.at) })).filter((one) => one.raised < end - 10_000)).toEqual(raised(outage).map(({ tag, raised: at }) => ({ tag, raised: at })));
    expect(events.filter((one) => one.kind === "announce").map((one) => one.tag)).toEqual(["GT-02"]);
  }, 120_000);

  it("is recorded once when the server is killed in the middle of the delivery", async () => {
    let live = liveAlarmsOf(plant.app.ctx);
    const outage: Outage = { tags: tags.slice(0, 3), from: plant.app.clock.now() + 10_000, hours: 6 };
    await plant.send(tags.map((tagId) => ({ tagId, ts: plant.app.clock.now(), value: 5 })));
    plant.app.clock.set(outage.from + outage.hours * 3_600_000);
    await plant.send(tags.map((tagId) => ({ tagId, ts: plant.app.clock.now(), value: 5 })));
    for (const [turn, hour] of shuffled(6).entries()) {
      await live.accept(plant.app.tenantId, hourOf(outage, hour) as never, "GW");
      plant.app.clock.advance(turn === 2 ? 90_000 : 10_000);
      await live.maintain();
      if (turn % 2 === 1) live = new LiveAlarms(plant.app.ctx); // nothing of its memory is left
      await live.open(plant.app.tenantId);
    }
    await rest(plant, live);
    expect((await episodes(plant)).map(({ tag, raised: at, cleared }) => ({ tag, raised: at, cleared }))).toEqual(raised(outage));
  }, 120_000);
});

describe.skipIf(!hasMosquitto())("a link to Mosquitto cut for 24 hours", () => {
  it("delivers what the gateway kept, while other gateways go on: nothing lost, nothing doubled", async () => {
    const mosquitto = await Mosquitto.start();
    const tags = ["GT-00", "GT-01", "GT-02"];
    const plant = await makeTestPlant([gasRule()], { slices: [devicesSlice], tags: tags.map((id) => gasPoint(id, { periodS })), config: { mqttUrl: mosquitto.url } });
    for (const id of ["GW-01", "GW-02"]) await plant.app.inject("admin", { method: "POST", url: "/api/v1/devices", payload: { id, title: { zh: id, en: id } } });
    const way = externalMqtt.make(plant.app.ctx);
    await way.start?.();
    await way.ready?.();
    const outage: Outage = { tags, from: plant.app.clock.now() + 10_000, hours: 24 };
    const gateway = await mqtt.connectAsync(mosquitto.url, { clientId: "GW-01", clean: false, reconnectPeriod: 100 }, false);
    gateway.on("error", () => undefined);
    await mosquitto.end();
    plant.app.clock.set(outage.from + day * 1000);
    const sending = shuffled(24 * 3).map((part) => gateway.publishAsync("safeloop/v1/GW-01/readings", JSON.stringify(hourOf(outage, Math.floor(part / 3)).filter((_, at) => at % 3 === part % 3)), { qos: 1 }));
    await plant.send(tags.map((tagId) => ({ tagId, ts: plant.app.clock.now(), value: 6 })));
    await mosquitto.begin();
    const other = await mqtt.connectAsync(mosquitto.url, { clientId: "GW-02" });
    await other.publishAsync("safeloop/v1/GW-02/readings", JSON.stringify(tags.map((tagId) => ({ tagId, ts: plant.app.clock.now(), value: 7 }))), { qos: 1 });
    await Promise.all(sending);
    await expect.poll(() => Promise.all(tags.map((tagId) => countOf(plant, tagId, outage))), { timeout: 30_000 }).toEqual(tags.map(() => day / periodS));
    await rest(plant, liveAlarmsOf(plant.app.ctx));
    expect((await episodes(plant)).map(({ tag, raised: at, cleared, backfill, announced }) => ({ tag, raised: at, cleared, backfill, announced }))).toEqual(raised(outage).map((one) => ({ ...one, backfill: true, announced: false })));
    await gateway.endAsync(true);
    await other.endAsync(true);
    await way.stop?.();
    await plant.app.close();
    await mosquitto.remove();
  }, 120_000);
});
