import type { LightMyRequestResponse } from "fastify";
import type { TestApp } from "./testApp.ts";

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

export interface Answer<T> {
  readonly status: number;
  readonly body: T;
  readonly code: string | undefined;
  readonly headers: LightMyRequestResponse["headers"];
}

/** One request as a person, with the answer read. Paths are below /api/v1. */
export async function call<T = Record<string, never>>(app: TestApp, as: string | null, method: Method, path: string, body?: object, headers: Record<string, string> = {}): Promise<Answer<T>> {
  const reply = await app.inject(as, { method, url: `/api/v1${path}`, headers, ...(body === undefined ? {} : { payload: body }) });
  const json = reply.body === "" || !String(reply.headers["content-type"]).includes("json") ? undefined : reply.json<T & { code?: string }>();
  return { status: reply.statusCode, body: json as T, code: json?.code, headers: reply.headers };
}
