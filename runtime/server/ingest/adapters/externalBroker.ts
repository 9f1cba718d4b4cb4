import mqtt, { type IPublishPacket, type MqttClient } from "mqtt";
import type { ServerContext } from "../../context.ts";
import type { DeviceStore } from "../../devices/deviceStore.ts";
import type { DeviceMessages } from "./deviceMessages.ts";
import { parseTopic, subscriptions } from "./mqttTopics.ts";

/**
 * A client of an external broker. The session is persistent and a message is
 * acknowledged only after it is stored, so the broker keeps what arrives while
 * the server is down. Who may publish where is the broker's own access list;
 * the server accepts only topics of registered devices.
 */
export class ExternalBroker {
  #client: MqttClient | undefined;
  #subscribed: Promise<void> = Promise.resolve();
  readonly #tenants = new Map<string, string>();

  constructor(
    readonly ctx: ServerContext,
    readonly devices: DeviceStore,
    readonly messages: DeviceMessages,
  ) {}

  async connect(url: string, clientId: string): Promise<void> {
    const client = mqtt.connect(url, { clientId, clean: false, reconnectPeriod: 2000, resubscribe: true });
    client.handleMessage = (packet, done) => void this.#take(packet, done);
    client.on("error", (error) => this.ctx.log.warn({ error: error.message }, "the MQTT broker cannot be used"));
    client.on("close", () => this.ctx.log.warn({}, "the MQTT broker is not connected; readings arrive when it is back"));
    this.#subscribed = new Promise((resolve) => client.on("connect", () => client.subscribe([...subscriptions], { qos: 1 }, () => resolve())));
    this.#client = client;
  }

  /** Resolves when the broker has taken the first subscription. */
  subscribed(): Promise<void> {
    return this.#subscribed;
  }

  async close(): Promise<void> {
    await this.#client?.endAsync();
  }

  async #take(packet: IPublishPacket, done: (error?: Error) => void): Promise<void> {
    try {
      const tenantId = await this.#tenantOf(parseTopic(packet.topic)?.device ?? "");
      if (tenantId) await this.messages.take(tenantId, packet.topic, typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload);
      done();
    } catch (error) {
      // Not acknowledged: dropping the connection makes the broker send it again.
      this.ctx.log.error({ error: String(error) }, "readings could not be stored");
      done(error instanceof Error ? error : new Error(String(error)));
      this.#client?.reconnect();
    }
  }

  async #tenantOf(device: string): Promise<string | undefined> {
    const known = this.#tenants.get(device);
    if (known || device === "") return known;
    const tenantId = await this.devices.tenantOf(device);
    if (tenantId) this.#tenants.set(device, tenantId);
    else this.ctx.log.warn({ device }, "readings from a device that is not registered were left out");
    return tenantId;
  }
}
