/**
 * The server under replays, in a process of its own. Answers to messages:
 * {store} fills so many tags with 30 days of readings, {replay} replays a
 * draft on so many, "stop" ends it.
 */
import { monitorEventLoopDelay } from "node:perf_hooks";
import type { AlertRule, ReplayView } from "@safeloop/engine";
import { liveAlarmsOf } from "../runtime/server/alarms/liveAlarmsOf.ts";
import type { LoggedReading } from "../runtime/server/readings/loggedReading.ts";
import { openServer, publishOn } from "./openServer.ts";

const stepMs = 10_000;
const perTag = 259_200; // 30 days
const to = Math.floor(Date.now() / stepMs) * stepMs;
const from = to - perTag * stepMs;
const tagId = (n: number): string => `TT-${n}`;

const server = await openServer(64, false);
const live = liveAlarmsOf(server.app.ctx).of("tenant-a");

function ruleOn(tags: number, value: number): AlertRule {
  return {
    id: `hot-${tags}`, revision: 1, title: { zh: "高温", en: "Hot" }, message: { zh: "{tag} {value}", en: "{tag} {value}" }, select: { tags: Array.from({ length: tags }, (_, n) => tagId(n)) }, per: "tag",
    limits: { H: { value, unit: "Cel", op: ">=", sourceStd: "bench", confidence: "project" } }, condition: { ">=": [{ value: [] }, { limit: ["H"] }] }, deadband: 2, onDelayS: 30, offDelayS: 60, priority: "P3", actions: [], escalation: [],
  };
}

/** A tank that warms and cools with some noise, the same on every run. */
function valuesOf(tag: number): Float64Array {
  let seed = tag + 1;
  const noise = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
  return Float64Array.from({ length: perTag }, (_, at) => Math.round((70 + 11 * Math.sin((at + 977 * tag) / 400) + 6 * (noise() - 0.5)) * 10) / 10);
}

/** Counted without the engine: four readings in a row above raise, three when the span ends as the delay does; seven in a row below the band clear. */
function raisesIn(values: Float64Array, limit: number): number {
  let [raises, active, run] = [0, false, 0];
  for (const value of values) {
    run = (active ? value < limit - 2 : value >= limit) ? run + 1 : 0;
    if (run < (active ? 7 : 4)) continue;
    active = !active;
    run = 0;
    if (active) raises += 1;
  }
  return !active && run === 3 ? raises + 1 : raises;
}

const expected: { readonly draft: number; readonly present: number }[] = [];

async function fill(tag: number): Promise<void> {
  await server.post("admin", "/api/v1/tags", { id: tagId(tag), title: { zh: tagId(tag), en: tagId(tag) }, measurement: "temperature", unit: "Cel", range: { min: -50, max: 200 }, area: "area-t103", periodS: 10, staleAfterS: 30 });
  const tagNo = server.app.ctx.services.tags?.numberOf("tenant-a", tagId(tag)) ?? 0;
  const values = valuesOf(tag);
  const readings = Array.from(values, (v, at): LoggedReading => ({ tagNo, ts: from + at * stepMs, v, q: 0, flags: 0, late: false }));
  const blocks = await live.blocks.prepare(tagNo, readings);
  await server.store.unit((tx) => live.blocks.write(tx, blocks));
  expected[tag] = { draft: raisesIn(values, 80), present: raisesIn(values, 78) };
}

async function store(tags: number): Promise<void> {
  for (let tag = expected.length; tag < tags; tag += 1) await fill(tag);
  await publishOn(server, "rules", ruleOn(tags, 78));
}

const said = (readings: number, draft: number, present: number): string => `${readings.toLocaleString("en")} readings, ${draft} alarms of the draft, ${present} of the published rule`;

async function replay(tags: number): Promise<object> {
  const held = monitorEventLoopDelay({ resolution: 2 });
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  held.enable();
  const view = (await server.post("designer", `/api/v1/rules/hot-${tags}/replay`, { definition: ruleOn(tags, 80), from: new Date(from).toISOString(), to: new Date(to).toISOString() })) as unknown as ReplayView;
  const ms = performance.now() - began;
  held.disable();
  const { user, system } = process.cpuUsage(cpu);
  const sum = (of: "draft" | "present"): number => expected.slice(0, tags).reduce((all, one) => all + one[of], 0);
  return { ms, cpuMs: (user + system) / 1000, heldMs: held.max / 1e6, found: said(view.coverage.reduce((all, one) => all + one.present, 0), view.episodes.count, view.difference?.episodes ?? -1), expected: said(tags * perTag, sum("draft"), sum("present")) };
}

process.on("message", (message: "stop" | { readonly store: number } | { readonly replay: number }) => {
  const answer = (value: unknown): void => void process.send?.(value);
  if (message === "stop") void server.stop().then(() => process.exit(0));
  else if ("store" in message) void store(message.store).then(() => answer("stored"));
  else void replay(message.replay).then(answer);
});
process.send?.("ready");
