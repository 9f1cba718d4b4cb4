/** A person's session over the public HTTP interface. */
export class Client {
  #cookie = "";

  constructor(readonly baseUrl: string) {}

  /** Signs in; throws with the server's sentence when refused. */
  async signIn(login: string, password: string): Promise<void> {
    const response = await this.#send("POST", "/api/v1/session", { login, password });
    const cookies = response.headers.getSetCookie();
    this.#cookie = cookies.map((cookie) => cookie.split(";")[0]).join("; ");
    await response.arrayBuffer();
  }

  async get<T>(path: string): Promise<T> {
    return (await (await this.#send("GET", path)).json()) as T;
  }

  async post<T>(path: string, body: unknown): Promise<T> {
    const response = await this.#send("POST", path, body);
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  async postCsv<T>(path: string, csv: string): Promise<T> {
    return (await (await this.#send("POST", path, csv, "text/csv")).json()) as T;
  }

  async #send(method: string, path: string, body?: unknown, type = "application/json"): Promise<Response> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        "x-safeloop": "1",
        origin: this.baseUrl,
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(body === undefined ? {} : { "content-type": type }),
      },
      ...(body === undefined ? {} : { body: type === "text/csv" ? String(body) : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}
