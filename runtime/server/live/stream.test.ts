import { request } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { sessionCookie } from "../auth/sessions.ts";
import { makePeopleSlice } from "../people/peopleSlice.ts";
import { call } from "../testing/asPerson.ts";
import { makeTestApp, type TestApp } from "../testing/testApp.ts";

let app: TestApp;
const open: Stream[] = [];
afterEach(async () => {
  for (const stream of open.splice(0)) stream.close();
  await app?.close();
});

interface Event {
  readonly type: string;
  readonly data: unknown;
}

/** A browser's event stream over a real connection. */
class Stream {
  readonly events: Event[] = [];
  ended = false;
  #text = "";
  #wake: (() => void) | undefined;
  #request: ReturnType<typeof request>;
  status = 0;

  constructor(port: number, cookie: string, options: { readonly query?: string; readonly lastEventId?: string; readonly read?: boolean } = {}) {
    const headers = { cookie: `${sessionCookie}=${cookie}`, ...(options.lastEventId ? { "last-event-id": options.lastEventId } : {}) };
    this.#request = request({ host: "127.0.0.1", port, path: `/api/v1/stream${options.query ?? ""}`, headers }, (response) => {
      this.status = response.statusCode ?? 0;
      this.#wake?.();
      if (options.read === false) return response.pause();
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => this.#take(chunk));
      response.on("close", () => ((this.ended = true), this.#wake?.()));
    });
    this.#request.on("error", () => ((this.ended = true), this.#wake?.()));
    this.#request.end();
    open.push(this);
  }

  /** Waits until the condition holds; events wake it. */
  async until(holds: (stream: Stream) => boolean): Promise<void> {
    while (!holds(this)) await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  types(): string[] {
    return this.events.map((one) => one.type);
  }

  close(): void {
    this.#request.destroy();
  }

  #take(chunk: string): void {
    const blocks = (this.#text + chunk).split("\n\n");
    this.#text = blocks.pop() ?? "";
    for (const block of blocks) {
      const type = /^event: (.*)$/m.exec(block)?.[1];
      if (type) this.events.push({ type, data: JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? "null") });
    }
    this.#wake?.();
  }
}

async function listen(): Promise<number> {
  app = await makeTestApp({ slices: [makePeopleSlice] });
  await app.http.listen({ port: 0, host: "127.0.0.1" });
  return (app.http.server.address() as AddressInfo).port;
}

async function stream(port: number, login: string, options: ConstructorParameters<typeof Stream>[2] = {}): Promise<Stream> {
  const cookie = await app.store.unit((tx) => app.parts.sessions.create(tx, { id: app.personId(login), tenantId: app.actor(login).tenantId }));
  return new Stream(port, cookie, options);
}

const publish = (type: string, more: object = {}, data: unknown = {}) => app.ctx.live.publish({ type, tenantId: "tenant-a", data, ...more });

describe("the event stream", () => {
  it("says hello, and resync to one that comes back", async () => {
    const port = await listen();
    const fresh = await stream(port, "worker");
    await fresh.until((one) => one.events.length === 1);
    const back = await stream(port, "worker", { lastEventId: "1-1" });
    await back.until((one) => one.events.length === 2);
    expect([fresh.types(), back.types()]).toEqual([["hello"], ["hello", "resync"]]);
  });

  it("shows each person what concerns them: tenant, people, units", async () => {
    const port = await listen();
    const [worker, other] = [await stream(port, "worker"), await stream(port, "worker-site2")];
    await Promise.all([worker, other].map((one) => one.until((s) => s.events.length === 1)));
    publish("alarm", { orgId: "tank-farm" });
    publish("alarm", { tenantId: "tenant-b" });
    publish("task", { people: ["p-worker"] });
    publish("notice", { people: ["p-worker-site2"] });
    publish("summary");
    await Promise.all([worker.until((s) => s.types().includes("summary")), other.until((s) => s.types().includes("summary"))]);
    expect(worker.types()).toEqual(["hello", "alarm", "task", "summary"]);
    expect(other.types()).toEqual(["hello", "notice", "summary"]);
  });

  it("sends only the asked tags, the newest value of each", async () => {
    const port = await listen();
    const trend = await stream(port, "worker", { query: "?tags=PT-1,PT-2" });
    await trend.until((one) => one.events.length === 1);
    for (let value = 1; value <= 50; value += 1) publish("reading", {}, { tags: [{ id: "PT-1", value }, { id: "PT-9", value }] });
    await trend.until((one) => one.events.length === 2);
    expect(trend.events[1]).toEqual({ type: "reading", data: { tags: [{ id: "PT-1", value: 50 }] } });
  });

  it("ends with the session, and does not keep an idle one alive", async () => {
    const port = await listen();
    const one = await stream(port, "worker");
    await one.until((s) => s.events.length === 1);
    const slice = app.slices.find((each) => each.name === "stream");
    await slice?.start?.();
    await call(app, "admin", "POST", "/people/p-worker/disable");
    await one.until((s) => s.ended);
    expect((await app.store.all({ sql: "select id_hash from sessions where person_id = 'p-worker'", bindings: [] })).length).toBe(0);
  });

  it("drops one that does not read, and the others notice nothing", async () => {
    const port = await listen();
    const [deaf, quick] = [await stream(port, "worker", { read: false }), await stream(port, "safety")];
    await deaf.until((one) => one.status === 200);
    await quick.until((one) => one.events.length === 1);
    const before = app.parts.live.size;
    const big = "x".repeat(200_000);
    for (let n = 0; n < 60 && app.parts.live.size === before; n += 1) {
      publish("alarm", {}, { big });
      await quick.until((one) => one.types().filter((type) => type === "alarm").length === n + 1);
    }
    expect([before, app.parts.live.size]).toEqual([2, 1]);
    publish("summary");
    await quick.until((one) => one.types().includes("summary"));
  });

  it("is for signed-in people only", async () => {
    await listen();
    expect((await app.inject(null, { url: "/api/v1/stream" })).statusCode).toBe(401);
  });
});
