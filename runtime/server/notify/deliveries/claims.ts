import type { Store, Tx } from "../../context.ts";
import type { Channel } from "../channels/channel.ts";
import { type ChannelStore, type StoredChannel } from "./channelStore.ts";
import { lineOf, pageBytesOf, type Style } from "./compose.ts";
import type { DeliveryStore, DueDelivery } from "./deliveryStore.ts";
import { type Limit, minuteMs, paceOf } from "./pacing.ts";

/** A message taken for sending: one delivery, or the many of a digest. */
export interface Claim {
  readonly messageId: string;
  readonly target: string;
  readonly deliveries: readonly DueDelivery[];
}

/** What to send now, whom the next channel must help, and when to look again (epoch ms). */
export interface Claims {
  readonly claims: readonly Claim[];
  readonly crowded: readonly string[];
  readonly wakeAt: number | undefined;
}

/** Longer than any try lasts: what a killed process had taken is due again after this. */
const takenMs = 40_000;
const batch = 600;
const atOnce = 8; // messages of one channel on the way

function byTarget(due: readonly DueDelivery[]): ReadonlyMap<string, DueDelivery[]> {
  const targets = new Map<string, DueDelivery[]>();
  for (const one of due) {
    const list = targets.get(one.target) ?? [];
    list.push(one);
    targets.set(one.target, list);
  }
  return targets;
}

export interface ClaimRequest {
  readonly channel: StoredChannel;
  readonly kind: Channel;
  readonly style: Style;
  readonly now: number;
  readonly busy: ReadonlySet<string>; // targets with a message on the way
  readonly isProbe: boolean; // the channel fails: one message, to see whether it is back
  readonly newId: () => string;
}

/**
 * Decides and marks in one unit what is sent now, so that neither a crash nor
 * a second process can exceed a robot's limit or send the same twice at once.
 */
export class Claimer {
  constructor(
    readonly store: Store,
    readonly channels: ChannelStore,
    readonly deliveries: DeliveryStore,
  ) {}

  async claim(tx: Tx, request: ClaimRequest): Promise<Claims> {
    const { channel, kind, style, now, busy } = request;
    const due = await this.deliveries.due(tx, channel.id, now, batch);
    const recent = await this.deliveries.recent(tx, channel.id, now - minuteMs);
    const limit: Limit | null = kind.limitPerMinute === null ? null : { perMinute: kind.limitPerMinute, pageBytes: pageBytesOf(style) };
    const claims: Claim[] = [];
    const crowded: string[] = [];
    let wakeAt: number | undefined;
    let room = request.isProbe ? 1 - busy.size : atOnce - busy.size;
    for (const [target, list] of byTarget(due)) {
      if (room <= 0) break;
      if (busy.has(target)) continue;
      const pace = paceOf(list.map((one) => ({ id: one.id, isUrgent: one.urgency === 1, bytes: Buffer.byteLength(lineOf(one.notice, style)) + 1 })), recent.get(target) ?? [], now, limit);
      crowded.push(...pace.crowded);
      if (pace.nextAt !== undefined) wakeAt = Math.min(wakeAt ?? pace.nextAt, pace.nextAt);
      // Without a limit a target takes as many at once as there is room for; with one, one after the other.
      const taken = limit === null ? pace.messages.slice(0, room) : pace.messages.slice(0, 1);
      for (const ids of taken) claims.push(await this.#take(tx, request, target, list.filter((one) => ids.includes(one.id))));
      room -= taken.length;
    }
    return { claims, crowded, wakeAt };
  }

  async #take(tx: Tx, { channel, now, newId }: ClaimRequest, target: string, deliveries: readonly DueDelivery[]): Promise<Claim> {
    const messageId = newId();
    await this.deliveries.take(tx, { id: messageId, channelId: channel.id, target, deliveries: deliveries.map((one) => one.id), now, until: now + takenMs });
    return { messageId, target, deliveries };
  }
}
