import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { StreamClient } from "./stream.ts";

class FakeSource {
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  closed = false;
  readonly listeners = new Map<string, (message: { data: string }) => void>();
  constructor(readonly url: string) {}
  addEventListener(name: string, listener: (message: { data: string }) => void): void {
    this.listeners.set(name, listener);
  }
  close(): void {
    this.closed = true;
  }
}

function setUp(): { client: StreamClient; sources: FakeSource[] } {
  const sources: FakeSource[] = [];
  const client = new StreamClient((url) => {
    const source = new FakeSource(url);
    sources.push(source);
    return source as unknown as EventSource;
  });
  return { client, sources };
}

describe("the live connection", () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }));
  afterEach(() => void vi.useRealTimers());

  it("gives each event to its subscribers and no other", () => {
    const { client, sources } = setUp();
    const alarms: unknown[] = [];
    client.on("alarm", (data) => alarms.push(data));
    sources[0]?.listeners.get("alarm")?.({ data: '{"id":"a1"}' });
    sources[0]?.listeners.get("task")?.({ data: '{"id":"t1"}' });
    expect(alarms).toEqual([{ id: "a1" }]);
  });

  it("says lost after 40 s of silence although the socket reports no error", () => {
    const { client, sources } = setUp();
    client.on("hello", () => undefined);
    sources[0]?.onopen?.();
    expect(client.connection().state).toBe("live");
    vi.advanceTimersByTime(50_000);
    expect(client.connection()).toMatchObject({ state: "lost", lastAt: 1_000_000 });
    client.close();
  });

  it("reads lists again once the first connection stands, and keeps it until the next one does: nothing in between is lost", () => {
    const { client, sources } = setUp();
    const told: unknown[] = [];
    client.on("resync", (data) => told.push(data));
    client.on("alarm", (data) => told.push(data));
    sources[0]?.onopen?.();
    expect(told).toEqual([{ why: "opened" }]);
    client.watch(["A"]);
    vi.advanceTimersByTime(60);
    expect([sources.length, sources[0]?.closed]).toEqual([2, false]);
    sources[0]?.listeners.get("alarm")?.({ data: '{"id":"a1"}' });
    sources[1]?.onopen?.();
    expect([sources[0]?.closed, sources[1]?.closed, told]).toEqual([true, false, [{ why: "opened" }, { id: "a1" }]]);
    client.close();
    expect(sources[1]?.closed).toBe(true);
  });

  it("reopens once with all watched tags, sorted", () => {
    const { client, sources } = setUp();
    client.on("reading", () => undefined);
    client.watch(["B", "A"]);
    client.watch(["C"]);
    vi.advanceTimersByTime(60);
    expect(sources).toHaveLength(2);
    expect(sources[1]?.url).toBe("/api/v1/stream?tags=A%2CB%2CC");
    expect(sources[0]?.closed).toBe(true);
    client.close();
  });
});
