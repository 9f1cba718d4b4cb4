import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addWorking, isWorkingAt, type CalendarList } from "@safeloop/engine";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { startServer } from "../startServer.ts";
import { call } from "../testing/asPerson.ts";
import { makeTestApp } from "../testing/testApp.ts";
import { loadCalendars } from "./calendars.ts";

const shipped = JSON.parse(readFileSync(join(import.meta.dirname, "../../../templates/safeloop-base/calendars/cn-office.json"), "utf8")) as object;
const at = (text: string): number => Date.parse(`${text}+08:00`);
const hour = 3_600_000;

describe("work calendars of an installation", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "safeloop-calendars-"));
    mkdirSync(join(dataDir, "calendars"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  const put = (name: string, content: unknown): void => writeFileSync(join(dataDir, "calendars", name), typeof content === "string" ? content : JSON.stringify(content));

  test("come with the packs: office hours of mainland China, its holidays and make-up days", () => {
    const { byId, holidays } = loadCalendars({ dataDir });
    const office = byId("cn-office");
    if (!office) throw new Error("cn-office is not shipped");
    expect(addWorking(office, at("2026-09-30T16:30"), 2 * hour)).toEqual({ at: at("2026-10-08T09:30"), assumed: [] });
    expect(isWorkingAt(office, at("2026-10-10T09:00"))).toBe(true);
    expect(addWorking(office, at("2026-12-31T17:00"), hour)?.assumed).toEqual([2027]);
    expect(holidays.of(2026)).toHaveLength(33);
    expect(holidays.of(2027)).toBeUndefined();
    expect(byId("nowhere")).toBeUndefined();
  });

  test("are replaced and added to by files in the data folder, by id", () => {
    put("ours.json", { ...shipped, week: { sat: [["10:00", "12:00"]] }, makeUp: "sat", holidays: [{ year: 2027, source: "plant rule", confidence: "project", off: ["2027-01-01"], work: [] }] });
    put("shift.json", `\uFEFF${JSON.stringify({ id: "shift", title: { zh: "倒班", en: "Shift" }, timeZone: "Asia/Shanghai", holidays: "none", rotation: { anchor: "2026-01-01", days: [[["20:00", "08:00"]]] } })}`);
    put("readme.txt", "not a calendar");
    const { byId, holidays } = loadCalendars({ dataDir });
    expect([holidays.of(2026), holidays.of(2027)]).toEqual([undefined, ["2027-01-01"]]);
    expect(["cn-office", "shift"].map((id) => { const one = byId(id); return one && isWorkingAt(one, at("2026-06-06T11:00")); })).toEqual([true, false]);
  });

  test.each([
    ["no JSON", "{", /calendars\/bad\.json: .*JSON/],
    ["windows that overlap", { ...shipped, week: { mon: [["08:00", "12:00"], ["11:00", "13:00"]] } }, /calendars\/bad\.json: at \/week\/mon, windows of the day overlap\.$/],
    ["another list in place of an object", [], /calendars\/bad\.json: at \/, it must be an object, a work calendar\.$/],
  ])("stop the start with one sentence when a file holds %s", async (_, content, sentence) => {
    put("bad.json", content);
    const failed = await startServer({ DATA_DIR: dataDir, PORT: "0", MQTT_LISTEN: "off", SAFELOOP_DEMO: "0", LOG_LEVEL: "silent" }).catch((error: unknown) => error as Error);
    if (!(failed instanceof Error)) throw new Error("it started");
    expect(failed.message).toMatch(/^DATA_DIR holds a work calendar that cannot be used, /);
    expect(failed.message).toMatch(sentence);
    expect(failed.message).not.toContain("\n");
  });

  test("may not share an id within a folder", () => {
    put("a.json", shipped);
    put("b.json", shipped);
    expect(() => loadCalendars({ dataDir })).toThrow(/b\.json: another file beside it has the id "cn-office" too\.$/);
  });

  test("reach every slice through its context", async () => {
    const app = await makeTestApp();
    expect(app.ctx.calendars.byId("cn-office")?.covers).toEqual(new Set([2025, 2026]));
    const { body } = await call<CalendarList>(app, "designer", "GET", "/calendars");
    expect(body.items.find((one) => one.id === "cn-office")?.title.zh).toMatch(/./);
    expect((await call(app, null, "GET", "/calendars")).status).toBe(401);
    await app.close();
  });
});
