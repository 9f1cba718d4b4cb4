import type { Channel } from "./channel.ts";
import { dingtalk } from "./dingtalk.ts";
import { email } from "./email.ts";
import { feishu } from "./feishu.ts";
import { push } from "./push.ts";
import { siren, webhook } from "./signedHook.ts";
import { wecom } from "./wecom.ts";

/** Every way out for notices. A new one is a file and a line. */
const all: readonly Channel[] = [email, push, dingtalk, wecom, feishu, webhook, siren];

export const channelKinds: readonly string[] = all.map((one) => one.kind);

export function channelOf(kind: string): Channel | undefined {
  return all.find((one) => one.kind === kind);
}
