/** What every way in owes its senders. Run over the registry: an adapter that is there is in here. */
import { Refusal, type ReplayReading } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { liveAlarmsOf } from "../../alarms/liveAlarmsOf.ts";
import { gasRule, makeTestPlant, type TestPlant } from "../../alarms/testPlant.ts";
import { devicesSlice } from "../../devices/routes.ts";
import { historyOf } from "../../readings/history.ts";
import { freePort } from "../../testing/crash/serverProcess.ts";
import { hasMosquitto, Mosquitto } from "../../testing/mosquitto.ts";
import type { WayIn } from "./adapter.ts";
import { brokerConfig, type Door, drivers, markTag, type Row, type Who } from "./drivers.testkit.ts";
import { type AdapterId, adapters } from "./registry.ts";

const ids = (Object.keys(adapters) as AdapterId[]).filter((id) => !drivers[id].needsMosquitto || hasMosquitto());
const point = (id: string) => ({ id, title: { zh: id, en: id }, measurement: "pressure", unit: "kPa", range: { min: 0, max: 1000 }, area: "area-t103", periodS: 1, staleAfterS: 30 });
const gas = { id: "GT-1", title: { zh: "GT-1", en: "GT-1" }, measurement: "combustible", unit: "%[LEL]", range: { min: 0, max: 100 }, area: "area-t103", periodS: 1, staleAfterS: 30 };
const isLive = (id: AdapterId): boolean => adapters[id].kind === "live";

describe.each(ids)("readings by %s", (id) => {
  const driver = drivers[id];
  let plant: TestPlant;
  let mosquitto: Mosquitto | undefined;
  let way: WayIn;
  let door: Door;

  beforeEach(async () => {
    mosquitto = driver.needsMosquitto ? await Mosquitto.start() : undefined;
    const port = await freePort();
    plant = await makeTestPlant([gasRule()], { slices: [devicesSlice], tags: [point("PT-1"), point("PT-2"), point(markTag), gas], config: brokerConfig(mosquitto, port) });
    const logins: { readonly [who in Who]: string | null } = { own: "admin", other: "admin-b", stranger: null };
    const device = async (login: string, name: string) => ({ id: name, secret: (await plant.app.inject(login, { method: "POST", url: "/api/v1/devices", payload: { id: name, title: { zh: name, en: name } } })).json<{ secret: string }>().secret });
    const devices = { own: await device("admin", "GW-A"), other: await device("admin-b", "GW-B"), stranger: { id: "GW-C", secret: "guessed" } };
    door = {
      devices, mqttUrl: mosquitto?.url ?? `mqtt://127.0.0.1:${port}`, now: () => plant.app.clock.now(),
      async post(who, url, payload, type) {
        const reply = await plant.app.inject(logins[who], { method: "POST", url, payload, headers: { "content-type": type } });
        return { status: reply.statusCode, json: reply.json() };
      },
      codes: async () => new Map([...liveAlarmsOf(plant.app.ctx).meter.said]),
      holds: (tagId, readings) => expect.poll(async () => (await stored(tagId)).length, { timeout: 20_000 }).toBe(readings),
    };
    way = adapters[id].make(plant.app.ctx);
    await way.start?.();
    await way.ready?.();
  });
  afterEach(async () => {
    await driver.close?.();
    await way.stop?.();
    await plant.app.close();
    await mosquitto?.remove();
  });

  async function stored(tagId: string): Promise<readonly ReplayReading[]> {
    const { ctx, tenantId, store } = plant.app;
    const live = liveAlarmsOf(ctx).of(tenantId);
    await live.open();
    const tags = ctx.services.tags!;
    const now = plant.app.clock.now();
    return historyOf({ store, tenantId, numberOf: (tag) => tags.numberOf(tenantId, tag), recent: (no) => live.recent.of(no), recentCount: (no) => live.recent.count(no), reports: undefined }, tags.find(tenantId, tagId)!, now - 86_400_000, now + 600_000);
  }
  const values = async (tagId = "PT-1") => (await stored(tagId)).map((one) => one.v);
  const rows = (count: number, from = 0): Row[] => Array.from({ length: count }, (_, at) => ({ tagId: "PT-1", ts: door.now() - 40_000 + (from + at) * 100, value: String(400 + from + at) }));
  const counting = (count: number): number[] => Array.from({ length: count }, (_, at) => 400 + at);
  const latest = () => plant.app.ctx.services.latest?.of(plant.app.tenantId, "PT-1") ?? null;

  it("are taken as a batch, with their own times; sent again they change nothing", async () => {
    const batch = rows(50);
    expect(await driver.send(door, batch)).toEqual({ isTaken: true, codes: [] });
    expect((await stored("PT-1")).map(({ ts, v, q }) => [ts, v, q])).toEqual(batch.map(({ ts }, at) => [ts, 400 + at, 0]));
    expect(await driver.send(door, batch)).toEqual({ isTaken: true, codes: [] });
    expect(await driver.send(door, rows(20, 40))).toMatchObject({ isTaken: true });
    expect(await values()).toEqual(counting(60));
  });

  it("may come out of order", async () => {
    for (const part of [rows(10, 20), rows(10, 0), rows(10, 10)]) await driver.send(door, part.reverse());
    expect(await values()).toEqual(counting(30));
    expect(latest()?.value ?? null).toBe(isLive(id) ? 429 : null);
  });

  it("of hours ago are stored and change nothing live; a live one that is late is told", async () => {
    await plant.send([{ tagId: "GT-1", ts: door.now(), value: 5 }, { tagId: "PT-1", ts: door.now(), value: 500 }]);
    const old = Array.from({ length: 30 }, (_, s) => ({ tagId: "GT-1", ts: door.now() - 7_200_000 + s * 1000, value: "60" }));
    expect(await driver.send(door, old)).toEqual({ isTaken: true, codes: isLive(id) ? ["READING_LATE"] : [] });
    expect(await values("GT-1")).toEqual([...Array<number>(30).fill(60), 5]);
    expect([await plant.open(), plant.stops, latest()?.value]).toEqual([[], [], 500]);
  });

  it("of an unknown point are refused by name, and the others of the batch are taken", async () => {
    expect(await driver.send(door, [...rows(3), { tagId: "PT-9", ts: door.now(), value: "1" }])).toEqual({ isTaken: true, codes: ["READING_UNKNOWN_TAG"] });
    expect(await values()).toEqual(counting(3));
  });

  it("are converted from a unit of the same kind, bad in one of another, never assumed", async () => {
    const [a, b, c] = rows(3) as [Row, Row, Row];
    expect(await driver.send(door, [{ ...a, value: "0.4", unit: "MPa" }, { ...b, value: "401", unit: "Cel" }, { ...c, value: "402", unit: "furlong" }])).toMatchObject({ codes: ["READING_UNIT"] });
    expect((await stored("PT-1")).map(({ v, q }) => [v, q])).toEqual([[400, 0], [null, 2], [null, 2]]);
  });

  it.each(['"12,5"', '"NaN"', '"-Infinity"', "1e400", "9007199254740993", "4".repeat(400), '"good"', "{}", "null"])("that are no number (%s) are bad and not stored as one", async (value) => {
    await driver.send(door, [{ ...rows(1)[0]!, value }]);
    expect((await stored("PT-1")).map(({ v, q }) => [v, q])).toEqual([[null, 2]]);
  });

  it("of the future are refused, of a clock a little ahead are put to now and told", async () => {
    expect((await driver.send(door, [...rows(1), { tagId: "PT-1", ts: door.now() + 301_000, value: "500" }])).codes).toEqual(["READING_FUTURE"]);
    expect((await driver.send(door, [{ tagId: "PT-2", ts: door.now() + 4_000, value: "500" }])).codes).toEqual(["READING_CLOCK_AHEAD"]);
    expect([await values(), (await stored("PT-2")).map(({ ts }) => ts)]).toEqual([counting(1), [door.now()]]);
  });

  it("are refused whole when they are more than it takes at once, and the next go on", async () => {
    expect((await driver.oversize(door, rows(1)[0]!)).isTaken).toBe(false);
    expect(await values()).toEqual([]);
    expect((await driver.send(door, rows(5))).isTaken).toBe(true);
    expect(await values()).toEqual(counting(5));
  });

  const sendUntilTaken = async (batch: readonly Row[]): Promise<number> => {
    let tries = 1;
    while (!(await driver.send(door, batch)).isTaken && tries < 20) tries += 1;
    return tries;
  };

  it("that could not be stored are not acknowledged, and are there once when they came again", async () => {
    await driver.send(door, rows(1));
    const { store } = plant.app;
    const unit = store.unit.bind(store);
    let failures = 1;
    Object.assign(store, { unit: (fn: Parameters<typeof unit>[0]) => (failures-- > 0 ? Promise.reject(new Error("the disk is full")) : unit(fn)) });
    await sendUntilTaken(rows(20));
    expect([failures < 0, await values()]).toEqual([true, counting(20)]);
  });

  it.runIf(isLive(id))("are told to come again while too many wait, and none is lost", async () => {
    const service = plant.app.ctx.services.readings!;
    const accept = service.accept.bind(service);
    let full = 2;
    Object.assign(service, { accept: (...args: Parameters<typeof accept>) => (full-- > 0 ? Promise.reject(new Refusal("READING_OVERLOAD", { waiting: 1 })) : accept(...args)) });
    await sendUntilTaken(rows(20));
    expect([full < 0, await values()]).toEqual([true, counting(20)]);
  });

  it("of somebody unknown, or of another tenant, reach nothing", async () => {
    const other = await driver.send(door, rows(3), "other");
    expect(other.codes).toEqual(["READING_UNKNOWN_TAG"]);
    const stranger = await driver.send(door, rows(3), "stranger").catch(() => ({ isTaken: false, codes: [] }));
    expect([stranger.isTaken && !driver.needsMosquitto, await values()]).toEqual([false, []]); // who may publish on Mosquitto, it decides itself
  });
});
