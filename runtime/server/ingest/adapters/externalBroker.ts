import mqtt, { type IPublishPacket, type MqttClient } from "mqtt";
import type { ServerContext } from "../../context.ts";
import { DeviceStore } from "../../devices/deviceStore.ts";
import type { Adapter } from "./adapter.ts";
import { DeviceMessages } from "./deviceMessages.ts";
import { parseTopic, subscriptions } from "./mqttTopics.ts";
import { Unacknowledged } from "./unacknowledged.ts";

/** Given to the client library in place of "done", which would acknowledge at once. */
const notYet = new Error("it is acknowledged when it is stored");

/**
 * A client of an external broker. The session is persistent and a message is
 * acknowledged only after it is stored, so the broker keeps what arrives while
 * the server is down. Messages are not taken one by one: what comes while one
 * is being stored goes with the next commit. Who may publish where is the
 * broker's own access list; the server accepts only topics of registered devices.
 */
export class ExternalBroker {
  #client: MqttClient | undefined;
  #subscribed: Promise<void> = Promise.resolve();
  #isClosing = false;
  readonly #unacknowledged = new Unacknowledged();
  readonly #storing = new Set<Promise<void>>();
  readonly #tenants = new Map<string, Promise<string | undefined>>();

  constructor(
    readonly ctx: ServerContext,
    readonly devices: DeviceStore,
    readonly messages: DeviceMessages,
  ) {}

  async connect(url: string, clientId: string): Promise<void> {
    const client = mqtt.connect(url, { clientId, clean: false, reconnectPeriod: 2000, resubscribe: true });
    client.handleMessage = (packet, done) => this.#take(client, packet, () => done(notYet));
    client.on("error", (error) => this.ctx.log.warn({ error: error.message }, "the MQTT broker cannot be used"));
    client.on("close", () => {
      this.#unacknowledged.forget(client.stream);
      this.ctx.log.warn({}, "the MQTT broker is not connected; readings arrive when it is back");
    });
    this.#subscribed = new Promise((resolve) => client.on("connect", () => client.subscribe([...subscriptions], { qos: 1 }, () => resolve())));
    this.#client = client;
  }

  /** Resolves when the broker has taken the first subscription. */
  subscribed(): Promise<void> {
    return this.#subscribed;
  }

  /** A device was removed, or is another one now: it is asked for again. */
  drop(deviceId: string): void {
    this.#tenants.delete(deviceId);
  }

  /** Takes no more, and acknowledges what is on its way to the store. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await Promise.allSettled(this.#storing);
    await this.#client?.endAsync();
  }

  #take({ stream }: MqttClient, packet: IPublishPacket, proceed: () => void): void {
    if (this.#isClosing) return proceed(); // never acknowledged: the broker keeps it for the next start
    const payload = typeof packet.payload === "string" ? Buffer.from(packet.payload) : packet.payload;
    const storing = this.#store(packet.topic, payload).then(this.#unacknowledged.add({ stream, messageId: packet.qos === 0 ? undefined : packet.messageId, bytes: payload.length }, proceed), (error: unknown) => {
      // Dropping the connection makes the broker send again what is not acknowledged.
      this.ctx.log.error({ error: String(error) }, "readings could not be stored");
      stream.destroy();
    });
    this.#storing.add(storing);
    void storing.finally(() => this.#storing.delete(storing));
  }

  async #store(topic: string, payload: Buffer): Promise<void> {
    const tenantId = await this.#tenantOf(parseTopic(topic)?.device ?? "");
    if (tenantId) await this.messages.take(tenantId, topic, payload);
  }

  /** Asked once for a device that is known; the same promise for all its messages keeps them in order. */
  #tenantOf(device: string): Promise<string | undefined> {
    const known = this.#tenants.get(device);
    if (known) return known;
    const asked = this.devices.tenantOf(device);
    this.#tenants.set(device, asked);
    void asked.then((tenantId) => {
      if (tenantId !== undefined) return;
      this.#tenants.delete(device);
      this.ctx.log.warn({ device }, "readings from a device that is not registered were left out");
    }, () => this.#tenants.delete(device));
    return asked;
  }
}

export const externalMqtt: Adapter = {
  kind: "live",
  make(ctx) {
    const devices = new DeviceStore(ctx.store);
    const broker = new ExternalBroker(ctx, devices, new DeviceMessages(ctx, devices));
    const { mqttUrl, siteTz, port } = ctx.config;
    return {
      drop: (deviceId) => broker.drop(deviceId),
      async start() {
        if (mqttUrl) await broker.connect(mqttUrl, `safeloop-${siteTz.replaceAll("/", "-")}-${port}`);
      },
      stop: () => broker.close(),
      ready: () => broker.subscribed(),
    };
  },
};
