import type { ChildProcess } from "node:child_process";
import autocannon from "autocannon";
import { ask, startServer } from "./child.ts";
import { line, ratio, shownRatio, type Rates } from "./figures.ts";
import { sixtyAnswers, sixtyFields } from "./sixtyFields.ts";

interface Ready {
  readonly url: string;
  readonly token: string;
}

interface Count {
  readonly count: number;
  readonly cpu: NodeJS.CpuUsage;
}

const seconds = 5;
const warmUpSeconds = 3; // until the code is compiled; not counted
const rounds = 4;
const connections = 32;

async function start(batch: number): Promise<{ readonly child: ChildProcess; readonly ready: Ready }> {
  const child = startServer("server.js", [String(batch)]);
  return { child, ready: await ask<Ready>(child) };
}

/** One round of a route: requests a second by the clock, and by the CPU time the server spent. */
interface Load {
  readonly wall: number;
  readonly cpu: number;
}

/** One round over HTTP; every reply must be 2xx, and every 201 must be a stored row. */
async function load(child: ChildProcess, { url, token }: Ready, path: string, body: (n: number) => unknown, stores: boolean, duration = seconds): Promise<Load> {
  const before = await ask<Count>(child, "count");
  let n = 0;
  const result = await autocannon({
    url: url + path,
    connections,
    duration,
    requests: [{ method: "POST", setupRequest: (request) => ({ ...request, headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: JSON.stringify(body(n++)) }) }],
  });
  const after = await ask<Count>(child, "count");
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path}: ${result.non2xx} replies were not 2xx, ${result.errors} errors; there is no figure`);
  const stored = after.count - before.count;
  // Requests still under way at the end are stored without their reply being counted.
  if (stores ? stored < result["2xx"] || stored > result["2xx"] + connections : stored !== 0) throw new Error(`${path}: ${result["2xx"]} answered, ${stored} stored; there is no figure`);
  const cpuSeconds = (after.cpu.user + after.cpu.system - before.cpu.user - before.cpu.system) / 1_000_000;
  return { wall: result["2xx"] / result.duration, cpu: result["2xx"] / cpuSeconds };
}

function rates(name: string, loads: readonly Load[]): { readonly cpu: Rates; readonly wall: Rates } {
  return { cpu: { name, unit: "requests/server cpu-s", rounds: loads.map((one) => one.cpu) }, wall: { name, unit: "requests/s", rounds: loads.map((one) => one.wall) } };
}

/**
 * P7: a durable submission of 60 fields over HTTP, against the validate-only
 * route and against one commit per request. What the validate-only route is
 * compared with is work, so the server's CPU time decides and the clock, which
 * on shared cores measures the neighbours as well, is shown. What a commit of
 * its own costs is waiting for the disk, so there the clock decides.
 */
export async function benchSubmit(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const group = await start(64);
  const single = await start(1);
  const submission = (n: number): unknown => ({ form: sixtyFields.id, data: sixtyAnswers(n) });
  const routes = {
    validate: (duration?: number) => load(group.child, group.ready, `/api/v1/forms/${sixtyFields.id}/validate`, (n) => ({ data: sixtyAnswers(n) }), false, duration),
    submit: (duration?: number) => load(group.child, group.ready, "/api/v1/submissions", submission, true, duration),
    alone: (duration?: number) => load(single.child, single.ready, "/api/v1/submissions", submission, true, duration),
  };
  for (const route of Object.values(routes)) await route(warmUpSeconds);
  const [submitted, validated, alone]: [Load[], Load[], Load[]] = [[], [], []];
  for (let k = 0; k < rounds; k++) {
    validated.push(await routes.validate());
    submitted.push(await routes.submit());
    alone.push(await routes.alone());
  }
  for (const { child } of [group, single]) child.send("stop");
  const ours = rates("submit, group commit, FULL", submitted);
  const judged = rates("validate only", validated);
  const oneByOne = rates("submit, one commit per request, FULL", alone);
  const verdicts = [ratio("P7 submit against validate only, per CPU second", ours.cpu, judged.cpu, 0.5), ratio("P7 submit against one commit per request, by the clock", ours.wall, oneByOne.wall, 3)];
  const shown = [shownRatio("P7 submit against validate only, by the clock", ours.wall, judged.wall), shownRatio("P7 submit against one commit per request, per CPU second", ours.cpu, oneByOne.cpu)];
  return { lines: [...[ours, judged, oneByOne].flatMap((one) => [line(one.cpu), line(one.wall)]), ...verdicts.map((one) => one.text), ...shown], holds: verdicts.every((one) => one.holds) };
}
