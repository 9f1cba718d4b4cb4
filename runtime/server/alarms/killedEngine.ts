import type { Reading } from "@safeloop/engine";
import { pino } from "pino";
import { buildApp, type App } from "../app.ts";
import { openStore } from "../storage/openStore.ts";
import { readingsSlice } from "../readings/slice.ts";
import { tagsSlice } from "../tags/routes.ts";
import type { MakeSlice } from "../context.ts";
import type { DefinitionsService } from "../services.ts";
import { fastNow } from "./fastNow.ts";
import { alarmsSlice } from "./slice.ts";
import { gasRule, TestRules } from "./testPlant.ts";

/**
 * A server process for the kill test: opens the data folder it is given, says
 * READY, stores each line of JSON it reads as readings and answers STORED
 * after the commit. With a start instant its clock runs a thousand times as
 * fast from there, and readings are sealed without pause.
 */
async function main(dataDir: string, tenantId: string, fastSince: string | undefined): Promise<void> {
  const rules = new TestRules();
  rules.rules = [gasRule()];
  const stand: MakeSlice = (ctx) => {
    ctx.services.definitions = rules.service as unknown as DefinitionsService;
    ctx.effects.handleInTransaction("interlock", async () => undefined);
    return { name: "stand", routes: [] };
  };
  const store = await openStore({ kind: "better-sqlite3", file: `${dataDir}/safeloop.sqlite` });
  const config = { port: 0, host: "127.0.0.1", dataDir, sqliteDriver: "better-sqlite3", trustProxy: false, siteTz: "Asia/Shanghai", maxUploadMb: { photo: 25, video: 200 }, demo: false } as const;
  const app = await buildApp({ config, store, logger: pino({ level: "error" }), slices: [stand, tagsSlice, readingsSlice, alarmsSlice], ...(fastSince ? { clock: { now: () => fastNow(Number(fastSince)) } } : {}) });
  await app.start();
  process.stdout.write("READY\n");
  if (fastSince) void sealAlways(app);
  let text = "";
  process.stdin.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    const lines = text.split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) void app.ctx.services.readings?.accept(tenantId, JSON.parse(line) as readonly Reading[], "test").then(() => process.stdout.write("STORED\n"));
  });
}

async function sealAlways(app: App): Promise<void> {
  for (;;) {
    await app.ctx.services.alarms?.maintain();
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

await main(process.argv[2] ?? "", process.argv[3] ?? "", process.argv[4]);
