import type { ServerContext, Tx } from "../../context.ts";
import { heldKey } from "../../background.ts";
import { readMeta } from "../../storage/meta.ts";
import { type Channel, type ChannelDeps, type Message, SendFault } from "../channels/channel.ts";
import { channelOf } from "../channels/registry.ts";
import type { ChannelStore, StoredChannel } from "./channelStore.ts";
import { type Claim, Claimer, type Claims } from "./claims.ts";
import { digestMessage, singleMessage, type Style } from "./compose.ts";
import type { DeliveryStore } from "./deliveryStore.ts";
import { type Dispatcher, sendTask } from "./dispatcher.ts";
import { afterFailure, giveUpMs, type Health, healthy, waitMs } from "./health.ts";
import { tellDown } from "./tellDown.ts";

const lookAgainMs = 250;
const heldMs = 10_000;
const sendLimitMs = 30_000;

/** Sends what is due, channel by channel, and writes down what came of it. */
export class Sender {
  readonly #claimer: Claimer;
  readonly #nudges = new Map<string, () => void>();
  #dispatcher: Dispatcher | undefined;

  constructor(
    readonly ctx: ServerContext,
    readonly channels: ChannelStore,
    readonly deliveries: DeliveryStore,
    readonly deps: ChannelDeps,
  ) {
    this.#claimer = new Claimer(ctx.store, channels, deliveries);
    ctx.jobs.on(sendTask, (payload, { tenantId }) => this.#run(String(payload["channelId"]), tenantId));
  }

  use(dispatcher: Dispatcher): void {
    this.#dispatcher = dispatcher;
  }

  /** Something new is due on a channel that may be sending right now. */
  nudge(channelId: string): void {
    this.#nudges.get(channelId)?.();
  }

  styleOf(channel: Pick<StoredChannel, "language">, kind: Channel): Style {
    const { siteTz, publicUrl } = this.ctx.config;
    return { language: channel.language, timeZone: siteTz, publicUrl, maxBytes: kind.maxBytes };
  }

  /** Sends one message now, outside the queue; the answer, or a SendFault. */
  async send(channel: Pick<StoredChannel, "settings" | "secrets">, kind: Channel, target: string, message: Message): Promise<string> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new SendFault(true, `no answer within ${sendLimitMs / 1000} s`)), sendLimitMs);
      timer.unref();
    });
    const sending = kind.send({ ...channel.settings, ...channel.secrets }, target, message, this.deps);
    return Promise.race([sending, late]).finally(() => clearTimeout(timer));
  }

  get #over(): Dispatcher {
    if (!this.#dispatcher) throw new Error("The sender was built without a dispatcher.");
    return this.#dispatcher;
  }

  /** One run: until nothing more can go out on the channel now. */
  async #run(channelId: string, tenantId: string): Promise<void> {
    if ((await readMeta(this.ctx.store, heldKey)) === "1") return this.ctx.store.unit((tx) => this.#over.schedule(tx, channelId, tenantId, this.ctx.clock.now() + heldMs));
    const onTheWay = new Map<string, { readonly target: string; readonly done: Promise<void> }>();
    for (;;) {
      const busy = new Set([...onTheWay.values()].map((one) => one.target));
      const found = await this.#next(channelId, busy);
      if (!found) return void (await Promise.all([...onTheWay.values()].map((one) => one.done)));
      for (const claim of found.claims) {
        const done = this.#carryOut(found.channel, found.kind, claim).finally(() => onTheWay.delete(claim.messageId));
        onTheWay.set(claim.messageId, { target: claim.target, done });
      }
      if (onTheWay.size === 0 && busy.size === 0) return; // it was looked at with nothing on the way: its next time is written down
      if (onTheWay.size > 0) await this.#somethingNew(channelId, [...onTheWay.values()].map((one) => one.done));
    }
  }

  async #somethingNew(channelId: string, done: readonly Promise<void>[]): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const nudged = new Promise<void>((resolve) => {
      this.#nudges.set(channelId, resolve);
      timer = setTimeout(resolve, lookAgainMs);
    });
    await Promise.race([...done, nudged]).finally(() => clearTimeout(timer));
    this.#nudges.delete(channelId);
  }

  /** Takes what can go out now; with nothing on the way either, the channel is looked at again when something is due. */
  #next(channelId: string, busy: ReadonlySet<string>): Promise<(Claims & { readonly channel: StoredChannel; readonly kind: Channel }) | undefined> {
    return this.ctx.store.unit(async (tx) => {
      const now = this.ctx.clock.now();
      const channel = await this.channels.byId(tx, channelId);
      const kind = channel && channelOf(channel.kind);
      if (!channel || !kind || !channel.enabled) return undefined;
      const { downSince, probeAt } = channel.health;
      const isDown = downSince !== null;
      if (isDown) await this.#fallOverAll(tx, channel);
      const mayTry = !isDown || (probeAt ?? 0) <= now;
      const request = { channel, kind, style: this.styleOf(channel, kind), now, busy, isProbe: isDown, newId: this.ctx.newId };
      const claims = mayTry ? await this.#claimer.claim(tx, request) : { claims: [], crowded: [], wakeAt: undefined };
      if (claims.crowded.length > 0) await this.#over.fallOver(tx, channel, claims.crowded);
      if (claims.claims.length === 0 && busy.size === 0) await this.#wakeLater(tx, channel, claims.wakeAt, now);
      return { ...claims, channel, kind };
    });
  }

  async #fallOverAll(tx: Tx, channel: StoredChannel): Promise<void> {
    while ((await this.#over.fallOver(tx, channel)) > 0);
  }

  async #wakeLater(tx: Tx, channel: StoredChannel, roomAt: number | undefined, now: number): Promise<void> {
    const { downSince, probeAt } = channel.health;
    const times = [await this.deliveries.nextAt(tx, channel.id, now), roomAt, downSince === null ? undefined : (probeAt ?? now)].filter((at) => at !== undefined);
    if (times.length > 0 && (await this.deliveries.hasOpen(tx, channel.id))) await this.#over.schedule(tx, channel.id, channel.tenantId, Math.max(Math.min(...times), now + 1));
  }

  async #carryOut(channel: StoredChannel, kind: Channel, claim: Claim): Promise<void> {
    const message = this.#messageOf(channel, kind, claim);
    const outcome = await this.send(channel, kind, claim.target, message).then(
      (answer) => ({ answer, fault: undefined }),
      (error: unknown) => ({ answer: error instanceof Error ? error.message : String(error), fault: error instanceof SendFault ? error : new SendFault(true, String(error)) }),
    );
    await this.ctx.store.unit(async (tx) => {
      await this.deliveries.sendEnded(tx, claim.messageId, this.ctx.clock.now());
      if (outcome.fault) await this.#failed(tx, channel.id, claim, outcome.fault);
      else await this.#sent(tx, channel.id, claim, outcome.answer);
    });
  }

  /** A single notice keeps its id over all tries, so that a machine knows a repeat. */
  #messageOf(channel: StoredChannel, kind: Channel, claim: Claim): Message {
    const style = this.styleOf(channel, kind);
    const [first] = claim.deliveries;
    return first && claim.deliveries.length === 1 ? singleMessage(first.id, first.notice, style) : digestMessage(claim.messageId, claim.deliveries.map((one) => one.notice), style);
  }

  async #sent(tx: Tx, channelId: string, claim: Claim, answer: string): Promise<void> {
    const now = this.ctx.clock.now();
    await this.deliveries.settle(tx, claim.deliveries.map((one) => one.id), { state: "sent", answer, now });
    const channel = await this.channels.byId(tx, channelId);
    if (!channel) return;
    await this.channels.setHealth(tx, channelId, healthy, answer, now);
    if (channel.health.failures.length > 0 || channel.health.downSince !== null) await this.deliveries.hurry(tx, channelId, now);
  }

  async #failed(tx: Tx, channelId: string, claim: Claim, fault: SendFault): Promise<void> {
    const now = this.ctx.clock.now();
    const channel = await this.channels.byId(tx, channelId);
    if (!channel) return;
    const isOver = (createdAt: number): boolean => !fault.retry || now - createdAt > giveUpMs;
    const dead = claim.deliveries.filter((one) => isOver(one.createdAt)).map((one) => one.id);
    const again = claim.deliveries.filter((one) => !isOver(one.createdAt));
    await this.deliveries.settle(tx, dead, { state: "dead", answer: fault.sentence, now });
    const health = fault.retry ? await this.#sick(tx, channel, fault.sentence, now) : channel.health;
    const tries = Math.max(...again.map((one) => one.tries + 1), 1);
    await this.deliveries.settle(tx, again.map((one) => one.id), { state: "failed", answer: fault.sentence, nextAt: health.probeAt ?? now + waitMs(tries), now });
    if (dead.length > 0 && !fault.isStale) await this.#over.fallOver(tx, channel, dead);
  }

  /** Only what may pass later counts against the channel: a wrong address is not the channel's fault. */
  async #sick(tx: Tx, channel: StoredChannel, sentence: string, now: number): Promise<Health> {
    const health = afterFailure(channel.health, now);
    await this.channels.setHealth(tx, channel.id, health, sentence, null);
    if (health.downSince !== null && channel.health.downSince === null) {
      const down = { ...channel, health };
      await this.#fallOverAll(tx, down);
      await tellDown(this.ctx, tx, down, sentence);
    }
    return health;
  }
}
