import type { SubjectRef } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { fromJson, toJson } from "../storage/json.ts";
import { readMeta } from "../storage/meta.ts";
import type { ChannelDeps, Subscription } from "./channels/channel.ts";
import { type Network, networkOf } from "./channels/network.ts";
import { newPushKeys, type PushKeys } from "./channels/webPush.ts";
import { ChannelStore } from "./deliveries/channelStore.ts";
import { DeliveryStore } from "./deliveries/deliveryStore.ts";
import { Dispatcher } from "./deliveries/dispatcher.ts";
import { Sender } from "./deliveries/sender.ts";

const pushKeysName = "push.keys";

/** The keys of this installation, made once: browsers are bound to them. */
async function readPushKeys(ctx: ServerContext): Promise<PushKeys> {
  const made = newPushKeys();
  return ctx.store.unit(async (tx) => {
    await tx.run({ sql: "insert into meta (key, value) values (?, ?) on conflict (key) do nothing", bindings: [pushKeysName, toJson({ ...made })] });
    return fromJson<PushKeys & { readonly [name: string]: string }>((await readMeta(tx, pushKeysName)) ?? "{}");
  });
}

/** What the parts of the notification slice share. */
export class Notifications {
  readonly network: Network;
  readonly channels: ChannelStore;
  readonly deliveries: DeliveryStore;
  readonly sender: Sender;
  readonly dispatcher: Dispatcher;
  #keys: Promise<PushKeys> | undefined;

  constructor(readonly ctx: ServerContext) {
    this.network = networkOf(ctx.config.notifyLan ?? []);
    this.channels = new ChannelStore(ctx.store);
    this.deliveries = new DeliveryStore(ctx.store);
    this.sender = new Sender(ctx, this.channels, this.deliveries, this.#deps());
    this.dispatcher = new Dispatcher(ctx, this.channels, this.deliveries, (id) => this.sender.nudge(id));
    this.sender.use(this.dispatcher);
  }

  pushKeys(): Promise<PushKeys> {
    this.#keys ??= readPushKeys(this.ctx).catch((error: unknown) => {
      this.#keys = undefined;
      throw error;
    });
    return this.#keys;
  }

  /** After a start. On PostgreSQL another process may be sending, so what was taken is left to come due. */
  async begin(): Promise<void> {
    if (this.ctx.store.dialect === "sqlite") await this.deliveries.hurryAll(this.ctx.clock.now());
    await this.takeUp(0);
  }

  /** Channels whose job was lost, for whatever reason, are taken up again. */
  async takeUp(lateMs = 10_000): Promise<void> {
    const now = this.ctx.clock.now();
    for (const { channelId, tenantId } of await this.deliveries.overdue(now - lateMs)) {
      await this.ctx.store.unit((tx) => this.dispatcher.schedule(tx, channelId, tenantId, now));
    }
  }

  #deps(): ChannelDeps {
    const { store, clock } = this.ctx;
    return {
      network: this.network,
      now: () => clock.now(),
      pushKeys: () => this.pushKeys(),
      subscription: (id) => store.first<Subscription>({ sql: "select id, endpoint, p256dh, auth from push_subscriptions where id = ?", bindings: [id] }),
      forget: async (id) => void (await store.unit((tx) => tx.run({ sql: "delete from push_subscriptions where id = ?", bindings: [id] }))),
      isActive: (subject) => this.#isActive(subject),
    };
  }

  /** Only an alarm is known to go on. */
  async #isActive({ type, id }: SubjectRef): Promise<boolean> {
    if (type !== "alarm") return false;
    return (await this.ctx.store.first<{ active: number }>({ sql: "select active from alarms where id = ?", bindings: [id] }))?.active === 1;
  }
}
