import type { ChildProcess } from "node:child_process";
import { CrashClient } from "../runtime/server/testing/crash/client.ts";
import { ask, startServer } from "./child.ts";
import { line, median, ratio, type Rates } from "./figures.ts";
import { stepNames, steps } from "./fiveSteps.ts";

interface Ready {
  readonly url: string;
  readonly initiator: string;
  readonly decider: string;
}

interface Count {
  readonly decisions: number;
  readonly cpu: NodeJS.CpuUsage;
}

const clients = 64;
const papersPerRound = 1_500;
const rounds = 3;
const finished = Number(process.env["FINISHED"] ?? 100_000);

/** Works a list off with all clients at once. */
async function together<T>(url: string, cookie: string, list: readonly T[], act: (client: CrashClient, one: T) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: clients }, async () => {
    const client = new CrashClient(url);
    client.use(cookie);
    for (let k = next++; k < list.length; k = next++) await act(client, list[k] as T);
    client.close();
  }));
}

interface Round {
  readonly rate: number; // decisions a second by the clock
  readonly perCpu: number; // decisions per CPU-second of the server
  readonly p99: number; // ms
}

/** New papers through their five approvals; every decision must be in the audit trail. */
async function round(child: ChildProcess, { url, initiator, decider }: Ready, papers: number, minimal = true): Promise<Round> {
  const ids: string[] = [];
  await together(url, initiator, Array.from({ length: papers }, (_, k) => k), async (client, k) => {
    ids.push((await client.json<{ instance: { id: string } }>("POST", "/submissions", { form: "paper", data: { what: `paper ${k}` } })).instance.id);
  });
  const before = await ask<Count>(child, "count");
  const times: number[] = [];
  const began = performance.now();
  await together(url, decider, ids, async (client, id) => {
    for (const step of stepNames) {
      const sent = performance.now();
      await client.json("POST", `/tasks/${encodeURIComponent(`${id}:${step}#1:s1`)}/commands`, { command: "approve", version: 1 }, minimal ? { prefer: "return=minimal" } : {});
      times.push(performance.now() - sent);
    }
  });
  const seconds = (performance.now() - began) / 1_000;
  const after = await ask<Count>(child, "count");
  if (after.decisions - before.decisions !== papers * steps) throw new Error(`decisions: ${papers * steps} answered, ${after.decisions - before.decisions} in the audit trail; there is no figure`);
  const cpu = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1_000_000;
  return { rate: times.length / seconds, perCpu: times.length / cpu, p99: [...times].sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? Number.NaN };
}

async function rates(child: ChildProcess, ready: Ready, name: string, minimal = true): Promise<{ readonly wall: Rates; readonly cpu: Rates; readonly p99: number }> {
  const all: Round[] = [];
  for (let k = 0; k < rounds; k++) all.push(await round(child, ready, papersPerRound, minimal));
  return { wall: { name, unit: "decisions/s", rounds: all.map((one) => one.rate) }, cpu: { name, unit: "decisions/server cpu-s", rounds: all.map((one) => one.perCpu) }, p99: median(all.map((one) => one.p99)) };
}

/**
 * Durable decisions over HTTP: 64 clients that want no body back, `synchronous=FULL`, with history,
 * tasks, timers, audit and outbox; the same again with very many ended
 * instances in the file (`FINISHED`, 100,000 unless said otherwise).
 */
export async function benchDecisions(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const child = startServer("decisionServer.js");
  const ready = await ask<Ready>(child);
  await round(child, ready, 2_500); // until the code is compiled; not counted
  const bare = await ask<number>(child, "bare");
  const empty = await rates(child, ready, "decisions, five approvals each");
  const viewed = await rates(child, ready, "the same, each answered with the whole instance", false);
  const loaded = await ask<number>(child, { finished });
  await round(child, ready, 300);
  const full = await rates(child, ready, `the same with ${finished.toLocaleString("en")} ended instances`);
  child.send("stop");
  const target = { text: `  ${median(empty.wall.rounds) >= 1_500 ? "holds" : "MISSED"}: decisions a second ${Math.round(median(empty.wall.rounds))} (goal ≥ 1,500), or against the bare store ${(median(empty.wall.rounds) / bare).toFixed(2)}× (goal ≥ 0.5×)`, holds: median(empty.wall.rounds) >= 1_500 || median(empty.wall.rounds) >= bare / 2 };
  const late = { text: `  ${empty.p99 <= 50 ? "holds" : "MISSED"}: p99 of a decision ${empty.p99.toFixed(0)} ms (goal ≤ 50 ms); with ended instances ${full.p99.toFixed(0)} ms`, holds: empty.p99 <= 50 };
  const flat = ratio(`decisions with ${finished.toLocaleString("en")} ended instances (${loaded.toLocaleString("en")} loaded by SQL) against none, per CPU second`, full.cpu, empty.cpu, 0.9);
  return {
    lines: [line(empty.wall), line(empty.cpu), line(viewed.wall), line(viewed.cpu), line(full.wall), line(full.cpu), `  the store alone, a row of half a kilobyte a unit     ${Math.round(bare).toLocaleString("en").padStart(6)} units/s`, target.text, late.text, flat.text],
    holds: target.holds && late.holds && flat.holds,
  };
}
