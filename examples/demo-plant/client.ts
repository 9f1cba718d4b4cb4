import { couplingPhoto } from "./photo.ts";

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

  /** What is no JSON, such as a PDF. */
  async bytes(path: string): Promise<Buffer> {
    return Buffer.from(await (await this.#send("GET", path)).arrayBuffer());
  }

  async post<T>(path: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<T> {
    const response = await this.#send("POST", path, body, "application/json", headers);
    const text = await response.text();
    return (text === "" ? undefined : JSON.parse(text)) as T;
  }

  async postCsv<T>(path: string, csv: string): Promise<T> {
    return (await (await this.#send("POST", path, csv, "text/csv")).json()) as T;
  }

  /** Uploads a small text file; gives its id. */
  upload(name: string, text: string): Promise<string> {
    return this.#uploadBlob(new Blob([text], { type: "text/plain" }), name, "file");
  }

  /** Uploads a drawn picture; gives its id. */
  uploadPhoto(name: string): Promise<string> {
    return this.#uploadBlob(new Blob([new Uint8Array(couplingPhoto())], { type: "image/png" }), name, "photo");
  }

  async #uploadBlob(blob: Blob, name: string, kind: string): Promise<string> {
    const form = new FormData();
    form.append("file", blob, name);
    const response = await this.#send("POST", `/api/v1/files?kind=${kind}`, form, "");
    return ((await response.json()) as { id: string }).id;
  }

  async #send(method: string, path: string, body?: unknown, type = "application/json", headers: Readonly<Record<string, string>> = {}): Promise<Response> {
    const response = await fetch(this.baseUrl + path, {
      method,
      headers: {
        "x-safeloop": "1",
        origin: this.baseUrl,
        ...headers,
        ...(this.#cookie ? { cookie: this.#cookie } : {}),
        ...(body === undefined || type === "" ? {} : { "content-type": type }),
      },
      ...(body === undefined ? {} : { body: body instanceof FormData ? body : type === "text/csv" ? String(body) : JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  }
}
