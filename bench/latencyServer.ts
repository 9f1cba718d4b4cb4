/**
 * The server that judges a paced stream, in a process of its own: a plant of
 * so many points (first argument) with one rule over all of them, background
 * work on. Says where it listens, an API token to send with and a session to
 * listen with; answers "alarms" with what it stored, "stop" ends it.
 */
import { loadRule } from "../scripts/long/load/loadPlant.ts";
import { openServer, publishOn } from "./openServer.ts";

const points = Number(process.argv[2] ?? 10_000);
const server = await openServer(64, true);
const cookie = await server.session("admin");

for (let from = 0; from < points; from += 2000) {
  const rows = Array.from({ length: Math.min(2000, points - from) }, (_, n) => `LP-${from + n},LP-${from + n},LP-${from + n},pressure,kPa,0,1000,area-t103,1`);
  const body = ["id,title_zh,title_en,measurement,unit,min,max,area,period_s", ...rows].join("\n");
  const reply = await fetch(`${server.url}/api/v1/tags/import`, { method: "POST", headers: { "content-type": "text/csv", "x-safeloop": "1", cookie }, body });
  if (!reply.ok) throw new Error(`tags: ${reply.status} ${await reply.text()}`);
}
await publishOn(server, "rules", loadRule("latency", { measurement: "pressure" }, "P3"));
const { token } = await server.post("admin", "/api/v1/tokens", { title: "bench", permissions: ["reading.write"] });

process.on("message", (message) => {
  if (message === "alarms") void server.store.all({ sql: "select a.key, e.at from alarm_events e join alarms a on a.id = e.alarm_id where e.kind = 'raise' and a.rule_id = 'latency'", bindings: [] }).then((rows) => process.send?.(rows));
  if (message === "stop") void server.stop().then(() => process.exit(0));
});
process.send?.({ url: server.url, token, cookie });
