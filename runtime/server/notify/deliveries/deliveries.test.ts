import type { Effect } from "@safeloop/engine";
import { afterEach, describe, expect, it } from "vitest";
import { heldKey } from "../../background.ts";
import { writeMeta } from "../../storage/meta.ts";
import { housekeeping } from "../../ops/housekeeping.ts";
import { call } from "../../testing/asPerson.ts";
import { makeTestApp, type TestApp, type TestDriver, testDrivers } from "../../testing/testApp.ts";
import { type Answer, HttpStandIn, SmtpStandIn } from "../channels/standIns.testkit.ts";
import { noticesSlice } from "../routes.ts";

let app: TestApp;
const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await app?.close();
  for (const one of open.splice(0)) await one.stop();
});

interface Heard {
  readonly at: number;
  readonly text: string;
}

/** A group robot of DingTalk that writes down what it heard, by the clock of the test. */
class Robot {
  readonly heard: Heard[] = [];
  status: Answer = { status: 200, body: '{"errcode":0,"errmsg":"ok"}' };
  readonly server = new HttpStandIn(({ bytes }) => {
    if (this.status.body?.includes('"errcode":0') === true) this.heard.push({ at: app.clock.now(), text: (JSON.parse(bytes.toString()) as { text: { content: string } }).text.content });
    return this.status;
  });

  async start(): Promise<this> {
    await this.server.start();
    open.push(this.server);
    return this;
  }
}

const start = async (driver: TestDriver = "better-sqlite3"): Promise<void> => {
  app = await makeTestApp({ driver, slices: [noticesSlice], config: { notifyLan: ["127.0.0.1", "::1"] } });
};

async function addChannel(kind: string, title: string, settings: object, secrets: object = {}): Promise<string> {
  const made = await call<{ channel: { id: string } }>(app, "admin", "POST", "/channels", { kind, title, settings, secrets });
  expect([made.status, made.code]).toEqual([201, undefined]);
  return made.body.channel.id;
}

const addRobot = async (title: string): Promise<readonly [Robot, string]> => {
  const robot = await new Robot().start();
  return [robot, await addChannel("dingtalk", title, {}, { url: robot.server.url })];
};

const notify = (key: string, change: { readonly priority?: string; readonly channels?: readonly string[]; readonly people?: readonly string[] } = {}): Effect => ({
  kind: "notify", key, people: change.people ?? ["p-shift"], topic: "alarm.raised", message: { zh: `报警 ${key}。`, en: `alarm ${key}.` },
  params: { priority: change.priority ?? "P3", at: new Date(app.clock.now()).toISOString(), channels: change.channels ?? ["dingtalk"] },
});

const enqueue = (...effects: Effect[]): Promise<void> => app.store.unit((tx) => app.ctx.effects.enqueue(tx, "tenant-a", effects));
const send = async (...effects: Effect[]): Promise<void> => {
  await enqueue(...effects);
  await app.settle();
};
const pass = async (seconds: number, step = 1): Promise<void> => {
  for (let n = 0; n < seconds; n += step) {
    app.clock.advance(step * 1_000);
    await app.settle();
  }
};
const states = async (): Promise<string[]> => (await app.store.all<{ title: string; target: string; state: string }>({ sql: "select c.title, d.target, d.state from deliveries d join channels c on c.id = d.channel_id order by c.title, d.target, d.created_at, d.id", bindings: [] })).map((row) => `${row.title} ${row.target} ${row.state}`);
const inboxOf = async (login: string): Promise<string[]> => (await call<{ items: { message: { en: string } }[] }>(app, login, "GET", "/notices")).body.items.map((one) => one.message.en);

describe.each(await testDrivers())("a notice on %s", (driver) => {
  it("goes to the channels it names, once each, and is written down as sent with the answer", async () => {
    await start(driver);
    const [robot] = await addRobot("group");
    await send(notify("a"), notify("b"));
    await send(notify("a"));
    await pass(120, 10);
    expect(robot.heard.map((one) => one.text.split("\n")[0]).sort()).toEqual(["报警 a。", "报警 b。"]);
    expect(await states()).toEqual(["group group sent", "group group sent"]);
    const { body } = await call<{ items: { answer: string; tries: number }[] }>(app, "admin", "GET", "/deliveries");
    expect(body.items.map((one) => [one.answer, one.tries])).toEqual([["200 0 ok", 1], ["200 0 ok", 1]]);
  });

  it("is tried again with growing pauses until the service is back, and then at once", async () => {
    await start(driver);
    const [robot] = await addRobot("group");
    robot.status = { status: 503 };
    await send(notify("a"));
    await pass(3_600, 20);
    expect(robot.heard).toEqual([]);
    expect(await states()).toEqual(["group group failed"]);
    robot.status = { status: 200, body: '{"errcode":0}' };
    const back = app.clock.now();
    await pass(60, 5);
    expect(robot.heard.map((one) => one.text.split("\n")[0])).toEqual(["报警 a。"]);
    expect((robot.heard[0]?.at ?? Infinity) - back).toBeLessThanOrEqual(60_000);
  }, 120_000);
});

describe("a notice whose channel is away", () => {
  const backWithinAMinute = async (robot: Robot): Promise<number> => {
    robot.status = { status: 200, body: '{"errcode":0}' };
    await pass(60, 5);
    return robot.heard.length;
  };

  it("is not forgotten when its try ends just while the channel is looked at again", async () => {
    await start();
    const [robot] = await addRobot("group");
    const { store } = app;
    const [unit, answer] = [store.unit.bind(store), robot.server.answer];
    let letGo = (): void => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    robot.status = { status: 503 };
    robot.server.answer = (received) => held.then(() => answer(received));
    let looked = false;
    Object.assign(store, { unit: async (fn: Parameters<typeof unit>[0]) => {
      const isLook = robot.server.got.length === 1 && !looked; // while the answer is held, nothing else is stored
      looked ||= isLook;
      const done = await unit(fn);
      if (!isLook) return done;
      letGo();
      await expect.poll(states).toEqual(["group group failed"]);
      return done;
    } });
    await send(notify("a"));
    expect([looked, await states()]).toEqual([true, ["group group failed"]]);
    expect(await backWithinAMinute(robot)).toBe(1);
  });

  it("is out within a minute of its return, wherever the store had failed once", async () => {
    const heard: number[] = [];
    for (let broken = 1, happened = true; happened; broken += 1) {
      await start();
      const [robot] = await addRobot("group");
      robot.status = { status: 503 };
      await enqueue(notify("a"));
      const { store } = app;
      const unit = store.unit.bind(store);
      let units = 0;
      Object.assign(store, { unit: (fn: Parameters<typeof unit>[0]) => (units++ === broken ? Promise.reject(Object.assign(new Error("database is locked"), { code: "SQLITE_BUSY" })) : unit(fn)) });
      await pass(20, 1);
      happened = broken < Math.min(units, 16);
      heard.push(await backWithinAMinute(robot));
      await app.close();
    }
    expect([heard.length > 10, new Set(heard)]).toEqual([true, new Set([1])]);
    await start();
  }, 240_000);
});

describe("a notice", () => {
  it("without a choice of channels is in the inbox alone", async () => {
    await start();
    const [robot] = await addRobot("group");
    const { params: _, ...plain } = notify("a") as Extract<Effect, { kind: "notify" }>;
    await send(plain);
    expect([await inboxOf("shift"), robot.heard.length, await states()]).toEqual([["alarm a."], 0, []]);
  });

  it("that chose the inbox too is in both; one that did not, only outside", async () => {
    await start();
    const [robot] = await addRobot("group");
    await send(notify("a", { channels: ["inbox", "dingtalk"] }), notify("b"));
    expect([await inboxOf("shift"), robot.heard.length]).toEqual([["alarm a."], 2]);
  });

  it("is in the inbox of everybody its channels cannot reach", async () => {
    await start();
    const mail = await new SmtpStandIn().start();
    await addChannel("email", "mail", { host: "127.0.0.1", port: mail.port, security: "none", from: "s@plant.example" });
    await call(app, "shift", "PUT", "/me/contact", { email: "wu@plant.example" });
    await send(notify("a", { channels: ["email"], people: ["p-shift", "p-operator"] }), notify("b", { channels: ["siren"] }));
    await mail.stop();
    expect(mail.got.map((one) => one.to)).toEqual(["wu@plant.example"]);
    expect([await inboxOf("shift"), await inboxOf("operator")]).toEqual([["alarm b."], ["alarm a."]]);
  });

  it("waits in a restored copy until somebody releases it", async () => {
    await start();
    const [robot] = await addRobot("group");
    await app.store.unit((tx) => writeMeta(tx, heldKey, "1"));
    await send(notify("a"));
    await pass(60, 5);
    expect(robot.heard).toEqual([]);
    await app.store.unit((tx) => writeMeta(tx, heldKey, "0"));
    await pass(10);
    expect(robot.heard.length).toBe(1);
  });
});

describe("a flood of 1,000 notices to one robot", () => {
  it("is at most ten messages in any minute, digests list every one, and the P1 among them come alone and at once", async () => {
    await start();
    const [robot] = await addRobot("group");
    const flood = Array.from({ length: 1_000 }, (_, n) => notify(`n${n}`, { priority: n % 100 === 50 ? "P1" : "P3" }));
    const began = app.clock.now();
    for (let n = 0; n < flood.length; n += 100) {
      await send(...flood.slice(n, n + 100));
      app.clock.advance(1_000);
    }
    await pass(600, 1);
    for (const { at } of robot.heard) expect(robot.heard.filter((one) => one.at >= at && one.at < at + 60_000).length).toBeLessThanOrEqual(10);
    const all = robot.heard.map((one) => one.text).join("\n");
    const missing = flood.filter((one) => !all.includes(`报警 ${one.key}。`)).map((one) => one.key);
    expect(missing).toEqual([]);
    const digests = robot.heard.filter((one) => one.text.includes("条通知"));
    expect(digests.length).toBeGreaterThan(0);
    const urgent = flood.filter((_, n) => n % 100 === 50).map((one) => `报警 ${one.key}。`);
    expect(urgent.filter((line) => digests.some((one) => one.text.includes(line)))).toEqual([]);
    // The first three have room kept for them; a fourth in the same minute may have to wait.
    for (const line of urgent.slice(0, 3)) expect((robot.heard.find((one) => one.text.startsWith(line))?.at ?? Infinity) - began).toBeLessThanOrEqual(3_000);
    expect(new Set(await states())).toEqual(new Set(["group group sent"]));
  }, 120_000);

  it("does not make a P1 without room wait: the next channel has it at once", async () => {
    await start();
    const [robot] = await addRobot("first");
    const [second] = await addRobot("second");
    await send(...Array.from({ length: 12 }, (_, n) => notify(`u${n}`, { priority: "P1", channels: ["dingtalk"] })));
    expect([robot.heard.length, second.heard.length]).toEqual([10, 10]); // both are of the kind that was named
    await app.close();
    await start();
    const [only] = await addRobot("only");
    const mail = await new SmtpStandIn().start();
    await addChannel("email", "mail", { host: "127.0.0.1", port: mail.port, security: "none", from: "s@plant.example" });
    await call(app, "shift", "PUT", "/me/contact", { email: "wu@plant.example" });
    await send(...Array.from({ length: 12 }, (_, n) => notify(`v${n}`, { priority: "P1" })));
    await mail.stop();
    expect([only.heard.length, mail.got.length]).toEqual([10, 2]);
    await pass(61, 1);
    expect(only.heard.length).toBe(12);
  });
});

describe("a channel that fails", () => {
  it("three times within a minute hands its notices to the next in order, and the administrator is told", async () => {
    await start();
    const [robot] = await addRobot("first");
    const mail = await new SmtpStandIn().start();
    await addChannel("email", "second", { host: "127.0.0.1", port: mail.port, security: "none", from: "s@plant.example" });
    await call(app, "shift", "PUT", "/me/contact", { email: "wu@plant.example" });
    robot.status = { status: 200, body: '{"errcode":310000,"errmsg":"sign not match"}' };
    await send(notify("a"));
    await pass(1);
    expect(mail.got).toEqual([]);
    await pass(10);
    expect(mail.got.length).toBe(1);
    // What comes while it is down goes over at once, and only a probe bothers it.
    await send(notify("b"));
    const before = robot.server.got.length;
    expect(mail.got.length).toBe(2);
    await pass(60);
    expect(robot.server.got.length - before).toBeLessThanOrEqual(4);
    expect((await inboxOf("admin"))[0]).toContain('"first" keeps failing');
    // Back again: what waited is sent there too.
    robot.status = { status: 200, body: '{"errcode":0}' };
    await pass(30);
    await mail.stop();
    expect(robot.heard.length).toBe(2);
    expect(await states()).toEqual(["first group sent", "first group sent", "second wu@plant.example sent", "second wu@plant.example sent"]);
  });

  it("leaves what no channel can take in the inbox", async () => {
    await start();
    const [robot] = await addRobot("only");
    robot.status = { status: 500 };
    await send(notify("a"));
    await pass(15);
    expect(await inboxOf("shift")).toEqual(["alarm a."]);
  });

  it("is not blamed for one wrong address: that delivery is dead, its notice in the next channel, the others go on", async () => {
    await start();
    const mail = await new SmtpStandIn(new Map([["gone@plant.example", "550 no such user"]])).start();
    await addChannel("email", "mail", { host: "127.0.0.1", port: mail.port, security: "none", from: "s@plant.example" });
    const [robot] = await addRobot("next");
    await call(app, "shift", "PUT", "/me/contact", { email: "gone@plant.example" });
    await call(app, "operator", "PUT", "/me/contact", { email: "chu@plant.example" });
    await send(...["a", "b", "c", "d"].map((key) => notify(key, { channels: ["email"], people: ["p-shift", "p-operator"] })));
    await pass(5);
    await mail.stop();
    expect(mail.got.length).toBe(4);
    expect(robot.heard.length).toBe(4);
    expect((await states()).filter((one) => one.endsWith("dead"))).toEqual(Array<string>(4).fill("mail gone@plant.example dead"));
  });
});

describe("a dead letter", () => {
  const dead = async (): Promise<{ id: string; answer: string }[]> => (await call<{ items: { id: string; answer: string }[] }>(app, "admin", "GET", "/deliveries?state=dead")).body.items;

  it("is listed with the last answer, can be sent again alone or with all of its channel, and leaves the list when it is out", async () => {
    await start();
    const [robot, id] = await addRobot("group");
    robot.status = { status: 200, body: '{"errcode":430102,"errmsg":"inappropriate"}' };
    await send(notify("a"), notify("b"), notify("c"));
    const letters = await dead();
    expect(letters.map((one) => one.answer)).toEqual(Array<string>(3).fill("the robot answered 200 with code 430102: inappropriate"));
    robot.status = { status: 200, body: '{"errcode":0}' };
    expect((await call(app, "admin", "POST", `/deliveries/${letters[0]?.id ?? ""}/redeliver`)).status).toBe(202);
    await app.settle();
    expect([robot.heard.length, (await dead()).length]).toEqual([1, 2]);
    expect((await call(app, "admin", "POST", `/channels/${id}/redeliver`)).status).toBe(202);
    await app.settle();
    expect([robot.heard.length, (await dead()).length]).toEqual([3, 0]);
    expect((await call(app, "admin", "POST", `/deliveries/${letters[0]?.id ?? ""}/redeliver`)).code).toBe("NOT_FOUND");
  });

  it("stays when the broom takes what was sent a month ago", async () => {
    await start();
    const [robot] = await addRobot("group");
    await send(notify("a"));
    robot.status = { status: 200, body: '{"errcode":430102,"errmsg":"inappropriate"}' };
    await send(notify("b"));
    app.clock.advance(31 * 86_400_000);
    await housekeeping(app.ctx);
    const notices = await app.store.all<{ effect_key: string }>({ sql: "select effect_key from outgoing_notices", bindings: [] });
    expect([(await states()).map((one) => one.split(" ")[2]), notices.map((one) => one.effect_key)]).toEqual([["dead"], ["b"]]);
  });

  it("is what a whole day of tries ends in", async () => {
    await start();
    const [robot] = await addRobot("group");
    robot.status = { status: 500 };
    await send(notify("a"));
    await pass(86_400, 900);
    await pass(60, 5);
    expect((await dead()).map((one) => one.answer)).toEqual(["the robot answered 500 without a code: "]);
  });
});
