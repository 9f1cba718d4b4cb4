import { type Channel, textOf } from "./channel.ts";
import { noSettings, postToRobot, robotUrlOnly } from "./robot.ts";

/** A group robot of WeCom; its key is in its address. It takes 20 messages a minute and texts of 2,048 bytes [known]. */
export const wecom: Channel = {
  kind: "wecom",
  settings: noSettings,
  secrets: robotUrlOnly,
  reaches: "group",
  limitPerMinute: 10,
  maxBytes: 2_000,
  standsIn: true,
  send(settings, _target, message, deps) {
    const body = { msgtype: "text", text: { content: message.text, ...(message.priority === "P1" ? { mentioned_list: ["@all"] } : {}) } };
    // 45002: the text is too long, 40008: not a kind of message it knows [known].
    return postToRobot(textOf(settings, "url"), body, { codes: ["errcode"], says: ["errmsg"], hopeless: new Set([45002, 40008]) }, deps);
  },
};
