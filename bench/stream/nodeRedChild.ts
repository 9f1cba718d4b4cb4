/** Runs Node-RED and, for each pass asked for, feeds it the stream and says what it found. */
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { at, size, thresholds, Transitions, valueOf } from "./workload.ts";

interface Red {
  init(server: unknown, settings: object): void;
  start(): Promise<void>;
  readonly nodes: { getNode(id: string): { receive(message: object): void } | null };
}

const found = { transitions: new Transitions(), seen: 0 };
const byTag = Array.from({ length: size.tags }, (_, tag) => thresholds.filter((one) => one.tag === tag));

// As its users write it: context for the memory, one message for each change.
const judge = `
const rules = global.get("rules")[msg.tag];
const memory = context.get("memory") || {};
const out = [];
for (const rule of rules) {
  const one = memory[rule.rule] || (memory[rule.rule] = { active: false, since: null });
  const running = one.active ? msg.payload < rule.limit - rule.band : msg.payload >= rule.limit;
  if (!running) { one.since = null; continue; }
  if (one.since === null) one.since = msg.ts;
  if (msg.ts - one.since < (one.active ? rule.offMs : rule.onMs)) continue;
  one.active = !one.active;
  one.since = null;
  out.push({ rule: rule.rule, kind: one.active ? "raise" : "clear", ts: msg.ts });
}
context.set("memory", memory);
global.get("seen")();
return [out];`;

// A node without a place on the canvas would be taken for a setting.
const flows = [
  { id: "tab", type: "tab", label: "bench" },
  { id: "in", type: "function", z: "tab", x: 100, y: 100, name: "in", func: "return msg;", outputs: 1, wires: [["judge"]] },
  { id: "judge", type: "function", z: "tab", x: 100, y: 100, name: "judge", func: judge, outputs: 1, wires: [["out"]] },
  { id: "out", type: "function", z: "tab", x: 100, y: 100, name: "out", func: "global.get('note')(msg.rule, msg.kind, msg.ts); return null;", outputs: 0, wires: [] },
];

async function start(): Promise<Red> {
  const RED = createRequire(join(process.cwd(), "package.json"))("node-red") as Red;
  const userDir = mkdtempSync(join(tmpdir(), "safeloop-node-red-"));
  writeFileSync(join(userDir, "flows.json"), JSON.stringify(flows));
  RED.init(createServer(), {
    httpAdminRoot: false, httpNodeRoot: false, userDir, flowFile: "flows.json", logging: { console: { level: "off" } },
    functionGlobalContext: { rules: byTag, note: (rule: number, kind: "raise" | "clear", ms: number) => found.transitions.note(rule, kind, ms), seen: () => { found.seen += 1; } },
  });
  await RED.start();
  while (!RED.nodes.getNode("judge")) await new Promise((resolve) => setTimeout(resolve, 50));
  return RED;
}

async function pass(red: Red, number: number): Promise<object> {
  found.transitions = new Transitions();
  found.seen = 0;
  const entry = red.nodes.getNode("in")!;
  const before = process.cpuUsage();
  for (let second = 0; second < size.seconds; second += 1) {
    for (let tag = 0; tag < size.tags; tag += 1) entry.receive({ tag, payload: valueOf(tag, second), ts: at(number, second) });
    const wanted = (second + 1) * size.tags;
    while (found.seen < wanted) await new Promise((resolve) => setImmediate(resolve));
  }
  await new Promise((resolve) => setTimeout(resolve, 100));
  const { user, system } = process.cpuUsage(before);
  return { readingsPerCpuS: (size.tags * size.seconds) / ((user + system) / 1e6), count: found.transitions.count, sum: found.transitions.sum };
}

const ready = start();
process.on("message", (number) => {
  void ready.then((red) => pass(red, Number(number))).then((answer) => process.send?.(answer));
});
