import type { Incident } from "./incidents.ts";
import { gateways, type PlantTag, tags } from "./plant.ts";
import { randomFrom, type Random } from "./random.ts";

/** One reading as it goes over the wire. */
export interface WireReading {
  readonly tagId: string;
  readonly ts: string;
  readonly value: number | { readonly [field: string]: unknown };
  readonly unit?: string;
  readonly quality: "good";
  readonly seq: number;
}

export interface Batch {
  readonly gateway: string;
  readonly readings: readonly WireReading[];
}

interface Running {
  readonly incident: Incident;
  readonly since: number;
}

/** Rounds to the resolution of the instrument and keeps it in its range. */
function indicated(tag: PlantTag, value: number): number {
  const limited = Math.min(tag.max, Math.max(tag.min, value));
  const digits = Math.max(0, Math.ceil(-Math.log10(tag.signal.step)));
  return Number((Math.round(limited / tag.signal.step) * tag.signal.step).toFixed(digits));
}

/**
 * The plant: a mean-reverting walk for each signal, plus whatever the running
 * incidents add. `tick` is called once a second and gives what each gateway
 * sends; time is the caller's.
 */
export class Simulator {
  readonly #random: Random;
  readonly #drift = new Map<string, number>();
  #running: Running[] = [];
  #seq = 0;

  constructor(seed = 20260714) {
    this.#random = randomFrom(seed);
  }

  /** Starts an incident; the same one again starts afresh. */
  start(incident: Incident, now: number): void {
    this.#running = [...this.#running.filter((one) => one.incident.name !== incident.name), { incident, since: now }];
  }

  /** Ends all incidents at once. */
  calm(): void {
    this.#running = [];
  }

  running(now: number): readonly string[] {
    return this.#running.filter((one) => now - one.since < one.incident.lastsS * 1000).map((one) => one.incident.name);
  }

  /** What every gateway that is not cut off sends in this second. `now` is epoch ms. */
  tick(now: number): Batch[] {
    this.#running = this.#running.filter((one) => now - one.since < one.incident.lastsS * 1000);
    const second = Math.floor(now / 1000);
    return gateways
      .filter((gateway) => !this.#running.some((one) => one.incident.isSilent?.(gateway.id, (now - one.since) / 1000)))
      .map((gateway) => ({ gateway: gateway.id, readings: tags.filter((tag) => tag.gateway === gateway.id).flatMap((tag) => this.#read(tag, now, second)) }))
      .filter((batch) => batch.readings.length > 0);
  }

  #read(tag: PlantTag, now: number, second: number): WireReading[] {
    const stamp = { tagId: tag.id, ts: new Date(now).toISOString(), quality: "good" as const };
    if (tag.measurement === "video-event") return this.#events(tag, now).map((value) => ({ ...stamp, value, seq: ++this.#seq }));
    if (second % tag.periodS !== 0) return [];
    if (tag.measurement === "position") return [{ ...stamp, value: this.#position(tag, second), seq: ++this.#seq }];
    const normal = tag.signal.mean + this.#wander(tag) + (tag.measurement === "temperature" ? 2 * Math.sin((2 * Math.PI * second) / 86_400) : 0);
    return [{ ...stamp, value: indicated(tag, this.#disturbed(tag.id, now, normal)), unit: tag.unit, seq: ++this.#seq }];
  }

  #wander(tag: PlantTag): number {
    const before = this.#drift.get(tag.id) ?? 0;
    const after = before * 0.97 + tag.signal.noise * 0.25 * this.#random.normal();
    this.#drift.set(tag.id, after);
    return after + tag.signal.noise * 0.3 * this.#random.normal();
  }

  #disturbed(tagId: string, now: number, normal: number): number {
    return this.#running.reduce((value, { incident, since }) => incident.value?.(tagId, (now - since) / 1000, value) ?? value, normal);
  }

  #events(tag: PlantTag, now: number): { readonly [field: string]: unknown }[] {
    const scripted = this.#running.flatMap(({ incident, since }) => {
      const event = incident.event?.(tag.id, Math.floor((now - since) / 1000));
      return event === undefined ? [] : [event];
    });
    return Math.floor(now / 1000) % tag.periodS === 0 ? [...scripted, { type: "heartbeat" }] : scripted;
  }

  #position(tag: PlantTag, second: number): { readonly [field: string]: unknown } {
    const phase = second / 90 + tag.x;
    return { x: Math.round(tag.x + 12 * Math.cos(phase)), y: Math.round(tag.y + 8 * Math.sin(phase)), accuracyM: 1.5 };
  }
}
