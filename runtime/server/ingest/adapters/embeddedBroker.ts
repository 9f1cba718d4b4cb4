import { createServer, type Server } from "node:net";
import { Aedes, type AuthenticateError, type Client } from "aedes";
import { DeviceStore } from "../../devices/deviceStore.ts";
import type { Adapter } from "./adapter.ts";
import { DeviceMessages, maxPayloadBytes } from "./deviceMessages.ts";
import { parseTopic } from "./mqttTopics.ts";

/** MQTT 3.1.1 CONNACK 5: not authorised. One answer for an unknown device and a wrong secret. */
const notAuthorised = 5;

function refusal(sentence: string): AuthenticateError {
  return Object.assign(new Error(sentence), { returnCode: notAuthorised });
}

/**
 * The broker inside the server. Publishing is held until the content is
 * stored, so a QoS 1 acknowledgement means stored. Nothing is forwarded and
 * nobody may subscribe.
 */
export class EmbeddedBroker {
  readonly #tenants = new WeakMap<Client, string>();
  readonly #connected = new Map<string, Client>();
  #broker: Aedes | undefined;
  #server: Server | undefined;

  constructor(
    readonly devices: DeviceStore,
    readonly messages: DeviceMessages,
  ) {}

  /** Starts listening; rejects with the system's error (such as EADDRINUSE). */
  async listen(host: string, port: number): Promise<number> {
    const broker = await Aedes.createBroker({ connectTimeout: 10_000, maxClientsIdLength: 64 });
    broker.authenticate = (client, username, password, done) => void this.#authenticate(client, username, password, done);
    broker.authorizeSubscribe = (_client, _subscription, done) => done(null, null);
    broker.authorizePublish = (client, packet, done) => void this.#publish(client, packet.topic, packet.payload, done);
    broker.on("clientReady", (client) => void this.#connected.set(client.id, client));
    broker.on("clientDisconnect", (client) => void (this.#connected.get(client.id) === client && this.#connected.delete(client.id)));
    this.#broker = broker;
    this.#server = createServer((socket) => void broker.handle(socket));
    const server = this.#server;
    await new Promise<void>((resolve, reject) => server.once("error", reject).listen(port, host, resolve));
    const address = server.address();
    return typeof address === "object" && address ? address.port : port;
  }

  /** Ends the connection of a device whose secret is no longer good. */
  drop(deviceId: string): void {
    this.#connected.get(deviceId)?.close();
  }

  async close(): Promise<void> {
    const [broker, server] = [this.#broker, this.#server];
    if (broker) await new Promise<void>((resolve) => broker.close(resolve));
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  async #authenticate(client: Client, username: string | undefined, password: Buffer | undefined, done: (error: AuthenticateError | null, success: boolean | null) => void): Promise<void> {
    try {
      const found = username && password ? await this.devices.authenticate(username, password.toString("utf8")) : undefined;
      if (!found || client.id !== username) return done(refusal("unknown device or wrong secret"), false);
      this.#tenants.set(client, found.tenantId);
      done(null, true);
    } catch {
      done(refusal("the device could not be checked"), false);
    }
  }

  async #publish(client: Client | null, topic: string, payload: Buffer | string, done: (error?: Error | null) => void): Promise<void> {
    const tenantId = client ? this.#tenants.get(client) : undefined;
    const bytes = typeof payload === "string" ? Buffer.from(payload) : payload;
    const isOwn = client !== null && parseTopic(topic)?.device === client.id;
    if (!tenantId || !isOwn || bytes.length > maxPayloadBytes) return done(new Error("a device may only publish its own readings and status"));
    try {
      await this.messages.take(tenantId, topic, bytes);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** Not where an external broker is named. */
export const embeddedMqtt: Adapter = {
  kind: "live",
  make(ctx) {
    const devices = new DeviceStore(ctx.store);
    const broker = new EmbeddedBroker(devices, new DeviceMessages(ctx, devices));
    const { mqttUrl, mqttListen } = ctx.config;
    return {
      drop: (deviceId) => broker.drop(deviceId),
      async start() {
        if (mqttUrl || !mqttListen) return;
        const port = await broker.listen(mqttListen.host, mqttListen.port);
        ctx.log.info({ host: mqttListen.host, port }, "MQTT broker listens");
      },
      stop: () => broker.close(),
    };
  },
};
