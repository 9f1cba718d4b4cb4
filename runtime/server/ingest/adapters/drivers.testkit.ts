import mqtt, { type MqttClient } from "mqtt";
import type { Mosquitto } from "../../testing/mosquitto.ts";
import type { AdapterId } from "./registry.ts";

/** A reading as its sender writes it: `value` is JSON text, so that what JSON cannot hold as a number can be sent. */
export interface Row {
  readonly tagId: string;
  readonly ts: number;
  readonly value: string;
  readonly unit?: string;
}

/** Who sends: of the tenant whose points they are, of another, or nobody that is known. */
export type Who = "own" | "other" | "stranger";

/** The server under test, in this process or in one of its own. */
export interface Door {
  post(who: Who, path: string, body: string, type: string): Promise<{ readonly status: number; readonly json: unknown }>;
  /** How often each code was said of readings that had no answer of their own. */
  codes(): Promise<ReadonlyMap<string, number>>;
  /** Resolves when the point holds so many readings. */
  holds(tagId: string, readings: number): Promise<void>;
  /** Signs in of devices: of the tenant, of another, of nobody. */
  readonly devices: { readonly [who in Who]: { readonly id: string; readonly secret: string } };
  readonly mqttUrl: string;
  now(): number;
}

/** What a sender knows afterwards; `codes` of a sender without an answer are read from the server's figures. */
export interface Told {
  readonly isTaken: boolean;
  readonly codes: readonly string[];
}

/** How one way in is used. `oversize` sends more than it takes at once; undefined where any length is taken in parts. */
export interface Driver {
  readonly needsMosquitto?: true;
  send(door: Door, rows: readonly Row[], who?: Who): Promise<Told>;
  oversize(door: Door, row: Row): Promise<Told>;
  close?(): Promise<void>;
}

/** Points that only show that what was sent before them has been dealt with. */
export const markTag = "MARK-1";

const json = (rows: readonly Row[]): string => `[${rows.map(({ tagId, ts, value, unit }) => `{"tagId":"${tagId}","ts":${ts},"value":${value}${unit === undefined ? "" : `,"unit":"${unit}"`}}`).join()}]`;
const csv = (rows: readonly Row[]): string => ["tag,ts,value,unit", ...rows.map(({ tagId, ts, value, unit }) => `${tagId},${ts},"${value === "null" ? "" : value.replace(/^"(.*)"$/s, "$1").replaceAll('"', '""')}",${unit ?? ""}`)].join("\n");

interface Answer {
  readonly code?: string;
  readonly issues?: readonly { readonly code: string }[];
}

async function overHttp(door: Door, who: Who, path: string, body: string, type: string): Promise<Told> {
  const { status, json: said } = await door.post(who, path, body, type);
  const { code, issues = [] } = said as Answer;
  return { isTaken: status === 202, codes: [...new Set([...(code ? [code] : []), ...issues.map((one) => one.code)])] };
}

/** A gateway that keeps what was not acknowledged and sends it again, as `publish` of the library does over reconnections. */
class Gateways {
  readonly #clients = new Map<string, MqttClient>();
  #marks = 0;

  async client(door: Door, who: Who): Promise<MqttClient> {
    const { id, secret } = door.devices[who];
    const known = this.#clients.get(`${door.mqttUrl} ${id}`);
    if (known) return known;
    const client = await mqtt.connectAsync(door.mqttUrl, { clientId: id, username: id, password: secret, clean: false, reconnectPeriod: who === "stranger" ? 0 : 200 }, false);
    client.on("error", () => undefined);
    this.#clients.set(`${door.mqttUrl} ${id}`, client);
    return client;
  }

  async publish(door: Door, who: Who, text: string): Promise<void> {
    await (await this.client(door, who)).publishAsync(`safeloop/v1/${door.devices[who].id}/readings`, text, { qos: 1 });
  }

  /** A broker between takes what is sent: a mark behind it tells when the server has. */
  async mark(door: Door): Promise<void> {
    this.#marks += 1;
    await this.publish(door, "own", json([{ tagId: markTag, ts: door.now() - 50_000 + this.#marks, value: "1" }]));
    await door.holds(markTag, this.#marks);
  }

  async close(): Promise<void> {
    for (const client of this.#clients.values()) await client.endAsync(true);
    this.#clients.clear();
    this.#marks = 0;
  }
}

function overMqtt(gateways: Gateways, settled: (door: Door) => Promise<void>): Pick<Driver, "send" | "close"> {
  return {
    async send(door, rows, who = "own") {
      const before = await door.codes();
      const isTaken = await gateways.publish(door, who, json(rows)).then(() => true, () => false);
      await settled(door);
      const codes = [...await door.codes()].filter(([code, count]) => count > (before.get(code) ?? 0)).map(([code]) => code);
      return { isTaken, codes };
    },
    close: () => gateways.close(),
  };
}

/** A message too long: the connection is closed without an acknowledgement, and a gateway that gives up has all of it still. */
async function tooLong(door: Door): Promise<Told> {
  const { id, secret } = door.devices.own;
  const client = await mqtt.connectAsync(door.mqttUrl, { clientId: id, username: id, password: secret, reconnectPeriod: 0 });
  const closed = new Promise<Told>((resolve) => client.once("close", () => resolve({ isTaken: false, codes: [] })));
  const acknowledged = new Promise<Told>((resolve) => client.publish(`safeloop/v1/${id}/readings`, `[${" ".repeat(5 * 1024 * 1024)}]`, { qos: 1 }, (error) => !error && resolve({ isTaken: true, codes: [] })));
  return Promise.race([closed, acknowledged]).finally(() => client.endAsync(true));
}

const [toServer, toMosquitto] = [new Gateways(), new Gateways()];

/** One driver for each adapter: the type asks for it as soon as the registry has a line more. */
export const drivers: { readonly [id in AdapterId]: Driver } = {
  http: {
    send: (door, rows, who = "own") => overHttp(door, who, "/api/v1/readings", json(rows), "application/json"),
    oversize: (door, row) => overHttp(door, "own", "/api/v1/readings", json(Array.from({ length: 10_001 }, (_, at) => ({ ...row, ts: row.ts - at }))), "application/json"),
  },
  csvImport: {
    send: (door, rows, who = "own") => overHttp(door, who, "/api/v1/readings/import", csv(rows), "text/csv"),
    oversize: (door, row) => overHttp(door, "own", "/api/v1/readings/import", csv(Array.from({ length: 50_001 }, (_, at) => ({ ...row, ts: row.ts - at }))), "text/csv"),
  },
  embeddedMqtt: { ...overMqtt(toServer, async () => undefined), oversize: tooLong },
  externalMqtt: { needsMosquitto: true, ...overMqtt(toMosquitto, (door) => toMosquitto.mark(door)), oversize: tooLong },
};

/** Where an adapter is reached and which broker the server is told of. */
export function brokerConfig(mosquitto: Mosquitto | undefined, port: number): { readonly mqttUrl: string } | { readonly mqttListen: { readonly host: string; readonly port: number } } {
  return mosquitto ? { mqttUrl: mosquitto.url } : { mqttListen: { host: "127.0.0.1", port } };
}
