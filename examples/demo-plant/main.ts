/**
 * The demo plant: its own process, over the public HTTP and MQTT interfaces
 * only. `SAFELOOP_URL`, `MQTT_URL`, `SAFELOOP_LOGIN`, `SAFELOOP_PASSWORD` say
 * where and as whom; `CONTROL_PORT` is the page of buttons; `SCHEDULE=off`
 * leaves incidents to commands ("leak at T-103", "calm", …) on standard input.
 */
import { createInterface } from "node:readline";
import { Client } from "./client.ts";
import { runCommand, serveControl } from "./control.ts";
import { Link } from "./link.ts";
import { setUp } from "./setup.ts";
import { Simulator } from "./simulator.ts";
import { tellStory } from "./story.ts";

/** Seconds after the demo's tickets are live, repeated every half hour. */
const schedule: readonly (readonly [seconds: number, incident: string])[] = [
  [8, "leak at T-103"],
  [120, "no helmet"],
  [420, "sensor stuck"],
  [900, "gateway lost"],
  [1200, "leak at T-101"],
];

function setting(name: string, fallback: string): string {
  return process.env[name] ?? fallback;
}

async function main(): Promise<void> {
  const baseUrl = setting("SAFELOOP_URL", "http://127.0.0.1:8080");
  const password = setting("SAFELOOP_PASSWORD", "safeloop-demo");
  const client = new Client(baseUrl);
  await client.signIn(setting("SAFELOOP_LOGIN", "admin"), password);
  const secrets = await setUp(client);
  const simulator = new Simulator();
  const link = new Link(setting("MQTT_URL", "mqtt://127.0.0.1:1883"), secrets);
  let scheduleFrom = setting("SCHEDULE", "on") === "on" && setting("STORY", "on") !== "on" ? Date.now() : Number.POSITIVE_INFINITY;
  const timer = setInterval(() => {
    const now = Date.now();
    const second = Math.floor((now - scheduleFrom) / 1000) % 1800;
    for (const [at, incident] of schedule) if (at === second) runCommand(simulator, incident);
    link.send(simulator.tick(now));
  }, 1000);
  const control = serveControl(simulator, Number(setting("CONTROL_PORT", "8081")));
  createInterface({ input: process.stdin }).on("line", (line) => {
    if (!runCommand(simulator, line)) console.error(`unknown incident: ${line}`);
  });
  if (setting("STORY", "on") === "on") {
    // The ticket needs a plant that is known to be calm, so readings come first and incidents after it is live.
    await new Promise((resolve) => setTimeout(resolve, 4000));
    await tellStory(baseUrl, (login) => process.env[`SAFELOOP_PASSWORD_${login.toUpperCase().replaceAll("-", "_")}`] ?? password).catch((error: unknown) => console.error("demo story:", error));
    if (setting("SCHEDULE", "on") === "on") scheduleFrom = Date.now();
  }
  const stop = (): void => {
    clearInterval(timer);
    control.close();
    void link.close().then(() => process.exit(0));
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
}

await main();
