/**
 * A process of its own that plays the gateways: each second the readings of
 * all its points over MQTT with QoS 1, and what was not acknowledged is kept
 * and sent again. Started by `startPublisher`; talks over IPC.
 */
import mqtt, { type MqttClient } from "mqtt";
import type { PublisherPlan, PublisherSecond } from "./startPublisher.ts";

const idle = 860; // a step to 950 is within what a pressure can do in a second (alarms.md 6): a larger one is in doubt until the next reading

/** One second of the plan: the readings of each gateway. */
function batchesOf(plan: PublisherPlan, second: number, ts: number): Map<string, object[]> {
  const batches = new Map<string, object[]>(plan.secrets.map(([gateway]) => [gateway, []]));
  plan.points.forEach(({ id, gateway }, at) => {
    const high = plan.episodes.isHigh(at, second);
    const changed = high !== plan.episodes.isHigh(at, second - 1);
    if (!changed && (second + at) % plan.periodS !== 0) return;
    batches.get(gateway)?.push({ tagId: id, ts, value: high ? 950 : idle + ((at * 13 + second * 7) % 100) / 10, unit: "kPa", quality: "good" });
  });
  return batches;
}

async function run(plan: PublisherPlan): Promise<void> {
  const clients = new Map<string, MqttClient>(plan.secrets.map(([gateway, password]) => [gateway, mqtt.connect(plan.url, { clientId: gateway, username: gateway, password, clean: false, reconnectPeriod: 500 })]));
  await Promise.all([...clients.values()].map((client) => new Promise((resolve) => client.once("connect", resolve))));
  for (const client of clients.values()) client.on("error", () => undefined); // it comes back by itself
  let [sent, acknowledged] = [0, 0];
  const unsent = new Set<number>();
  const began = Math.ceil(Date.now() / 1000) * 1000;
  for (let second = 0; second < plan.seconds; second += 1) {
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, began + second * 1000 - Date.now())));
    const ts = Date.now();
    for (const [gateway, readings] of batchesOf(plan, second, ts)) {
      if (readings.length === 0) continue;
      const number = second * 1000 + [...clients.keys()].indexOf(gateway);
      sent += readings.length;
      unsent.add(number);
      clients.get(gateway)?.publish(`safeloop/v1/${gateway}/readings`, JSON.stringify(readings), { qos: 1 }, (error) => {
        if (error) return; // only when the client itself is ended
        unsent.delete(number);
        acknowledged += readings.length;
      });
    }
    const oldest = Math.floor((Math.min(second * 1000, ...unsent)) / 1000);
    process.send?.({ second, ts, sent, acknowledged, behindS: second - oldest } satisfies PublisherSecond);
  }
  for (let turn = 0; turn < 600 && unsent.size > 0; turn += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  process.send?.({ second: plan.seconds, ts: Date.now(), sent, acknowledged, behindS: 0, done: true } satisfies PublisherSecond);
  await Promise.all([...clients.values()].map((client) => client.endAsync(true)));
  process.disconnect();
}

process.once("message", (text) => {
  const { episodes, ...plan } = JSON.parse(String(text)) as Omit<PublisherPlan, "episodes"> & { episodes: { lastsS: number; high: [number, number[]][] } };
  const high = new Map(episodes.high.map(([at, starts]) => [at, starts]));
  void run({ ...plan, episodes: { isHigh: (at, second) => high.get(at)?.some((start) => second >= start && second < start + episodes.lastsS) ?? false } });
});
