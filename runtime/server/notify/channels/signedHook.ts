import { type Channel, type ChannelDeps, type Message, SendFault, type Settings, textOf } from "./channel.ts";
import { postTo } from "./postTo.ts";
import { signedPost } from "./webhookSender.ts";

const settings = { type: "object", properties: { url: { type: "string", format: "uri", maxLength: 2000 } }, required: ["url"], additionalProperties: false } as const;
const secrets = { type: "object", properties: { secret: { type: "string", pattern: "^whsec_[A-Za-z0-9+/]{32,100}={0,2}$" } }, additionalProperties: false } as const;

async function sendSigned(given: Settings, message: Message, type: string, deps: ChannelDeps): Promise<string> {
  const at = deps.now();
  const event = { specversion: "1.0", id: message.id, source: "urn:safeloop", type: `org.safeloop.${type}`, time: new Date(at).toISOString(), datacontenttype: "application/json", data: message.data, ...(message.subject ? { subject: `${message.subject.type}/${message.subject.id}` } : {}) };
  const { status } = await postTo(signedPost({ url: textOf(given, "url"), id: message.id, body: JSON.stringify(event), secret: textOf(given, "secret"), atS: Math.floor(at / 1000) }), deps);
  if (status >= 200 && status < 300) return `the receiver answered ${status}`;
  // 410 says by the standard that nobody listens here any more.
  throw new SendFault(status !== 410, `the receiver answered ${status}`);
}

const machine = { settings, secrets, madeSecret: "secret", reaches: "group", limitPerMinute: null, maxBytes: 100_000, standsIn: false } as const;

/** Notices for another system, signed by Standard Webhooks 1.0, each one for itself. */
export const webhook: Channel = { ...machine, kind: "webhook", send: (given, _target, message, deps) => sendSigned(given, message, "notice", deps) };

/** A siren that sounds for what is long over sends people running for nothing, and is believed less the next time. */
const sirenLimitMs = 5 * 60_000; // alarms.md 8 [P]

/** The siren of the site, behind a gateway of its own. Sounds only for what is new or still going on. */
export const siren: Channel = {
  ...machine,
  kind: "siren",
  async send(given, _target, message, deps) {
    const isLate = deps.now() - message.at > sirenLimitMs;
    if (isLate && !(message.subject && (await deps.isActive(message.subject)))) throw new SendFault(false, "not sounded: more than 5 minutes old and no longer active", true);
    return sendSigned(given, message, "siren", deps);
  },
};
