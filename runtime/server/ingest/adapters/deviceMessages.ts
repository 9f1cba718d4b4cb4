import type { Reading } from "@safeloop/engine";
import type { ServerContext } from "../../context.ts";
import type { DeviceStore } from "../../devices/deviceStore.ts";
import { serviceOf, type ReadingsTaken } from "../../services.ts";
import { parseTopic } from "./mqttTopics.ts";

/** Largest message of a device: some 40,000 readings. Longer ones would hold up everybody while they are read. */
export const maxPayloadBytes = 4 * 1024 * 1024;

/** Readings handed on at once, as on HTTP: a longer list is taken in parts. */
const atOnce = 10_000;
const logAgainMs = 60_000;

/** What the message lists; whether each is a reading is asked where readings of every way in are judged. */
function readingsOf(payload: Buffer): readonly Reading[] | undefined {
  if (payload.length > maxPayloadBytes) return undefined;
  try {
    const parsed: unknown = JSON.parse(payload.toString("utf8"));
    return (Array.isArray(parsed) ? parsed : [parsed]) as Reading[];
  } catch {
    return undefined;
  }
}

/**
 * What a device's message means, whichever broker carried it. Resolves when
 * its content is stored; rejects only when storing failed, so that the broker
 * keeps the message. A message that cannot be read is counted and logged, and
 * answered as received: sending it again would not help. What is wrong with
 * single readings, which MQTT has no answer for, is counted by code and logged.
 */
export class DeviceMessages {
  malformed = 0;
  readonly #storing = new Map<string, Promise<unknown>>(); // by device: the last of its readings on the way
  readonly #loggedAt = new Map<string, number>();

  constructor(
    readonly ctx: ServerContext,
    readonly devices: DeviceStore,
  ) {}

  async take(tenantId: string, topic: string, payload: Buffer): Promise<void> {
    const target = parseTopic(topic);
    if (!target) return;
    if (target.kind === "status") return this.#status(tenantId, target.device, payload.toString("utf8", 0, 16));
    const readings = readingsOf(payload);
    if (!readings) {
      this.malformed += 1;
      this.ctx.log.warn({ device: target.device, bytes: payload.length }, "a message from a device is not a list of readings");
      return;
    }
    const storing = this.#accept(tenantId, target.device, readings);
    this.#storing.set(target.device, storing);
    await storing.finally(() => this.#storing.get(target.device) === storing && this.#storing.delete(target.device));
  }

  async #accept(tenantId: string, device: string, readings: readonly Reading[]): Promise<void> {
    const service = serviceOf(this.ctx.services, "readings");
    const parts: Promise<ReadingsTaken>[] = [];
    for (let at = 0; at < readings.length; at += atOnce) parts.push(service.accept(tenantId, readings.slice(at, at + atOnce), device));
    for (const taken of await Promise.all(parts)) for (const { code, path, params } of taken.issues) this.#tell(device, code, path, params);
  }

  /** Each fault of a device once a minute: one that sends them each second must not fill the log. */
  #tell(device: string, code: string, path: string, params: object | undefined): void {
    const [key, now] = [`${device} ${code}`, this.ctx.clock.now()];
    if (Math.abs(now - (this.#loggedAt.get(key) ?? Number.NEGATIVE_INFINITY)) < logAgainMs) return;
    this.#loggedAt.set(key, now);
    this.ctx.log.warn({ device, code, path, params }, "a reading of a device is not in order");
  }

  /** After what the device sent before it: a lost link is no gap in front of readings that came over it. */
  async #status(tenantId: string, device: string, text: string): Promise<void> {
    if (text !== "online" && text !== "offline") return;
    await this.#storing.get(device)?.catch(() => undefined);
    await this.ctx.store.unit((tx) => this.devices.setStatus(tx, device, text, this.ctx.clock.now()));
    await serviceOf(this.ctx.services, "readings").linkChanged(tenantId, device, text === "online");
  }
}
