import type { Priority } from "../../model/rule.ts";

/** Channels by the names that deliveries know. */
export type ChannelName = "inbox" | "push" | "email" | "webhook" | "dingtalk" | "wecom" | "feishu" | "voice" | "siren";

const texts = ["dingtalk", "wecom", "feishu"] as const satisfies readonly ChannelName[]; // where others would send an SMS

/** Channels at 0 s and at an escalation step (catalogue 5.2 [P]); P4 is shown in the list only. */
const byPriority: { readonly [p in Priority]: { readonly announce: readonly ChannelName[]; readonly escalate: readonly ChannelName[] } } = {
  P1: { announce: ["inbox", "push", "siren", "voice", ...texts], escalate: ["inbox", "push", "voice", ...texts] },
  P2: { announce: ["inbox", "push"], escalate: ["inbox", "push"] },
  P3: { announce: ["inbox", "push"], escalate: ["inbox", "push"] },
  P4: { announce: [], escalate: ["inbox"] },
};

const loud: ReadonlySet<ChannelName> = new Set<ChannelName>(["siren", "voice", ...texts]);

/** Which channels a notice of this priority takes; step 0 is the announcement. */
export function channelsFor(priority: Priority, step: number): readonly ChannelName[] {
  return byPriority[priority][step === 0 ? "announce" : "escalate"];
}

/** The channels left when the moment has passed: no siren, call or text for what is over. */
export function quietChannels(channels: readonly ChannelName[]): readonly ChannelName[] {
  return channels.filter((one) => !loud.has(one));
}
