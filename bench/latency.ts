import type { Tag } from "@safeloop/engine";
import { loadRule, quantile, wait } from "../scripts/long/load/loadPlant.ts";
import { StreamWatch } from "../scripts/long/load/streamWatch.ts";
import { ask, startServer } from "./child.ts";
import { atMost } from "./figures.ts";
import { PacedGateway, type Due } from "./stream/pacedPlant.ts";
import { TextEngine } from "./stream/ours.ts";

const points = 10_000;
const gateways = 8; // each sends over one connection, one request after the other
const episodeEveryMs = 100;
const rates = [2800, 28_000, 100_000] as const; // readings a second
const everyMs = 10; // between batches to the engine alone
const postEveryMs = 100; // between requests of a gateway
const [warmUpS, countedS] = [4, 16] as const;
const goal = { transitionMs: 50, pushedMs: 250 } as const; // p99

const tags = Array.from({ length: points }, (_, n): Tag => ({ id: `LP-${n}`, title: { zh: `LP-${n}`, en: `LP-${n}` }, measurement: "pressure", unit: "kPa", range: { min: 0, max: 1000 }, area: "A", orgId: "plant", periodS: 1 }));
const shown = (what: string, values: readonly number[]): string => `  ${what.padEnd(58)} n ${String(values.length).padStart(4)}  p50 ${quantile(values, 0.5).toFixed(1).padStart(6)}  p99 ${quantile(values, 0.99).toFixed(1).padStart(6)}  max ${Math.max(...values).toFixed(1).padStart(6)} ms`;

const idsOf = (first: number, step: number): string[] => Array.from({ length: Math.ceil((points - first) / step) }, (_, n) => `LP-${first + n * step}`);

/** Calls `send` at a pace, for the time each call was due: one that comes late has waited, and that counts. */
async function paced(stepMs: number, shiftMs: number, send: (at: number) => Promise<void> | undefined): Promise<void> {
  const began = Date.now() + stepMs + shiftMs;
  const steps = Math.round(((warmUpS + countedS) * 1000) / stepMs);
  for (let step = 0; step < steps; step += 1) {
    const at = began + step * stepMs;
    const ahead = at - Date.now();
    if (ahead > 0) await wait(ahead);
    await send(at);
  }
}

const counted = (all: readonly PacedGateway[]): Due[] => all.flatMap((one) => one.due.filter(({ at }) => at >= one.begin + warmUpS * 1000));

/** What was found must be what was provoked, each once; else there is no figure. */
function compare(what: string, wanted: readonly Due[], found: ReadonlyMap<string, unknown>): void {
  const missing = wanted.filter((one) => !found.has(`${one.key} ${one.at}`));
  if (missing.length > 0 || found.size !== wanted.length || wanted.length === 0) throw new Error(`P5 ${what}: ${found.size} transitions found, ${wanted.length} provoked, ${missing.length} of them missing; there is no figure`);
}

/** From the time a batch was due to the transition, in one process with JSON text coming in. */
async function engineAlone(rate: number): Promise<readonly number[]> {
  const engine = new TextEngine(tags, loadRule("latency", { measurement: "pressure" }, "P3"));
  const plant = new PacedGateway(idsOf(0, 1), rate, episodeEveryMs);
  const found = new Map<string, number>();
  await paced(everyMs, 0, (due) => {
    for (const { ruleId, kind, key, at } of engine.take(plant.text(due), Date.now())) if (ruleId === "latency" && kind === "raise") found.set(`${key} ${at}`, Date.now() - at);
    return undefined;
  });
  compare(`engine alone at ${rate}/s`, plant.due, found);
  return counted([plant]).map((one) => found.get(`${one.key} ${one.at}`)!);
}

/** From the time a request was due to the event in a browser's stream, after the commit; over HTTP into a server of its own. */
async function wholeServer(rate: number): Promise<readonly number[]> {
  const child = startServer("latencyServer.js", [String(points)]);
  const { url, token, cookie } = await ask<{ url: string; token: string; cookie: string }>(child);
  const watch = new StreamWatch(url, cookie);
  await wait(500);
  const plant = Array.from({ length: gateways }, (_, n) => new PacedGateway(idsOf(n, gateways), rate / gateways, episodeEveryMs * gateways));
  const refused: string[] = [];
  const post = async (body: string): Promise<void> => {
    const reply = await fetch(`${url}/api/v1/readings`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body });
    if (reply.ok) await reply.arrayBuffer();
    else refused.push(`${reply.status} ${await reply.text()}`);
  };
  await Promise.all(plant.map((gateway, n) => paced(postEveryMs, Math.round((n * postEveryMs) / gateways), (at) => post(gateway.text(at)))));
  await wait(2000);
  watch.close();
  const stored = new Map((await ask<{ key: string; at: number }[]>(child, "alarms")).map(({ key, at }) => [`${key} ${Number(at)}`, true]));
  child.send("stop");
  if (refused.length > 0) throw new Error(`P5: ${refused.length} requests refused, ${refused[0]!.slice(0, 200)}; there is no figure`);
  compare(`server at ${rate}/s, stored`, plant.flatMap((one) => one.due), stored);
  const seen = counted(plant).map(({ key, at }) => (watch.alarms.get(`latency ${key} ${at}`) ?? Number.NaN) - at);
  if (seen.some(Number.isNaN)) throw new Error(`P5: ${seen.filter(Number.isNaN).length} alarms were not seen in the stream; there is no figure`);
  return seen;
}

/** P5: how soon an alarm is there, at rates up to a burst of 100,000 readings a second. Rules without delay: what a delay adds is not latency. */
export async function benchLatency(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const lines: string[] = [];
  const verdicts = [];
  for (const rate of rates) {
    const alone = await engineAlone(rate);
    const pushed = await wholeServer(rate);
    const said = `${rate.toLocaleString("en")} readings/s`;
    lines.push(shown(`${said}: due → transition, engine with JSON text`, alone), shown(`${said}: due → stored, committed, in the stream`, pushed));
    verdicts.push(atMost(`P5 transition p99 at ${said}, ms`, quantile(alone, 0.99), goal.transitionMs), atMost(`P5 durable and pushed p99 at ${said}, ms`, quantile(pushed, 0.99), goal.pushedMs));
  }
  return { lines: [...lines, ...verdicts.map((one) => one.text)], holds: verdicts.every((one) => one.holds) };
}
