import { createHmac } from "node:crypto";
import { type Channel, textOf } from "./channel.ts";
import { noSettings, postToRobot, robotSecrets } from "./robot.ts";

/** Feishu: base64(HMAC-SHA256(key = `ts\nsecret`, empty message)); ts in seconds. Vendor's guide to custom robots [known]. */
export function feishuSign(secret: string, atS: number): string {
  return createHmac("sha256", `${atS}\n${secret}`).update("").digest("base64");
}

/** A group robot of Feishu. It takes 100 messages a minute and 20 kB [known]; ten a minute are enough for people to read. */
export const feishu: Channel = {
  kind: "feishu",
  settings: noSettings,
  secrets: robotSecrets,
  reaches: "group",
  limitPerMinute: 10,
  maxBytes: 15_000,
  standsIn: true,
  send(settings, _target, message, deps) {
    const secret = textOf(settings, "secret");
    const atS = Math.floor(deps.now() / 1000);
    // A text may hold tags such as <at>; what people named must not become one.
    const text = message.text.replaceAll("<", "＜") + (message.priority === "P1" ? '\n<at user_id="all"></at>' : "");
    const body = { ...(secret === "" ? {} : { timestamp: String(atS), sign: feishuSign(secret, atS) }), msg_type: "text", content: { text } };
    // 9499: the body is not one it can read [known].
    return postToRobot(textOf(settings, "url"), body, { codes: ["code", "StatusCode"], says: ["msg", "StatusMessage"], hopeless: new Set([9499]) }, deps);
  },
};
