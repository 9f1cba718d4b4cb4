import { currentLocale } from "../i18n/i18n.ts";
import { newKey } from "./idempotency.ts";
import { ApiProblem, type Problem } from "./problem.ts";

export const apiBase = "/api/v1";

export interface RequestOptions {
  readonly query?: { readonly [name: string]: string | number | boolean | undefined };
  readonly body?: unknown; // JSON; FormData for uploads; a Blob goes as it is under its own type
  /** Repeat a write under its first key and it happens once. Made anew for each call when left out. */
  readonly idempotencyKey?: string;
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Called when any request finds the session gone, so that the app can ask for sign-in and come back. */
let onSignedOut: (() => void) | undefined;
export function whenSignedOut(callback: () => void): void {
  onSignedOut = callback;
}

/** The URL of an API path with its query; undefined values are left out. */
export function apiUrl(path: string, query: RequestOptions["query"] = {}): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined && value !== "") params.set(name, String(value));
  const text = params.toString();
  return `${apiBase}${path}${text === "" ? "" : `?${text}`}`;
}

function headersOf(method: Method, options: RequestOptions): Record<string, string> {
  const headers: Record<string, string> = { accept: "application/json", "accept-language": currentLocale() };
  if (method !== "GET") {
    headers["x-safeloop"] = "1";
    headers["idempotency-key"] = options.idempotencyKey ?? newKey();
  }
  if (options.ifMatch !== undefined) headers["if-match"] = options.ifMatch;
  if (options.body instanceof Blob) headers["content-type"] = options.body.type;
  else if (options.body !== undefined && !(options.body instanceof FormData)) headers["content-type"] = "application/json";
  return headers;
}

async function problemFrom(response: Response): Promise<Problem> {
  const text = await response.text();
  try {
    const body = JSON.parse(text) as Partial<Problem>;
    return { ...body, status: response.status, code: body.code ?? `HTTP_${response.status}`, title: body.title ?? response.statusText, detail: body.detail ?? body.title ?? response.statusText };
  } catch {
    return { status: response.status, code: `HTTP_${response.status}`, title: response.statusText, detail: `HTTP ${response.status} ${response.statusText}` };
  }
}

async function send(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const body = options.body === undefined ? null : options.body instanceof FormData || options.body instanceof Blob ? options.body : JSON.stringify(options.body);
  try {
    return await fetch(apiUrl(path, options.query), { method, headers: headersOf(method, options), body, credentials: "same-origin", ...(options.signal ? { signal: options.signal } : {}) });
  } catch (fault) {
    if (fault instanceof DOMException && fault.name === "AbortError") throw fault;
    throw new ApiProblem({ status: 0, code: "OFFLINE", title: "OFFLINE", detail: `${method} ${path}` });
  }
}

/** Sends one request. Throws `ApiProblem` for anything but 2xx. */
async function answered(method: Method, path: string, options: RequestOptions): Promise<Response> {
  const response = await send(method, path, options);
  if (response.ok) return response;
  const problem = await problemFrom(response);
  if (problem.status === 401 && path !== "/session") onSignedOut?.();
  throw new ApiProblem(problem);
}

/** Sends one request and gives its JSON (undefined for 204). Throws `ApiProblem` for anything but 2xx. */
export async function request<T>(method: Method, path: string, options: RequestOptions = {}): Promise<T> {
  const response = await answered(method, path, options);
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** The API by verb. */
export const api = {
  /** What is no JSON, such as a PDF. */
  blob: async (path: string, query: RequestOptions["query"] = {}) => (await answered("GET", path, { query })).blob(),
  get: <T>(path: string, query?: RequestOptions["query"], signal?: AbortSignal) => request<T>("GET", path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) }),
  post: <T>(path: string, body?: unknown, options: RequestOptions = {}) => request<T>("POST", path, { ...options, body: body ?? {} }),
  put: <T>(path: string, body?: unknown, options: RequestOptions = {}) => request<T>("PUT", path, { ...options, body }),
  patch: <T>(path: string, body?: unknown, options: RequestOptions = {}) => request<T>("PATCH", path, { ...options, body }),
  delete: <T>(path: string, options: RequestOptions = {}) => request<T>("DELETE", path, options),
};
