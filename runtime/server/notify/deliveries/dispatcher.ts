import type { Effect, JsonObject, Priority } from "@safeloop/engine";
import type { ServerContext, Tx } from "../../context.ts";
import { channelOf } from "../channels/registry.ts";
import { NoticeStore } from "../noticeStore.ts";
import { noticeView } from "../noticeView.ts";
import { type ChannelStore, type StoredChannel } from "./channelStore.ts";
import type { DeliveryStore, StoredNotice } from "./deliveryStore.ts";
import { targetsOf } from "./targets.ts";

export type NotifyEffect = Extract<Effect, { kind: "notify" }>;

/** The job that sends what is due on a channel; its key is the channel. */
export const sendTask = "channel.send";

const priorities: readonly Priority[] = ["P1", "P2", "P3", "P4"];

function noticeOf(effect: NotifyEffect, now: number): Omit<StoredNotice, "id"> {
  const params: JsonObject = effect.params ?? {};
  const at = typeof params["at"] === "string" ? Date.parse(params["at"]) : Number.NaN;
  const priority = priorities.find((one) => one === params["priority"]) ?? null;
  return { topic: effect.topic, message: effect.message, params, priority, subject: effect.subject ?? null, people: [...new Set(effect.people)], at: Number.isFinite(at) ? at : now };
}

/** The kinds of channel a notice asks for; undefined where nothing was chosen. */
function wantedOf(effect: NotifyEffect): readonly string[] | undefined {
  const wanted = effect.params?.["channels"];
  return Array.isArray(wanted) ? wanted.filter((one) => typeof one === "string") : undefined;
}

/** Writes what has to go out, all of it in the caller's transaction. Nothing is lost: what finds no other way is in the inbox. */
export class Dispatcher {
  readonly #inbox: NoticeStore;

  constructor(
    readonly ctx: ServerContext,
    readonly channels: ChannelStore,
    readonly deliveries: DeliveryStore,
    readonly nudge: (channelId: string) => void,
  ) {
    this.#inbox = new NoticeStore(ctx.store);
  }

  async dispatch(tx: Tx, tenantId: string, effect: NotifyEffect): Promise<void> {
    const now = this.ctx.clock.now();
    const wanted = wantedOf(effect);
    if (wanted === undefined || wanted.includes("inbox")) await this.#toInbox(tx, tenantId, effect.key, noticeOf(effect, now));
    const outside = (wanted ?? []).filter((kind) => kind !== "inbox");
    if (outside.length === 0) return;
    const notice = await this.deliveries.addNotice(tx, tenantId, effect.key, noticeOf(effect, now), now);
    const enabled = (await this.channels.all(tx, tenantId)).filter((one) => one.enabled && outside.includes(one.kind));
    let missed = notice.people;
    for (const channel of enabled) {
      const reached = await this.#give(tx, channel, notice, { people: notice.people, isAnew: false });
      missed = missed.filter((person) => !reached.has(person));
    }
    if (!wanted?.includes("inbox")) await this.#toInbox(tx, tenantId, effect.key, { ...notice, people: missed });
  }

  /**
   * Hands what is open on a failing channel to the next one in order that
   * stands in, is not failing itself and reaches somebody, a few hundred at a time; how
   * many. They stay open here too: told twice is better than not at all.
   */
  async fallOver(tx: Tx, failing: StoredChannel, ids?: readonly string[]): Promise<number> {
    const notices = await this.deliveries.notFallen(tx, failing.id, ids);
    if (notices.length === 0) return 0;
    const all = await this.channels.all(tx, failing.tenantId);
    const at = all.findIndex((one) => one.id === failing.id);
    const order = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))].filter((one) => one.enabled && one.health.downSince === null && channelOf(one.kind)?.standsIn === true);
    for (const { notice, personId } of notices) {
      const missed = await this.#giveNext(tx, order, notice, personId === null ? notice.people : [personId]);
      await this.#toInbox(tx, failing.tenantId, `fall-over:${notice.id}`, { ...notice, people: missed });
    }
    await this.deliveries.markFallen(tx, notices.map((one) => one.deliveryId));
    return notices.length;
  }

  async schedule(tx: Tx, channelId: string, tenantId: string, dueAt: number): Promise<void> {
    await this.ctx.jobs.schedule(tx, { task: sendTask, key: channelId, dueAt, payload: { channelId }, tenantId });
    if (dueAt <= this.ctx.clock.now()) tx.afterCommit(() => this.nudge(channelId));
  }

  /** Goes down the order until each of these people is reached anew; who is not. */
  async #giveNext(tx: Tx, order: readonly StoredChannel[], notice: StoredNotice, people: readonly string[]): Promise<readonly string[]> {
    let missed = people;
    for (const channel of order) {
      if (missed.length === 0) break;
      const reached = await this.#give(tx, channel, notice, { people: missed, isAnew: true });
      missed = missed.filter((person) => !reached.has(person));
    }
    return missed;
  }

  /** Writes it for these people on a channel; whom that reaches. `isAnew`: who had it there already does not count. A group is everybody. */
  async #give(tx: Tx, channel: StoredChannel, notice: StoredNotice, to: { readonly people: readonly string[]; readonly isAnew: boolean }): Promise<ReadonlySet<string>> {
    const kind = channelOf(channel.kind);
    if (!kind) return new Set();
    const { id: channelId, tenantId } = channel;
    const now = this.ctx.clock.now();
    const reached = new Set<string>();
    let isDue = false;
    for (const { target, personId } of await targetsOf(tx, kind, tenantId, to.people)) {
      const isNew = await this.deliveries.add(tx, { tenantId, notice, channelId, target, personId, now });
      isDue ||= isNew;
      if (isNew || !to.isAnew) for (const person of personId === null ? to.people : [personId]) reached.add(person);
    }
    if (isDue) await this.schedule(tx, channelId, tenantId, now);
    return reached;
  }

  async #toInbox(tx: Tx, tenantId: string, key: string, notice: Omit<StoredNotice, "id">): Promise<void> {
    for (const person of notice.people) {
      const row = await this.#inbox.add(tx, { tenantId, person, key, topic: notice.topic, message: notice.message, params: notice.params, subject: notice.subject ?? undefined, at: this.ctx.clock.now() });
      if (row) tx.afterCommit(() => this.ctx.live.publish({ type: "notice", tenantId, people: [person], data: noticeView(row) }));
    }
  }
}
