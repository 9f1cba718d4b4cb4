import { makeTestApp } from "../runtime/server/testing/testApp.ts";
import { makeEmptyTemplates } from "../runtime/server/testing/emptyTemplates.ts";
import { publishTest } from "../runtime/server/testing/publishTest.ts";
import autocannon from "autocannon";
const props: any = {}; const data: any = {};
for (let i = 0; i < 60; i++) {
  const k = "f" + i; const kind = i % 4;
  props[k] = { "x-id": k, "x-title": { zh: k, en: k }, ...(kind === 0 ? { type: "string", maxLength: 50 } : kind === 1 ? { type: "number", minimum: 0 } : kind === 2 ? { type: "string", enum: ["a", "b", "c"] } : { type: "boolean" }) };
  data[k] = kind === 0 ? "动火作业 " + i : kind === 1 ? i * 1.5 : kind === 2 ? "b" : true;
}
const form: any = { id: "bench", revision: 1, title: { zh: "基准", en: "Bench" }, schema: { type: "object", properties: props, required: ["f0", "f1"] }, ui: { sections: [{ id: "m", title: { zh: "m", en: "m" }, fields: Object.keys(props) }] }, logic: [], listFields: ["f0", "f1", "f2", "f3"] };
const app = await makeTestApp({ config: { templatesDir: makeEmptyTemplates() } });
await publishTest(app, { forms: [form] });
const made = await app.inject("admin", { method: "POST", url: "/api/v1/tokens", payload: { title: "b", permissions: ["form.read", "submission.create", "submission.read"] } });
const { token } = made.json();
const address = await app.http.listen({ host: "127.0.0.1", port: 0 });
async function run(path: string, body: object, name: string) {
  const cpu0 = process.cpuUsage();
  const r = await autocannon({ url: address + path, connections: 32, duration: 4, workers: 1, method: "POST", headers: { "content-type": "application/json", authorization: "Bearer " + token }, body: JSON.stringify(body) });
  const cpu = process.cpuUsage(cpu0); const s = (cpu.user + cpu.system) / 1e6;
  console.log(name, "req/s", r.requests.average, "per cpu-s", Math.round(r.requests.total / s), "non2xx", r.non2xx, "p99", r.latency.p99);
}
for (let i = 0; i < 2; i++) {
  await run("/api/v1/forms/bench/validate", { data }, "validate");
  await run("/api/v1/submissions", { form: "bench", data }, "submit");
}
if (process.argv[2] !== "prof") {}
await app.close();
