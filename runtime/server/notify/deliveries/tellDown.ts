import type { ServerContext, Tx } from "../../context.ts";
import type { StoredChannel } from "./channelStore.ts";

/** Tells the administrators, in their inboxes, that a channel fails and the next one has its notices. */
export async function tellDown(ctx: ServerContext, tx: Tx, channel: StoredChannel, sentence: string): Promise<void> {
  const { people } = ctx.directory(channel.tenantId);
  const administrators = people.filter((one) => one.status === "active" && one.roles.some(({ role }) => role === "admin")).map((one) => one.id);
  const why = sentence.slice(0, 200);
  const message = { zh: `通知渠道“${channel.title}”连续失败，通知已转到下一个渠道：${why}`, en: `The notification channel "${channel.title}" keeps failing; its notices go over the next one: ${why}` };
  await ctx.effects.enqueue(tx, channel.tenantId, [{ kind: "notify", key: `channel:${channel.id}:down:${String(channel.health.downSince)}`, people: administrators, topic: "channel.down", message }]);
}
