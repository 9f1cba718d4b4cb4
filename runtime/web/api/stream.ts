import { apiUrl } from "./client.ts";

/** The events of `GET /stream` (server-sent events). */
export const streamEvents = ["hello", "alarm", "reading", "task", "notice", "instance", "summary", "definition", "resync"] as const;
export type StreamEvent = (typeof streamEvents)[number];

/** How the live connection stands. `lastAt` is when the server was last heard (epoch ms), null when never. */
export interface Connection {
  readonly state: "connecting" | "live" | "lost";
  readonly lastAt: number | null;
  readonly lostAt: number | null;
}

type Handler = (data: unknown) => void;

/** Silence longer than this counts as lost: the server sends a comment or event at least every 15 s. */
const silenceMs = 40_000;

/**
 * One shared EventSource for the whole page. It opens with the first
 * subscriber and reopens when the set of watched tags changes. The page learns
 * of a loss from `connection`, never from silence taken as "no news".
 */
export class StreamClient {
  private source: EventSource | undefined;
  /** The last one that stood. */
  private opened: EventSource | undefined;
  private readonly handlers = new Map<StreamEvent, Set<Handler>>();
  private readonly watched = new Map<string, number>();
  private readonly watchers = new Set<() => void>();
  private reopen: ReturnType<typeof setTimeout> | undefined;
  private silence: ReturnType<typeof setInterval> | undefined;
  private status: Connection = { state: "connecting", lastAt: null, lostAt: null };

  constructor(private readonly make: (url: string) => EventSource = (url) => new EventSource(url)) {}

  readonly connection = (): Connection => this.status;

  readonly onConnection = (watcher: () => void): (() => void) => {
    this.watchers.add(watcher);
    return () => void this.watchers.delete(watcher);
  };

  /** Calls `handler` for each event of this kind; returns how to stop. */
  on(event: StreamEvent, handler: Handler): () => void {
    const set = this.handlers.get(event) ?? new Set<Handler>();
    this.handlers.set(event, set.add(handler));
    if (this.source === undefined) this.open();
    return () => void set.delete(handler);
  }

  /** Asks for live readings of these tags until the returned function is called. */
  watch(tagIds: readonly string[]): () => void {
    tagIds.forEach((id) => this.watched.set(id, (this.watched.get(id) ?? 0) + 1));
    this.scheduleReopen();
    return () => {
      tagIds.forEach((id) => ((this.watched.get(id) ?? 0) > 1 ? this.watched.set(id, (this.watched.get(id) ?? 0) - 1) : this.watched.delete(id)));
      this.scheduleReopen();
    };
  }

  /** Closes the connection (sign-out). */
  close(): void {
    this.source?.close();
    this.opened?.close();
    this.source = undefined;
    this.opened = undefined;
    clearInterval(this.silence);
  }

  private scheduleReopen(): void {
    clearTimeout(this.reopen);
    this.reopen = setTimeout(() => this.open(), 50);
  }

  /** The connection before goes on until this one is there: what happens in between is not lost. */
  private open(): void {
    if (this.source !== this.opened) this.source?.close();
    const source = this.make(apiUrl("/stream", { tags: [...this.watched.keys()].sort().join(",") || undefined }));
    this.source = source;
    source.onopen = () => this.taken(source);
    source.onerror = () => this.source === source && this.lost();
    for (const event of streamEvents) source.addEventListener(event, (message) => this.receive(event, message as MessageEvent<string>));
    clearInterval(this.silence);
    this.silence = setInterval(() => this.checkSilence(), 5_000);
  }

  /** Lists may have been read before the first connection stood: what changed in between nobody has told, so they are read again. */
  private taken(source: EventSource): void {
    if (this.source !== source) return;
    const isFirst = this.opened === undefined;
    if (this.opened !== source) this.opened?.close();
    this.opened = source;
    this.heard();
    if (isFirst) this.handlers.get("resync")?.forEach((handler) => handler({ why: "opened" }));
  }

  private receive(event: StreamEvent, message: MessageEvent<string>): void {
    this.heard();
    const data: unknown = message.data === "" ? null : JSON.parse(message.data);
    this.handlers.get(event)?.forEach((handler) => handler(data));
  }

  private heard(): void {
    const changed = this.status.state !== "live";
    this.status = { state: "live", lastAt: Date.now(), lostAt: null };
    if (changed) this.tell();
  }

  private lost(): void {
    if (this.status.state === "lost") return;
    this.status = { state: "lost", lastAt: this.status.lastAt, lostAt: Date.now() };
    this.tell();
  }

  private checkSilence(): void {
    if (this.status.lastAt !== null && Date.now() - this.status.lastAt > silenceMs) this.lost();
  }

  private tell(): void {
    this.watchers.forEach((watcher) => watcher());
  }
}

/** The page's own connection. */
export const stream = new StreamClient();
