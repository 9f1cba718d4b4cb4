/**
 * An alarm flood on the real server: 10,000 alarms a minute over MQTT, and in
 * each minute one critical alarm hidden among them. Usage: npm run test:long --
 * flood [minutes] [alarms a minute]. Measures what an operator is told and how
 * soon, what his list answers, what was stored. Prints figures, then what held.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildProgram } from "../../runtime/server/testing/crash/buildProgram.ts";
import { freePort, ServerProcess } from "../../runtime/server/testing/crash/serverProcess.ts";
import { conclude, loadPoints, loadRule, metric, prepare, quantile, signedIn, wait } from "./load/loadPlant.ts";
import { startPublisher, type Episodes } from "./load/startPublisher.ts";
import { StreamWatch } from "./load/streamWatch.ts";
import { peekSqlite } from "./timerPlant.ts";

const [minutes, perMinute] = [Number(process.argv[2] ?? 10), Number(process.argv[3] ?? 10_000)];
const seconds = Math.round(minutes * 60) + 20; // ten calm seconds before and after
const [calmS, episodeS, periodS] = [10, 20, 10];
const criticalCount = Math.ceil(minutes); // one in each minute
const maxNotices = 10; // per operator in ten minutes, beside the critical ones
const maxRss = 512; // MiB

/** Each point of the flood goes over its limit once a minute, the critical ones once at a random second of theirs. */
function episodesOf(floodCount: number): Episodes {
  const starts = new Map<number, number[]>();
  for (let point = 0; point < floodCount; point += 1) {
    const first = calmS + Math.floor((point * 60) / floodCount);
    starts.set(point, Array.from({ length: Math.ceil(minutes) }, (_, minute) => first + minute * 60).filter((second) => second < seconds - calmS));
  }
  for (let minute = 0; minute < criticalCount; minute += 1) starts.set(floodCount + minute, [calmS + minute * 60 + 15 + Math.floor(Math.random() * Math.min(40, Math.max(1, minutes * 60 - 20)))]);
  return starts;
}

interface Asked {
  readonly at: number;
  readonly ms: number;
}

/** Asks what the operator's list asks, every two seconds, until told to stop. */
async function askList(ask: () => Promise<unknown>, stop: () => boolean): Promise<readonly Asked[]> {
  const asked: Asked[] = [];
  while (!stop()) {
    const at = Date.now();
    await ask();
    asked.push({ at, ms: Date.now() - at });
    await wait(Math.max(0, at + 2000 - Date.now()));
  }
  return asked;
}

interface Critical {
  readonly key: string;
  readonly ts: number;
}

async function main(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), "safeloop-flood-"));
  const mqttPort = await freePort();
  const server = new ServerProcess({ command: await buildProgram(), port: await freePort(), dataDir, env: { MQTT_LISTEN: `127.0.0.1:${mqttPort}`, SAFELOOP_DEMO: "1" } });
  await server.start();
  const { client } = await signedIn(server.url, "admin");
  const operator = await signedIn(server.url, "operator");
  const [flood, critical] = [loadPoints("FLOOD", perMinute), loadPoints("CRIT", criticalCount)];
  const points = [...flood, ...critical];
  const secrets = await prepare(client, 8, points, periodS, [loadRule("load-flood", { measurement: "pressure" }, "P3"), loadRule("load-critical", { tags: critical.map(({ id }) => id) }, "P1")]);
  const watch = new StreamWatch(server.url, operator.cookie);
  const memory: number[] = [];
  let over = false;
  const lists = askList(() => operator.client.get("/api/v1/alarms?open=true&limit=50"), () => over);
  const episodes = episodesOf(flood.length);
  const began = Date.now();
  const said = await startPublisher({ url: `mqtt://127.0.0.1:${mqttPort}`, secrets, points, periodS, seconds }, episodes, episodeS, ({ second, behindS }) => {
    if (second % 10 !== 9) return;
    if (behindS > 1) console.log(`second ${second}: the oldest batch not acknowledged is ${behindS} s old`);
    void metric(server.url, "process_resident_memory_bytes").then((bytes) => Number.isFinite(bytes) && memory.push(bytes / 1_048_576));
  });
  await wait(15_000); // what waits in the outbox is told
  over = true;
  const asked = await lists;
  const slowest = asked.reduce((worst, one) => (one.ms > worst.ms ? one : worst));
  watch.close();
  const last = said.at(-1)!;

  const peek = peekSqlite(join(dataDir, "safeloop.sqlite"));
  const raises = await peek.rows<{ rule_id: string; key: string; at: number; stored_at: number }>("select a.rule_id, a.key, e.at, e.stored_at from alarm_events e join alarms a on a.id = e.alarm_id where e.kind = 'raise' and a.rule_id in ('load-flood', 'load-critical')");
  const notices = await peek.rows<{ person_id: string; at: number; topic: string; subject_id: string; rule_id: string | null; key: string | null }>("select n.person_id, n.at, n.topic, n.subject_id, a.rule_id, a.key from notices n left join alarms a on a.id = n.subject_id where n.topic like 'alarm.%'");
  const waiting = await peek.rows<{ n: number }>("select count(*) as n from outbox where state = 'pending'");
  await peek.close();
  const tsOf = new Map(said.map((one) => [one.second, one.ts]));
  const wanted = [...episodes].flatMap(([point, starts]) => starts.map((second) => `${points[point]!.id} ${tsOf.get(second)}`));
  const floodRaises = raises.filter((row) => row.rule_id === "load-flood");
  const stored = new Set(floodRaises.map((row) => `${row.key} ${row.at}`));
  const lost = wanted.filter((one) => !stored.has(one));
  const criticals: Critical[] = critical.map(({ id }, minute) => ({ key: id, ts: tsOf.get(episodes.get(flood.length + minute)?.[0] ?? -1) ?? 0 }));
  const inbox = criticals.map(({ key, ts }) => {
    const told = notices.filter((row) => row.rule_id === "load-critical" && row.key === key && row.topic === "alarm.raised");
    return { key, notice: told.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...told.map((row) => Number(row.at))) - ts, heard: told.length === 0 ? Number.POSITIVE_INFINITY : (watch.notices.get(told[0]!.subject_id) ?? Number.POSITIVE_INFINITY) - ts, shown: (watch.alarms.get(`load-critical ${key} ${ts}`) ?? Number.POSITIVE_INFINITY) - ts };
  });
  const rest = notices.filter((row) => row.rule_id !== "load-critical");
  const most = mostInTenMinutes(rest.map((row) => ({ who: row.person_id, at: Number(row.at) })));
  const delay = floodRaises.map((row) => Number(row.stored_at) - Number(row.at));

  console.log(`\n${minutes} min at ${perMinute} alarms a minute over ${points.length} points, ${Math.round((Date.now() - began) / 1000)} s in all`);
  console.log(`readings sent ${last.sent}, acknowledged ${last.acknowledged}; alarms provoked ${wanted.length}, raises stored ${floodRaises.length}; effects still waiting ${waiting[0]?.n}`);
  console.log(`flood: sample → stored p50 ${quantile(delay, 0.5)} p99 ${quantile(delay, 0.99)} max ${quantile(delay, 1)} ms`);
  console.log(`critical, ms from its sample: notice in the inbox ${inbox.map((one) => one.notice).join(" ")}; heard on the stream ${inbox.map((one) => one.heard).join(" ")}; alarm shown live ${inbox.map((one) => one.shown).join(" ")}`);
  console.log(`other notices: ${rest.length}, most to one person in ten minutes ${most}; streams opened again ${watch.reconnects} times`);
  console.log(`list of open alarms: n ${asked.length} p50 ${quantile(asked.map((one) => one.ms), 0.5)} p95 ${quantile(asked.map((one) => one.ms), 0.95)} max ${slowest.ms} ms, ${Math.round((slowest.at - began) / 1000)} s after the begin`);
  console.log(`RSS MiB ${memory.map((value) => value.toFixed(0)).join(" ")}`);
  await server.end("SIGTERM");
  rmSync(dataDir, { recursive: true, force: true });
  const worst = (pick: (one: (typeof inbox)[number]) => number): number => quantile(inbox.map(pick), 0.99);
  return conclude([
    { what: `every reading acknowledged: ${last.acknowledged} of ${last.sent}`, holds: last.acknowledged === last.sent },
    { what: `no alarm lost or doubled: ${lost.length} lost, ${floodRaises.length - (wanted.length - lost.length)} more than provoked`, holds: lost.length === 0 && floodRaises.length === wanted.length },
    { what: `critical notice in the inbox p99 ≤ 2 s: ${worst((one) => one.notice)} ms`, holds: worst((one) => one.notice) <= 2000 },
    { what: `and heard on the stream ≤ 2 s: ${worst((one) => one.heard)} ms`, holds: worst((one) => one.heard) <= 2000 },
    { what: `at most ${maxNotices} other notices to a person in ten minutes: ${most}`, holds: most <= maxNotices },
    { what: `list answers within 1 s, p99: ${quantile(asked.map((one) => one.ms), 0.99)} ms`, holds: quantile(asked.map((one) => one.ms), 0.99) <= 1000 },
    { what: `RSS at most ${Math.max(...memory).toFixed(0)} of ${maxRss} MiB`, holds: Math.max(...memory) <= maxRss },
  ]);
}

/** The most that came to one person inside any ten minutes. */
function mostInTenMinutes(told: readonly { readonly who: string; readonly at: number }[]): number {
  const byPerson = new Map<string, number[]>();
  for (const { who, at } of told) byPerson.set(who, [...(byPerson.get(who) ?? []), at]);
  let most = 0;
  for (const times of byPerson.values()) {
    times.sort((a, b) => a - b);
    for (let first = 0, end = 0; first < times.length; first += 1) {
      while (end < times.length && times[end]! < times[first]! + 600_000) end += 1;
      most = Math.max(most, end - first);
    }
  }
  return most;
}

process.exit(await main());
