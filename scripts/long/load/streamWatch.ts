/** What a browser of one person hears: the event stream of the web app, opened again when it breaks, with the wall time of each first sight. */
export class StreamWatch {
  /** `rule key raisedAt(ms)` → when an alarm was first seen raised so. */
  readonly alarms = new Map<string, number>();
  /** Subject of an alarm notice → when it was heard. */
  readonly notices = new Map<string, number>();
  reconnects = 0;
  #closed = false;
  #abort = new AbortController();

  constructor(readonly url: string, readonly cookie: string) {
    void this.#listen();
  }

  close(): void {
    this.#closed = true;
    this.#abort.abort();
  }

  async #listen(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#once();
      } catch {
        // the server is down, or ended the stream
      }
      if (this.#closed) return;
      this.reconnects += 1;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  async #once(): Promise<void> {
    this.#abort = new AbortController();
    const response = await fetch(`${this.url}/api/v1/stream`, { headers: { cookie: this.cookie }, signal: this.#abort.signal });
    if (!response.ok || !response.body) throw new Error(String(response.status));
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      const blocks = (text + decoder.decode(chunk, { stream: true })).split("\n\n");
      text = blocks.pop() ?? "";
      const now = Date.now();
      for (const block of blocks) this.#take(block, now);
    }
  }

  #take(block: string, now: number): void {
    const type = /^event: (.*)$/m.exec(block)?.[1];
    if (type !== "alarm" && type !== "notice") return;
    const data = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? "null") as { ruleId?: string; key?: string; raisedAt?: string; state?: string; subject?: { id: string } | null } | null;
    if (type === "alarm" && data?.state === "unack" && data.raisedAt !== undefined) keepFirst(this.alarms, `${data.ruleId} ${data.key} ${Date.parse(data.raisedAt)}`, now);
    if (type === "notice" && data?.subject) keepFirst(this.notices, data.subject.id, now);
  }
}

function keepFirst(map: Map<string, number>, key: string, at: number): void {
  if (!map.has(key)) map.set(key, at);
}
