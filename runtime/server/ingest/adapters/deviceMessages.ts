import type { Reading } from "@safeloop/engine";
import type { ServerContext } from "../../context.ts";
import type { DeviceStore } from "../../devices/deviceStore.ts";
import { serviceOf } from "../../services.ts";
import { parseTopic } from "./mqttTopics.ts";

/** Most readings of one message, as on HTTP. */
const maxReadings = 10_000;

function readingsOf(payload: Buffer): readonly Reading[] | undefined {
  let parsed: unknown;
  try {
    parsed = JSON.parse(payload.toString("utf8"));
  } catch {
    return undefined;
  }
  const list = Array.isArray(parsed) ? parsed : [parsed];
  const isWellFormed = list.length <= maxReadings && list.every((one) => typeof one === "object" && one !== null && !Array.isArray(one));
  return isWellFormed ? (list as Reading[]) : undefined;
}

/**
 * What a device's message means, whichever broker carried it. Resolves when
 * its content is stored; rejects only when storing failed, so that the broker
 * keeps the message. A message that cannot be read is counted and logged, and
 * answered as received: sending it again would not help.
 */
export class DeviceMessages {
  malformed = 0;

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
    if (readings.length > 0) await serviceOf(this.ctx.services, "readings").accept(tenantId, readings, target.device);
  }

  async #status(tenantId: string, device: string, text: string): Promise<void> {
    if (text !== "online" && text !== "offline") return;
    await this.ctx.store.unit((tx) => this.devices.setStatus(tx, device, text, this.ctx.clock.now()));
    await serviceOf(this.ctx.services, "readings").linkChanged(tenantId, device, text === "online");
  }
}
