import { Agent, request } from "node:http";

export interface Reply {
  readonly status: number;
  readonly body: string;
  readonly headers: { readonly [name: string]: string | readonly string[] | undefined };
}

/** One client with one connection and one session. A broken connection throws: the outcome is then unknown. */
export class CrashClient {
  readonly #base: URL;
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1 });
  #cookie = "";

  constructor(base: string) {
    this.#base = new URL(base);
  }

  /** Signs in and gives the session, for other clients to use. */
  async signIn(login: string, password: string): Promise<string> {
    const reply = await this.send("POST", "/session", { login, password });
    if (reply.status !== 200) throw new Error(`sign-in of ${login}: ${reply.status} ${reply.body}`);
    this.#cookie = String(reply.headers["set-cookie"]).split(";")[0] ?? "";
    return this.#cookie;
  }

  use(session: string): void {
    this.#cookie = session;
  }

  send(method: string, path: string, body?: unknown, headers: { readonly [name: string]: string } = {}): Promise<Reply> {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const sent = { "x-safeloop": "1", cookie: this.#cookie, ...(text === undefined ? {} : { "content-type": "application/json", "content-length": String(Buffer.byteLength(text)) }), ...headers };
    return new Promise((resolve, reject) => {
      const out = request({ host: this.#base.hostname, port: this.#base.port, agent: this.#agent, method, path: `/api/v1${path}`, headers: sent, timeout: 15_000 }, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString("utf8"), headers: response.headers }));
        response.on("error", reject);
        response.on("aborted", () => reject(new Error("the reply was cut off")));
      });
      out.on("timeout", () => out.destroy(new Error("no reply in 15 s")));
      out.on("error", reject);
      out.end(text);
    });
  }

  async json<T>(method: string, path: string, body?: unknown, headers?: { readonly [name: string]: string }): Promise<T> {
    const reply = await this.send(method, path, body, headers);
    if (reply.status >= 300) throw new Error(`${method} ${path}: ${reply.status} ${reply.body.slice(0, 500)}`);
    return (reply.body === "" ? undefined : JSON.parse(reply.body)) as T;
  }

  close(): void {
    this.#agent.destroy();
  }
}
