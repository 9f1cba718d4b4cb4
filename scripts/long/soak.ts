/**
 * 2,800 tags at 1 Hz over MQTT: nothing lost, alarms in time, memory flat.
 * Usage: npm run test:long -- soak [minutes] [tags]; memory is judged from
 * half an hour on. Prints figures, then
 * `N passed, N failed`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import mqtt, { type MqttClient } from "mqtt";
import { buildProgram } from "../../runtime/server/testing/crash/buildProgram.ts";
import { freePort, ServerProcess } from "../../runtime/server/testing/crash/serverProcess.ts";
import { Client } from "../../examples/demo-plant/client.ts";

const minutes = Number(process.argv[2] ?? 40);
const tagCount = Number(process.argv[3] ?? 2800);
const gateways = 8;
/** Every tag rises over its limit once in this many seconds, a different one each second. */
const cycleS = 280;
const sampleS = 30;
const cycleOfSealS = 600; // blocks are sealed each ten minutes
const samplesPerCycle = cycleOfSealS / sampleS;
const maxGrowth = 60; // MiB an hour

const idOf = (k: number): string => `SOAK-${String(k).padStart(4, "0")}`;
const gatewayOf = (k: number): number => k % gateways;
const wait = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

interface Judged {
  readonly what: string;
  readonly holds: boolean;
}

async function prepare(client: Client): Promise<Map<number, string>> {
  const org = await client.get<{ units: { id: string; level: string }[] }>("/api/v1/org");
  const site = org.units.find((unit) => unit.level === "site")?.id;
  await client.post("/api/v1/org/areas", { code: "SOAK", title: { zh: "压力测试区", en: "Soak area" }, risk: 4, orgId: site });
  const secrets = new Map<number, string>();
  for (let k = 0; k < gateways; k++) secrets.set(k, (await client.post<{ secret: string }>("/api/v1/devices", { id: `SOAK-GW-${k}`, title: { zh: `网关 ${k}`, en: `Gateway ${k}` } })).secret);
  const header = "id,title_zh,title_en,measurement,unit,min,max,area,gateway,period_s";
  const rows = Array.from({ length: tagCount }, (_, k) => `${idOf(k)},位号 ${k},Tag ${k},pressure,kPa,0,1000,SOAK,SOAK-GW-${gatewayOf(k)},1`);
  const imported = await client.postCsv<{ created: number }>("/api/v1/tags/import", [header, ...rows].join("\n"));
  if (imported.created !== tagCount) throw new Error(`imported ${imported.created} of ${tagCount} tags`);
  const rule = {
    id: "soak-high", revision: 0, title: { zh: "压力高", en: "Pressure high" }, message: { zh: "{tag} {value}", en: "{tag} {value}" }, select: { measurement: "pressure" }, per: "tag",
    limits: { H: { value: 900, unit: "kPa", op: ">=", sourceStd: "soak", confidence: "project" } }, condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, deadband: 10, onDelayS: 0, offDelayS: 0, priority: "P3", actions: [],
  };
  const made = await client.post<{ etag: string }>("/api/v1/rules", { definition: rule });
  await client.post("/api/v1/rules/soak-high/publish", { reason: "soak" }, { "if-match": made.etag });
  return secrets;
}

async function link(url: string, secrets: Map<number, string>): Promise<MqttClient[]> {
  return Promise.all([...secrets].map(([k, password]) => mqtt.connectAsync(url, { clientId: `SOAK-GW-${k}`, username: `SOAK-GW-${k}`, password, clean: true })));
}

/** One second of the plant: which tags are over their limit now. */
function isHigh(tag: number, second: number): boolean {
  return (second + tag) % cycleS < 2;
}

interface Run {
  readonly sent: number;
  readonly expectedRaises: number;
  readonly acknowledged: number;
  readonly memory: readonly number[];
}

async function metric(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)`, "m").exec(text)?.[1] ?? Number.NaN);
}

async function publish(url: string, clients: readonly MqttClient[]): Promise<Run> {
  const seconds = Math.round(minutes * 60);
  const [memory, pending]: [number[], Promise<unknown>[]] = [[], []];
  let [sent, acknowledged, expectedRaises] = [0, 0, 0];
  const high = new Set<number>();
  const began = Date.now();
  for (let second = 0; second < seconds; second++) {
    const ts = new Date().toISOString();
    const batches: object[][] = clients.map(() => []);
    for (let tag = 0; tag < tagCount; tag++) {
      const now = isHigh(tag, second);
      if (now && !high.has(tag)) expectedRaises += 1;
      if (now) high.add(tag);
      else high.delete(tag);
      batches[gatewayOf(tag)]?.push({ tagId: idOf(tag), ts, value: now ? 950 : 400 + ((tag * 13 + second * 7) % 100) / 10, unit: "kPa", quality: "good" });
    }
    clients.forEach((client, k) => {
      const readings = batches[k] ?? [];
      sent += readings.length;
      pending.push(client.publishAsync(`safeloop/v1/SOAK-GW-${k}/readings`, JSON.stringify(readings), { qos: 1 }).then(() => (acknowledged += readings.length)));
    });
    if (second % sampleS === sampleS - 1) memory.push((await metric(url, "process_resident_memory_bytes")) / 1_048_576);
    await wait(Math.max(0, began + (second + 1) * 1000 - Date.now()));
  }
  await Promise.all(pending);
  return { sent, expectedRaises, acknowledged, memory };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * MiB an hour from one seal to the next: readings gather in memory for ten
 * minutes and are then sealed, so only means of whole cycles can be compared.
 * Null when the run was too short for two cycles after one to warm up.
 */
function growthPerHour(memory: readonly number[]): number | null {
  if (memory.length < 3 * samplesPerCycle) return null;
  const last = mean(memory.slice(-samplesPerCycle));
  const before = mean(memory.slice(-2 * samplesPerCycle, -samplesPerCycle));
  return (last - before) * (3600 / cycleOfSealS);
}

async function p99Within(url: string, bound: string): Promise<{ readonly share: number; readonly count: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const within = Number(new RegExp(`safeloop_alarm_latency_seconds_bucket\\{le="${bound}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
  const count = Number(/safeloop_alarm_latency_seconds_count (\d+)/.exec(text)?.[1] ?? 0);
  return { share: count === 0 ? 0 : within / count, count };
}

async function main(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-soak-"));
  const mqttPort = await freePort();
  const server = new ServerProcess({ command: await buildProgram(), port: await freePort(), dataDir, env: { MQTT_LISTEN: `127.0.0.1:${mqttPort}`, SAFELOOP_DEMO: "1", READINGS_RETENTION: "24h" } });
  await server.start();
  const client = new Client(server.url);
  await client.signIn("admin", "safeloop-demo");
  const clients = await link(`mqtt://127.0.0.1:${mqttPort}`, await prepare(client));
  const run = await publish(server.url, clients);
  await wait(2000);
  const stored = await metric(server.url, "safeloop_readings_stored_total");
  const raised = await metric(server.url, "safeloop_alarms_raised_total");
  const { share, count } = await p99Within(server.url, "0.5");
  const growth = growthPerHour(run.memory);
  const judged: Judged[] = [
    { what: `${run.sent} readings sent, ${run.acknowledged} acknowledged, ${stored} stored`, holds: run.sent === run.acknowledged && stored === run.sent },
    { what: `${raised} alarms of ${run.expectedRaises} expected`, holds: raised === run.expectedRaises },
    { what: `${(share * 100).toFixed(2)} % of ${count} alarms stored within 500 ms of their sample`, holds: share >= 0.99 },
    { what: `memory ${run.memory.map((value) => value.toFixed(0)).join(" ")} MiB; ${growth === null ? "too short a run to judge" : `${growth.toFixed(0)} MiB/h from the last ten minutes but one to the last`}`, holds: growth !== null && growth < maxGrowth },
  ];
  for (const { what, holds } of judged) console.log(`${holds ? "ok  " : "FAIL"} ${what}`);
  await Promise.all(clients.map((one) => one.endAsync(true)));
  await server.end("SIGTERM");
  rmSync(dataDir, { recursive: true, force: true });
  const failed = judged.filter((one) => !one.holds).length;
  console.log(`${judged.length - failed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}

await main();
