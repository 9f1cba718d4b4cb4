import type { ServerResponse } from "node:http";
import type { Actor, ServerContext } from "../context.ts";
import { visibleUnits } from "../people/personView.ts";
import type { LiveEvent } from "./liveHub.ts";

/** A client that leaves this much unread is dropped; it resyncs when it comes back. */
const maxUnread = 1_048_576;
const readingEveryMs = 1_000;

interface ReadingData {
  readonly tags: readonly { readonly id: string }[];
}

/** One browser's stream: filters what it may see, batches readings, drops itself when it reads too slowly. */
export class StreamClient {
  readonly #ctx: ServerContext;
  readonly #actor: Actor;
  readonly #out: ServerResponse;
  readonly #tags: ReadonlySet<string>;
  readonly #pending = new Map<string, object>();
  #timer: NodeJS.Timeout | undefined;
  #count = 0;
  #ended = false;

  constructor(ctx: ServerContext, actor: Actor, out: ServerResponse, tags: ReadonlySet<string>) {
    this.#ctx = ctx;
    this.#actor = actor;
    this.#out = out;
    this.#tags = tags;
  }

  /** Sends the head and `hello`; a client that comes back gets `resync`, since nothing is replayed. */
  begin(returning: boolean): void {
    this.#out.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store", "x-accel-buffering": "no", "x-content-type-options": "nosniff" });
    this.#out.flushHeaders();
    this.#send("hello", { serverTime: new Date(this.#ctx.clock.now()).toISOString() });
    if (returning) this.#send("resync", { why: "reconnected" });
  }

  offer(event: LiveEvent): void {
    if (this.#ended || event.tenantId !== this.#actor.tenantId) return;
    if (event.people && !event.people.includes(this.#actor.id)) return;
    if (event.permission !== undefined && !this.#actor.permissions.has(event.permission)) return;
    // Asked each time: roles may have changed since the stream was opened.
    if (event.orgId !== undefined && !visibleUnits(this.#ctx, this.#actor).has(event.orgId)) return;
    if (event.type === "reading") this.#collect(event.data as ReadingData);
    else this.#send(event.type, event.data);
  }

  beat(): void {
    this.#write(": beat\n\n");
  }

  end(): void {
    if (this.#ended) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#out.end();
  }

  /** Only the asked tags, the newest value of each, at most once a second. */
  #collect(data: ReadingData): void {
    for (const tag of data.tags) if (this.#tags.has(tag.id)) this.#pending.set(tag.id, tag);
    if (this.#pending.size === 0 || this.#timer) return;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      this.#send("reading", { tags: [...this.#pending.values()] });
      this.#pending.clear();
    }, readingEveryMs);
    this.#timer.unref();
  }

  #send(type: string, data: unknown): void {
    this.#count += 1;
    this.#write(`id: ${this.#ctx.clock.now()}-${this.#count}\nevent: ${type}\ndata: ${JSON.stringify(data ?? null)}\n\n`);
  }

  #write(text: string): void {
    if (this.#ended) return;
    this.#out.write(text);
    if (this.#out.writableLength <= maxUnread) return;
    this.#ended = true;
    clearTimeout(this.#timer);
    this.#out.destroy();
  }
}
