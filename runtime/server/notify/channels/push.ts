import { type Channel, SendFault, textOf } from "./channel.ts";
import { postTo } from "./postTo.ts";
import { encryptPush, vapidHeader } from "./webPush.ts";

const settings = { type: "object", properties: { contact: { type: "string", pattern: "^(mailto:[^\\s@]+@[^\\s@]+|https://\\S+)$", maxLength: 200 } }, required: ["contact"], additionalProperties: false } as const;
const secrets = { type: "object", properties: {}, additionalProperties: false } as const;
const keptForS = 4 * 3600; // how long the push service may keep it for a browser that sleeps

/** Browsers that people have allowed to show notices (Web Push, RFC 8030). */
export const push: Channel = {
  kind: "push",
  settings,
  secrets,
  reaches: "browsers",
  limitPerMinute: 10,
  maxBytes: 2_500, // one record of 4,096 with its keys, and the push services' own limit of 4,096
  standsIn: true,
  async send(given, target, message, deps) {
    const to = await deps.subscription(target);
    if (!to) throw new SendFault(false, "this browser no longer takes notices");
    const shown = { id: message.id, title: message.title, body: message.text, priority: message.priority, url: message.url };
    const headers = {
      "content-type": "application/octet-stream", "content-encoding": "aes128gcm", ttl: String(keptForS), urgency: message.priority === "P1" || message.priority === "P2" ? "high" : "normal",
      authorization: vapidHeader(to.endpoint, textOf(given, "contact"), await deps.pushKeys(), deps.now()),
    };
    const { status, body } = await postTo({ url: to.endpoint, headers, body: encryptPush(Buffer.from(JSON.stringify(shown)), to) }, deps);
    if (status >= 200 && status < 300) return `the push service answered ${status}`;
    const isGone = status === 404 || status === 410;
    if (isGone) await deps.forget(target);
    throw new SendFault(!isGone && status !== 413 && status !== 400, `the push service answered ${status}: ${body.slice(0, 200)}`);
  },
};
