import { createHmac } from "node:crypto";
import { type Channel, textOf } from "./channel.ts";
import { noSettings, postToRobot, robotSecrets } from "./robot.ts";

/** DingTalk: base64(HMAC-SHA256(key = secret, `ts\nsecret`)), URL-encoded; ts in ms, at most an hour off. Vendor's guide to custom robots [known]. */
export function dingtalkSign(secret: string, atMs: number): string {
  return encodeURIComponent(createHmac("sha256", secret).update(`${atMs}\n${secret}`).digest("base64"));
}

function signedUrl(url: string, secret: string, atMs: number): string {
  return secret === "" ? url : `${url}${url.includes("?") ? "&" : "?"}timestamp=${atMs}&sign=${dingtalkSign(secret, atMs)}`;
}

/** A group robot of DingTalk. It takes 20 messages a minute and is then shut out for ten [known]; half of that is used. */
export const dingtalk: Channel = {
  kind: "dingtalk",
  settings: noSettings,
  secrets: robotSecrets,
  reaches: "group",
  limitPerMinute: 10,
  maxBytes: 15_000, // 20,000 are taken
  standsIn: true,
  send(settings, _target, message, deps) {
    const body = { msgtype: "text", text: { content: message.text }, at: { isAtAll: message.priority === "P1" } };
    // 4301xx: links or words that DingTalk does not pass on [known].
    return postToRobot(signedUrl(textOf(settings, "url"), textOf(settings, "secret"), deps.now()), body, { codes: ["errcode"], says: ["errmsg"], hopeless: new Set([430101, 430102, 430103, 430104]) }, deps);
  },
};
