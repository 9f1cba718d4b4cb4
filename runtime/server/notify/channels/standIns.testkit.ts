import { createServer, type IncomingHttpHeaders, type Server } from "node:http";
import { type AddressInfo, createServer as createTcp, type Server as TcpServer, type Socket } from "node:net";

/** What a stand-in received. */
export interface Received {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly at: number; // epoch ms
}

export interface Answer {
  readonly status: number;
  readonly body?: string;
}

/** The other side of an HTTP channel: a real server on this machine that says what it is told to. */
export class HttpStandIn {
  readonly got: Received[] = [];
  answer: (received: Received) => Answer | Promise<Answer>;
  #server: Server | undefined;
  #port = 0;

  constructor(answer: HttpStandIn["answer"]) {
    this.answer = answer;
  }

  async start(): Promise<this> {
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const received = { path: request.url ?? "", headers: request.headers, bytes: Buffer.concat(chunks), at: Date.now() };
        this.got.push(received);
        void Promise.resolve(this.answer(received)).then(({ status, body = "" }) => response.writeHead(status).end(body));
      });
    });
    await new Promise<void>((resolve) => server.listen(this.#port, "127.0.0.1", resolve));
    this.#port = (server.address() as AddressInfo).port; // kept over a stop, as a service keeps its address
    this.#server = server;
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/hook`;
  }

  /** The bodies as JSON. */
  json<T>(): readonly T[] {
    return this.got.map(({ bytes }) => JSON.parse(bytes.toString("utf8")) as T);
  }

  /** As when the service is down: nobody listens. */
  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    await new Promise((resolve) => this.#server?.close(resolve));
  }
}

export interface Mail {
  readonly to: string;
  readonly data: string;
}

/** A mail server that takes or refuses each recipient, and asks for a password when it has one. */
export class SmtpStandIn {
  readonly got: Mail[] = [];
  #server: TcpServer | undefined;

  constructor(
    readonly refuse: ReadonlyMap<string, string> = new Map(),
    readonly password?: string,
  ) {}

  async start(): Promise<this> {
    this.#server = createTcp((socket) => this.#talk(socket));
    await new Promise<void>((resolve) => this.#server?.listen(0, "127.0.0.1", resolve));
    return this;
  }

  get port(): number {
    return (this.#server?.address() as AddressInfo).port;
  }

  stop(): Promise<void> {
    return new Promise((resolve) => (this.#server ? this.#server.close(() => resolve()) : resolve()));
  }

  #talk(socket: Socket): void {
    const say = (line: string): void => void socket.write(`${line}\r\n`);
    let [text, to, data]: [string, string, string | undefined] = ["", "", undefined];
    const takeData = (line: string): void => {
      if (line !== ".") return void (data = `${data ?? ""}${line}\n`);
      this.got.push({ to, data: data ?? "" });
      data = undefined;
      say("250 queued as 1");
    };
    const command = (line: string): void => {
      const verb = line.slice(0, 4).toUpperCase();
      if (verb === "EHLO") return say(this.password === undefined ? "250 stand-in" : "250-stand-in\r\n250 AUTH PLAIN");
      if (verb === "AUTH") return say(Buffer.from(line.split(" ")[2] ?? "", "base64").toString().endsWith(`\0${this.password ?? ""}`) ? "235 welcome" : "535 wrong password");
      if (verb === "RCPT") {
        to = /<(.*)>/.exec(line)?.[1] ?? "";
        return say(this.refuse.get(to) ?? "250 ok");
      }
      if (verb === "DATA") {
        data = "";
        return say("354 go on");
      }
      say(verb === "QUIT" ? "221 bye" : "250 ok");
    };
    say("220 stand-in");
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      text += chunk.toString("utf8");
      const lines = text.split("\r\n");
      text = lines.pop() ?? "";
      for (const line of lines) if (data === undefined) command(line); else takeData(line);
    });
  }
}
