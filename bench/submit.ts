import { fork, type ChildProcess } from "node:child_process";
import autocannon from "autocannon";
import { line, ratio, type Rates } from "./figures.ts";
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
const rounds = 4;
const connections = 32;

function answer<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    const ended = (code: number | null): void => reject(new Error(`the server under load ended with ${code ?? "a signal"}`));
    child.once("exit", ended);
    child.once("message", (message) => {
      child.off("exit", ended);
      resolve(message as T);
    });
  });
}

async function ask(child: ChildProcess): Promise<Count> {
  const reply = answer<Count>(child);
  child.send("count");
  return reply;
}

async function start(batch: number): Promise<{ readonly child: ChildProcess; readonly ready: Ready }> {
  const child = fork("bench/server.ts", [String(batch)], { execArgv: ["--conditions=source", "--import", "tsx"], stdio: ["ignore", "inherit", "inherit", "ipc"] });
  return { child, ready: await answer<Ready>(child) };
}

/** Requests a second over HTTP; every reply must be 2xx, and every 201 must be a stored row. */
async function load(child: ChildProcess, { url, token }: Ready, path: string, body: (n: number) => unknown, stores: boolean): Promise<number> {
  const before = await ask(child);
  let n = 0;
  const result = await autocannon({
    url: url + path,
    connections,
    duration: seconds,
    requests: [{ method: "POST", setupRequest: (request) => ({ ...request, headers: { "content-type": "application/json", authorization: `Bearer ${token}` }, body: JSON.stringify(body(n++)) }) }],
  });
  const after = await ask(child);
  if (result.non2xx > 0 || result.errors > 0) throw new Error(`${path}: ${result.non2xx} replies were not 2xx, ${result.errors} errors; there is no figure`);
  const stored = after.count - before.count;
  // Requests still under way at the end are stored without their reply being counted.
  if (stores ? stored < result["2xx"] || stored > result["2xx"] + connections : stored !== 0) throw new Error(`${path}: ${result["2xx"]} answered, ${stored} stored; there is no figure`);
  return result["2xx"] / result.duration;
}

/** P7: a durable submission of 60 fields over HTTP, against the validate-only route and against one commit per request. */
export async function benchSubmit(): Promise<{ readonly lines: readonly string[]; readonly holds: boolean }> {
  const group = await start(64);
  const single = await start(1);
  const [submit, validate, alone]: [number[], number[], number[]] = [[], [], []];
  const submission = (n: number): unknown => ({ form: sixtyFields.id, data: sixtyAnswers(n) });
  for (let k = 0; k < rounds; k++) {
    validate.push(await load(group.child, group.ready, `/api/v1/forms/${sixtyFields.id}/validate`, (n) => ({ data: sixtyAnswers(n) }), false));
    submit.push(await load(group.child, group.ready, "/api/v1/submissions", submission, true));
    alone.push(await load(single.child, single.ready, "/api/v1/submissions", submission, true));
  }
  for (const { child } of [group, single]) child.send("stop");
  const unit = "requests/s";
  const ours: Rates = { name: "submit, group commit, FULL", unit, rounds: submit };
  const peers: readonly [Rates, Rates] = [{ name: "validate only", unit, rounds: validate }, { name: "submit, one commit per request, FULL", unit, rounds: alone }];
  const verdicts = [ratio("P7 submit against validate only", ours, peers[0], 0.5), ratio("P7 submit against one commit per request", ours, peers[1], 3)];
  return { lines: [line(ours), ...peers.map(line), ...verdicts.map((one) => one.text)], holds: verdicts.every((one) => one.holds) };
}
