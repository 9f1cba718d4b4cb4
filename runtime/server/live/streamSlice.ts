import { Refusal } from "@safeloop/engine";
import type { FastifyReply } from "fastify";
import { Sessions } from "../auth/sessions.ts";
import type { MakeSlice, Route, RouteRequest, ServerContext, Slice } from "../context.ts";
import { closed } from "../http/shapes.ts";
import type { LiveHub } from "./liveHub.ts";
import { StreamClient } from "./streamClient.ts";

const beatMs = 5_000;
const perPerson = 20;

interface Open {
  readonly client: StreamClient;
  readonly personId: string;
  readonly sessionHash: string;
}

/** The open streams: beats, ended sessions, and the limit a person. */
class Streams {
  readonly #open = new Set<Open>();
  readonly #ctx: ServerContext;
  readonly #hub: LiveHub;
  readonly #sessions: Sessions;
  #timer: NodeJS.Timeout | undefined;

  constructor(ctx: ServerContext, hub: LiveHub) {
    this.#ctx = ctx;
    this.#hub = hub;
    this.#sessions = new Sessions(ctx.store, ctx.clock);
  }

  take(req: RouteRequest, reply: FastifyReply): void {
    if ([...this.#open].filter((one) => one.personId === req.actor.id).length >= perPerson) throw new Refusal("RATE_LIMITED", { retryAfterS: 30 });
    const tags = typeof req.query["tags"] === "string" ? req.query["tags"].split(",").slice(0, 500) : [];
    reply.hijack();
    const client = new StreamClient(this.#ctx, req.actor, reply.raw, new Set(tags));
    const open: Open = { client, personId: req.actor.id, sessionHash: req.sessionHash ?? "" };
    this.#open.add(open);
    const stop = this.#hub.listen((event) => client.offer(event));
    reply.raw.on("close", () => {
      stop();
      client.end();
      this.#open.delete(open);
    });
    client.begin(req.headers["last-event-id"] !== undefined);
  }

  start(): void {
    this.#timer = setInterval(() => void this.beat(), beatMs);
    this.#timer.unref();
  }

  stop(): void {
    clearInterval(this.#timer);
    for (const { client } of this.#open) client.end();
  }

  /** Keeps connections open through proxies, and ends those whose session has ended. */
  async beat(): Promise<void> {
    await Promise.all(
      [...this.#open].map(async ({ client, sessionHash }) => {
        // A store that does not answer now is no reason to cut people off; the next beat asks again.
        const live = await this.#sessions.isLive(sessionHash).catch(() => true);
        if (live) client.beat();
        else client.end();
      }),
    );
  }
}

/** `/api/v1/stream`: server-sent events. */
export function streamSliceOf(hub: LiveHub): MakeSlice {
  return (ctx): Slice => {
    const streams = new Streams(ctx, hub);
    const routes: readonly Route[] = [
      {
        method: "GET",
        url: "/api/v1/stream",
        summary: "Live events (SSE): hello, resync, alarm, reading, task, notice, instance, summary, definition",
        policy: { kind: "session" },
        schema: { query: closed({ tags: { type: "string", maxLength: 40_000 } }) },
        takeOver: async (req, reply) => streams.take(req, reply as FastifyReply),
      },
    ];
    return { name: "stream", routes, start: async () => streams.start(), stop: async () => streams.stop() };
  };
}
