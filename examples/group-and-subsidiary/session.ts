/** What the server answered: its status and the parsed body. */
export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly etag: string;
}

/** A refusal: the sentence, and one for each thing that is wrong. */
export interface Refused {
  readonly code: string;
  readonly detail?: string;
  readonly issues?: readonly { readonly code: string; readonly message: string; readonly params: Readonly<Record<string, unknown>> }[];
}

/** One administrator's session over the public HTTP interface. */
export class Session {
  #cookie = "";

  constructor(
    readonly baseUrl: string,
    readonly language: "zh" | "en",
  ) {}

  /** Sends a request; any status is an answer, since refusals are part of the story. */
  async ask<T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Answer<T>> {
    const sent = { "x-safeloop": "1", "accept-language": this.language, origin: new URL(this.baseUrl).origin, ...headers, ...(this.#cookie ? { cookie: this.#cookie } : {}), ...(body === undefined ? {} : { "content-type": "application/json" }) };
    const reply = await fetch(`${this.baseUrl}/api/v1${path}`, { method, headers: sent, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const cookies = reply.headers.getSetCookie();
    if (cookies.length > 0) this.#cookie = cookies.map((one) => one.split(";")[0]).join("; ");
    const text = await reply.text();
    return { status: reply.status, body: (text === "" ? undefined : JSON.parse(text)) as T, etag: reply.headers.get("etag") ?? "" };
  }

  /** The body of an answer that must be a success; throws with the server's words. */
  async done<T>(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const answer = await this.ask<T>(method, path, body, headers);
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  }
}
