import { createDecipheriv, createECDH, hkdfSync, randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";
import { afterEach, describe, expect, it } from "vitest";
import type { Channel, ChannelDeps, Message, Settings } from "./channel.ts";
import { SendFault } from "./channel.ts";
import { dingtalk, dingtalkSign } from "./dingtalk.ts";
import { email } from "./email.ts";
import { feishu, feishuSign } from "./feishu.ts";
import { networkOf } from "./network.ts";
import { push } from "./push.ts";
import { siren, webhook } from "./signedHook.ts";
import { HttpStandIn, SmtpStandIn } from "./standIns.testkit.ts";
import { newPushKeys } from "./webPush.ts";
import { wecom } from "./wecom.ts";

const now = Date.now();
const message: Message = { id: "m1", title: "P2 液位高", text: "P2 液位高：T-103 <at user_id=\"all\"></at> 92 %\n06-01 08:00:00", priority: "P2", at: now, subject: { type: "alarm", id: "a1" }, url: null, data: { topic: "alarm.raised" } };
const keys = newPushKeys();

function depsOf(change: Partial<ChannelDeps> = {}): ChannelDeps {
  return {
    network: networkOf(["127.0.0.1"]), now: () => now, pushKeys: () => Promise.resolve(keys), subscription: () => Promise.resolve(undefined),
    forget: () => Promise.resolve(), isActive: () => Promise.resolve(false), ...change,
  };
}

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.stop();
});

async function httpSaying(status: number, body = ""): Promise<HttpStandIn> {
  const server = await new HttpStandIn(() => ({ status, body })).start();
  open.push(server);
  return server;
}

const faultOf = (sending: Promise<string>): Promise<SendFault> => sending.then(() => Promise.reject(new Error("it was sent")), (error: unknown) => error as SendFault);

interface RobotCase {
  readonly channel: Channel;
  readonly ok: string;
  readonly bad: string; // HTTP 200 all the same
  readonly hopeless: string;
  readonly call: RegExp; // how it calls everybody
}

const robots: readonly RobotCase[] = [
  { channel: dingtalk, ok: '{"errcode":0,"errmsg":"ok"}', bad: '{"errcode":310000,"errmsg":"sign not match"}', hopeless: '{"errcode":430102,"errmsg":"text"}', call: /"isAtAll":true/ },
  { channel: wecom, ok: '{"errcode":0,"errmsg":"ok"}', bad: '{"errcode":45009,"errmsg":"api freq out of limit"}', hopeless: '{"errcode":45002,"errmsg":"too long"}', call: /"mentioned_list":\["@all"\]/ },
  { channel: feishu, ok: '{"code":0,"msg":"success","data":{}}', bad: '{"code":19021,"msg":"sign match fail"}', hopeless: '{"code":9499,"msg":"Bad Request"}', call: /<at user_id=\\"all\\">/ },
];

describe.each(robots)("the robot of $channel.kind", ({ channel, ok, bad, hopeless, call }) => {
  const send = (server: HttpStandIn): Promise<string> => channel.send({ url: server.url, secret: "s3cret" }, "group", message, depsOf());

  it("has sent when the answer says 0", async () => expect(await send(await httpSaying(200, ok))).toContain("200 0"));

  it("has failed when HTTP 200 comes with another code, and may try again", async () => {
    const fault = await faultOf(send(await httpSaying(200, bad)));
    expect(fault).toMatchObject({ retry: true });
    expect(fault.sentence).toContain(String(Object.values(JSON.parse(bad) as object)[0]));
  });

  it("gives a text up that the other side will never take", async () => expect(await faultOf(send(await httpSaying(200, hopeless)))).toMatchObject({ retry: false }));

  it.each([[200, ""], [200, "<html>"], [200, "{}"], [200, "null"], [500, ok], [302, ok]])("takes %i %s for a failure", async (status, body) => {
    expect(await faultOf(send(await httpSaying(status, body)))).toMatchObject({ retry: true });
  });

  it("calls everybody for P1 and for nothing else", async () => {
    const server = await httpSaying(200, ok);
    await send(server);
    await channel.send({ url: server.url }, "group", { ...message, priority: "P1" }, depsOf());
    expect(server.got.map((one) => call.test(one.bytes.toString("utf8")))).toEqual([false, true]);
  });

  it("says that nobody answers, and may try again", async () => {
    const server = await new HttpStandIn(() => ({ status: 200 })).start();
    await server.stop();
    expect(await faultOf(send(server))).toMatchObject({ retry: true });
  });

  it("connects to no private address that the operator has not named", async () => {
    const server = await httpSaying(200, ok);
    expect((await faultOf(channel.send({ url: server.url }, "group", message, depsOf({ network: networkOf([]) })))).sentence).toContain("not allowed");
    expect(server.got).toEqual([]);
  });
});

describe("the signature on the wire", () => {
  it("of DingTalk is in the address, in milliseconds", async () => {
    const server = await httpSaying(200, '{"errcode":0}');
    await dingtalk.send({ url: `${server.url}?access_token=t`, secret: "s3cret" }, "group", message, depsOf());
    expect(server.got[0]?.path).toBe(`/hook?access_token=t&timestamp=${now}&sign=${dingtalkSign("s3cret", now)}`);
  });

  it("of Feishu is in the body, in seconds; what people named is no tag", async () => {
    const server = await httpSaying(200, '{"code":0}');
    await feishu.send({ url: server.url, secret: "s3cret" }, "group", message, depsOf());
    const atS = Math.floor(now / 1000);
    expect(server.json()[0]).toMatchObject({ timestamp: String(atS), sign: feishuSign("s3cret", atS), msg_type: "text" });
    expect(server.json<{ content: { text: string } }>()[0]?.content.text).not.toContain("<at");
  });
});

describe("a signed hook", () => {
  const secret = `whsec_${randomBytes(24).toString("base64")}`;

  it.each([["webhook", webhook, "org.safeloop.notice"], ["siren", siren, "org.safeloop.siren"]] as const)("of a %s is verified by an independent library", async (_, channel, type) => {
    const server = await httpSaying(204);
    await channel.send({ url: server.url, secret }, "group", message, depsOf());
    const [got] = server.got;
    expect(new Webhook(secret).verify(String(got?.bytes), got?.headers as Record<string, string>)).toMatchObject({ id: "m1", type, subject: "alarm/a1", data: { topic: "alarm.raised" } });
  });

  it.each([[500, true], [302, true], [410, false]])("that is answered %i has failed; worth another try: %s", async (status, retry) => {
    expect(await faultOf(webhook.send({ url: (await httpSaying(status)).url, secret }, "group", message, depsOf()))).toMatchObject({ retry });
  });
});

describe("the siren", () => {
  const minute = 60_000;
  const secret = `whsec_${randomBytes(24).toString("base64")}`;
  const sound = async (ageMs: number, isActive: boolean): Promise<readonly [number, SendFault | undefined]> => {
    const server = await httpSaying(200);
    const fault = await siren.send({ url: server.url, secret }, "group", { ...message, at: now - ageMs }, depsOf({ isActive: () => Promise.resolve(isActive) })).then(() => undefined, (error: unknown) => error as SendFault);
    return [server.got.length, fault];
  };

  it("sounds for what is at most five minutes old, and for what still goes on", async () => {
    expect(await sound(5 * minute, false)).toEqual([1, undefined]);
    expect(await sound(60 * minute, true)).toEqual([1, undefined]);
  });

  it("keeps silent for what is older and over, and no other channel takes that up", async () => {
    const [sent, fault] = await sound(5 * minute + 1, false);
    expect([sent, fault?.retry, fault?.isStale]).toEqual([0, false, true]);
  });
});

describe("e-mail", () => {
  const settings = (port: number): Settings => ({ host: "localhost", port, security: "none", from: "safeloop@plant.example" });

  it("goes to the person, with the title as subject and the whole text", async () => {
    const server = await new SmtpStandIn().start();
    open.push(server);
    expect(await email.send(settings(server.port), "wu@plant.example", { ...message, text: "罐区 T-103" }, depsOf({ network: networkOf(["127.0.0.1", "::1"]) }))).toContain("250");
    const [mail] = server.got;
    expect(mail?.to).toBe("wu@plant.example");
    expect(mail?.data).toMatch(/^Message-ID: <m1@safeloop>$/m);
    expect(mail?.data).toMatch(/^Subject: =\?UTF-8\?/m);
    expect(mail?.data).toContain(Buffer.from("罐区 T-103").toString("base64").slice(0, 12));
  });

  it("signs in, and takes a wrong password for something that can be mended", async () => {
    const server = await new SmtpStandIn(new Map(), "right").start();
    open.push(server);
    const deps = depsOf({ network: networkOf(["127.0.0.1", "::1"]) });
    expect(await email.send({ ...settings(server.port), user: "u", password: "right" }, "wu@plant.example", message, deps)).toContain("250");
    expect(await faultOf(email.send({ ...settings(server.port), user: "u", password: "wrong" }, "wu@plant.example", message, deps))).toMatchObject({ retry: true });
  });

  it("gives up a recipient the server does not know, and tries again one it cannot take now", async () => {
    const server = await new SmtpStandIn(new Map([["gone@plant.example", "550 no such user"], ["full@plant.example", "452 mailbox full"]])).start();
    open.push(server);
    const deps = depsOf({ network: networkOf(["127.0.0.1", "::1"]) });
    expect(await faultOf(email.send(settings(server.port), "gone@plant.example", message, deps))).toMatchObject({ retry: false });
    expect(await faultOf(email.send(settings(server.port), "full@plant.example", message, deps))).toMatchObject({ retry: true });
  });

  it("is sent in the clear only inside the own network", async () => {
    const fault = await faultOf(email.send({ ...settings(25), host: "8.8.8.8" }, "wu@plant.example", message, depsOf()));
    expect(fault.sentence).toContain("not allowed");
  });
});

describe("browser push", () => {
  const browser = createECDH("prime256v1");
  const p256dh = browser.generateKeys().toString("base64url");
  const auth = randomBytes(16);
  const subscribed = (endpoint: string, change: Partial<ChannelDeps> = {}): ChannelDeps => depsOf({ subscription: () => Promise.resolve({ id: "s1", endpoint, p256dh, auth: auth.toString("base64url") }), ...change });
  const settings = { contact: "mailto:safety@plant.example" };

  /** As a browser reads it (RFC 8291, RFC 8188), with the library's own HKDF. */
  function read(bytes: Buffer): string {
    const [salt, sender] = [bytes.subarray(0, 16), bytes.subarray(21, 86)];
    const input = Buffer.from(hkdfSync("sha256", browser.computeSecret(sender), auth, Buffer.concat([Buffer.from("WebPush: info\0"), browser.getPublicKey(), sender]), 32));
    const [key, nonce] = [["aes128gcm", 16] as const, ["nonce", 12] as const].map(([what, length]) => Buffer.from(hkdfSync("sha256", input, salt, Buffer.from(`Content-Encoding: ${what}\0`), length)));
    const decipher = createDecipheriv("aes-128-gcm", key as Buffer, nonce as Buffer);
    decipher.setAuthTag(bytes.subarray(-16));
    const text = Buffer.concat([decipher.update(bytes.subarray(86, -16)), decipher.final()]);
    expect(text.at(-1)).toBe(2);
    return text.subarray(0, -1).toString("utf8");
  }

  it("arrives as the browser can read it, and only it", async () => {
    const server = await httpSaying(201);
    await push.send(settings, "s1", message, subscribed(server.url));
    const [got] = server.got;
    expect(JSON.parse(read(got?.bytes ?? Buffer.alloc(0)))).toEqual({ id: "m1", title: message.title, body: message.text, priority: "P2", url: null });
    expect(got?.headers).toMatchObject({ "content-encoding": "aes128gcm", urgency: "high", ttl: "14400" });
    expect(String(got?.headers.authorization)).toMatch(/^vapid t=/);
    expect(got?.bytes.toString("latin1")).not.toContain("T-103");
  });

  it.each([404, 410])("forgets a browser that is answered %i", async (status) => {
    const forgotten: string[] = [];
    const deps = subscribed((await httpSaying(status)).url, { forget: (id) => Promise.resolve(void forgotten.push(id)) });
    expect(await faultOf(push.send(settings, "s1", message, deps))).toMatchObject({ retry: false });
    expect(forgotten).toEqual(["s1"]);
  });

  it("keeps a browser whose push service is busy, and gives up where it is not known any more", async () => {
    expect(await faultOf(push.send(settings, "s1", message, subscribed((await httpSaying(429)).url)))).toMatchObject({ retry: true });
    expect(await faultOf(push.send(settings, "s1", message, depsOf()))).toMatchObject({ retry: false });
  });

  it("fits into one record however long the text is that the limit lets through", async () => {
    const server = await httpSaying(201);
    await push.send(settings, "s1", { ...message, title: "液".repeat(100), text: "位".repeat(Math.floor(push.maxBytes / 3)) }, subscribed(server.url));
    expect(server.got[0]?.bytes.length).toBeLessThanOrEqual(4096);
  });
});
