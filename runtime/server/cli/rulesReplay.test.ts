import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { AlertRule, ReplayView } from "@safeloop/engine";
import { afterAll, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { gasPoint } from "../alarms/testPlant.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";
import { runCli } from "./runCli.ts";

let app: TestApp;
let printed = "";
let from: number;
let rule: AlertRule;
const id = "combustible-level1";
const iso = (ms: number): string => new Date(ms).toISOString();

beforeAll(async () => {
  app = await makeTestApp();
  for (const tag of ["GT-1", "GT-2"]) await app.inject("admin", { method: "POST", url: "/api/v1/tags", payload: gasPoint(tag) });
  rule = (await app.inject("admin", { method: "GET", url: `/api/v1/rules/${id}` })).json<{ published: AlertRule }>().published;
  from = app.clock.now();
  for (let second = 0; second < 1500; second += 60) {
    app.clock.set(from + second * 1000 + 60_000);
    const values = (tagId: string) => Array.from({ length: 60 }, (_, at) => ({ tagId, ts: from + (second + at) * 1000, value: tagId === "GT-1" && second % 600 === 300 ? 26 + (at % 2) : 10 + (at % 2) }));
    await app.inject("admin", { method: "POST", url: "/api/v1/readings", payload: [...values("GT-1"), ...values("GT-2")] });
  }
  await app.ctx.services.alarms?.maintain(); // some of it sealed, some not
});
afterAll(() => app.close());
beforeEach(() => {
  printed = "";
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => ((printed += String(text)), true));
  return () => spy.mockRestore();
});

const cli = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => runCli(["rules", "replay", ...args, ...(args.includes("--tenant") ? [] : ["--tenant", app.tenantId])], { DATA_DIR: app.ctx.config.dataDir, ...env });
const span = (): string[] => ["--from", iso(from), "--to", iso(from + 1_500_000)];

function draftFile(more: Partial<AlertRule>): string {
  const file = join(app.ctx.config.dataDir, "draft.json");
  writeFileSync(file, JSON.stringify({ ...rule, ...more }));
  return file;
}

// Nobody acknowledges, so that both episodes are one alarm.
it("says beside a running server exactly what the route says", async () => {
  const draft = { ...rule, onDelayS: 5 };
  const { statusCode, body } = await app.inject("admin", { method: "POST", url: `/api/v1/rules/${id}/replay`, payload: { definition: draft, from: iso(from), to: iso(from + 1_500_000) } });
  expect(statusCode).toBe(200);
  expect(await cli([draftFile({ onDelayS: 5 }), ...span(), "--json"])).toBe(0);
  expect(JSON.parse(printed)).toEqual(JSON.parse(body));
  expect(JSON.parse(printed) as ReplayView).toMatchObject({ covered: true, episodes: { count: 2 }, difference: { episodes: 2, moved: { count: 2 } }, predicted: { matched: 1, disposed: 0, share: null } });
});

it("prints coverage first, in the language of the terminal", async () => {
  expect(await cli([draftFile({ onDelayS: 5 }), ...span()])).toBe(0);
  expect(printed.split("\n").slice(0, 2)).toEqual(["coverage:", expect.stringMatching(/^ {2}GT-1 {2}known 100\.0 % {2}readings 1500\/1500 {2}bad 0 {2}late 0 {2}gaps 0$/)]);
  expect(printed).toContain("against the published rule: the same 0, only new 0, no longer raised 0, moved 2");
  expect(printed).toContain("false share foretold: too little data");
  printed = "";
  expect(await cli([id, ...span()], { LANG: "zh_CN.UTF-8" })).toBe(0);
  expect(printed).toMatch(/^数据覆盖:\n {2}GT-1 {2}已知时间 100\.0 %/);
  expect(printed).not.toContain("与已发布规则相比");
});

it("ends with 3 where too little was measured", async () => {
  expect(await cli([id, "--from", iso(from - 7_200_000), "--to", iso(from)])).toBe(3);
  expect(printed).toContain("too little was known");
});

it("says in one sentence what it cannot do", async () => {
  await expect(cli([])).rejects.toThrow("Name one rule");
  await expect(cli(["nothing", ...span()])).rejects.toThrow("neither a file nor a published rule nothing");
  await expect(cli([id, "--from", "yesterday", "--to", iso(from)])).rejects.toThrow("--from must be a time");
  await expect(cli([id, "--to", iso(from), "--fast"])).rejects.toThrow("--fast is no option");
  await expect(cli([id, ...span(), "--tenant", "other"])).rejects.toThrow("There is no company other; there are ");
  await expect(runCli(["rules", "replay", id, ...span()], { DATA_DIR: app.ctx.config.dataDir })).rejects.toThrow("There are several companies; name one with --tenant: ");
  await expect(cli([id, "--from", iso(from), "--to", iso(from - 1)])).rejects.toThrow("it must begin before it ends");
  await expect(cli([draftFile({ condition: { "??": [] } }), ...span()])).rejects.toThrow("/condition: ");
  await expect(cli([id, ...span()], { DATA_DIR: "/nowhere" })).rejects.toThrow("There is no database in /nowhere");
  expect(await runCli(["rules", "nonsense"], {})).toBe(2);
});
