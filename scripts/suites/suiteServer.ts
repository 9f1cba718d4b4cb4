import type { FormDefinition } from "@safeloop/engine";
import { makeTestApp } from "../../runtime/server/testing/testApp.ts";
import { makeEmptyTemplates } from "../../runtime/server/testing/emptyTemplates.ts";
import { publishTest } from "../../runtime/server/testing/publishTest.ts";

/** One form with one listed free-text field. */
export const freeTextForm = {
  id: "free-text",
  revision: 1,
  title: { zh: "自由文本", en: "Free text" },
  schema: { type: "object", properties: { text: { type: "string", "x-id": "text", "x-title": { zh: "文本", en: "Text" } } } },
  ui: { sections: [{ id: "main", title: { zh: "内容", en: "Content" }, fields: ["text"] }] },
  logic: [],
  listFields: ["text"],
} as unknown as FormDefinition;

export interface SuiteServer {
  /** A request over a real socket, signed by an API token. */
  request(method: "GET" | "POST", path: string, body?: string | Uint8Array): Promise<{ readonly status: number; readonly text: string }>;
  close(): Promise<void>;
}

/** The whole server on a fresh store and a free port, with the free-text form published. */
export async function startSuiteServer(): Promise<SuiteServer> {
  const app = await makeTestApp({ config: { templatesDir: makeEmptyTemplates() } });
  await publishTest(app, { forms: [freeTextForm] });
  const made = await app.inject("admin", { method: "POST", url: "/api/v1/tokens", payload: { title: "suite", permissions: ["form.read", "submission.create", "submission.read", "submission.readAll", "submission.export"] } });
  if (made.statusCode >= 300) throw new Error(`No token for the suite: ${made.body}`);
  const { token } = made.json<{ token: string }>();
  const address = await app.http.listen({ host: "127.0.0.1", port: 0 });
  return {
    async request(method, path, body) {
      const reply = await fetch(`${address}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) },
        ...(body === undefined ? {} : { body: body as string }),
      });
      return { status: reply.status, text: Buffer.from(await reply.arrayBuffer()).toString("utf8") };
    },
    close: () => app.close(),
  };
}
