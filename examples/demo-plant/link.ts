import mqtt, { type MqttClient } from "mqtt";
import type { Batch } from "./simulator.ts";

/** One MQTT connection per gateway, as in a plant; QoS 1, so a reading is ours until the server has stored it. */
export class Link {
  readonly #clients = new Map<string, MqttClient>();

  constructor(url: string, secrets: ReadonlyMap<string, string>) {
    for (const [gateway, secret] of secrets) {
      const client = mqtt.connect(url, {
        clientId: gateway,
        username: gateway,
        password: secret,
        clean: false,
        reconnectPeriod: 1000,
        will: { topic: `safeloop/v1/${gateway}/status`, payload: Buffer.from("offline"), qos: 1, retain: false },
      });
      client.on("connect", () => client.publish(`safeloop/v1/${gateway}/status`, "online", { qos: 1 }));
      client.on("error", (error) => console.error(`${gateway}: ${error.message}`));
      this.#clients.set(gateway, client);
    }
  }

  send(batches: readonly Batch[]): void {
    for (const { gateway, readings } of batches) this.#clients.get(gateway)?.publish(`safeloop/v1/${gateway}/readings`, JSON.stringify(readings), { qos: 1 });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#clients.values()].map((client) => client.endAsync(true)));
  }
}
