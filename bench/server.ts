/**
 * The server under load, in a process of its own, with the 60-field form
 * published and an API token. The first argument is the number of units a
 * commit may carry. Prints one JSON line.
 */
import { openServer, publishOn } from "./openServer.ts";
import { sixtyFields } from "./sixtyFields.ts";

const server = await openServer(Number(process.argv[2] ?? 64), false);
await publishOn(server, "forms", sixtyFields);
const { token } = await server.post("admin", "/api/v1/tokens", { title: "bench", permissions: ["form.read", "submission.create", "submission.read", "submission.readAll"] });

process.on("message", (message) => {
  if (message === "count") void server.store.first<{ n: number }>({ sql: "select count(*) as n from submissions", bindings: [] }).then((row) => process.send?.({ count: Number(row?.n), cpu: process.cpuUsage() }));
  if (message === "stop") void server.stop().then(() => process.exit(0));
});
process.send?.({ url: server.url, token });
