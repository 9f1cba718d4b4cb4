import Database from "better-sqlite3";
import pg from "pg";
import type { FlowDefinition, FormDefinition } from "@safeloop/engine";
import { CrashClient } from "../../runtime/server/testing/crash/client.ts";

const t = (zh: string, en: string): { zh: string; en: string } => ({ zh, en });

const field = (xid: string, more: object): object => ({ type: "string", "x-id": xid, "x-title": t(xid, xid), ...more });

const timedForm = (id: string): FormDefinition => ({
  id, revision: 0, title: t("计时单", "Timed paper"),
  schema: { type: "object", properties: { what: field("what", {}), until: field("until", { format: "date-time", "x-kind": "date-time" }) }, required: ["what"] },
  ui: { sections: [{ id: "s", title: t("内容", "Content"), fields: ["what", "until"] }] }, logic: [], list: { fields: ["what"] },
}) as unknown as FormDefinition;

/** One approval with a deadline; when it passes, its holder is reminded. */
function timedFlow(id: string, due: object): FlowDefinition {
  return {
    id, revision: 0, title: t("计时", "Timed"), form: { id },
    nodes: [
      { id: "S", kind: "start", title: t("填写", "Fill"), fields: { "*": "edit" } },
      { id: "A", kind: "approval", title: t("审批", "Approve"), mode: "firstDecision", completion: "early", dedupe: "none", candidates: [{ kind: "role", role: "admin", at: "$root" }], onNobody: "block", selfApproval: "allow", fields: { "*": "read" }, onReject: { do: "end" }, due: { ...due, onOver: "remind" } },
      { id: "Z", kind: "end", title: t("结束", "End"), outcome: "approved" },
    ],
    edges: [{ id: "e1", from: "S", to: "A" }, { id: "e2", from: "A", to: "Z" }],
    settings: { withdraw: "always", admin: [{ kind: "role", role: "admin", at: "$root" }] },
  } as unknown as FlowDefinition;
}

/** Publishes a form and the flow whose approval has this deadline. */
export async function publishTimed(admin: CrashClient, id: string, due: object): Promise<void> {
  for (const [kind, definition] of [["forms", timedForm(id)], ["flows", timedFlow(id, due)]] as const) {
    const { etag } = await admin.json<{ etag: string }>("POST", `/${kind}`, { definition });
    await admin.json("POST", `/${kind}/${id}/publish`, { reason: "timers" }, { "if-match": etag });
  }
}

/** Submits `count` papers evenly over `overMs`, or as fast as it goes; gives the instance of each by its name, and when it was answered by a clock nobody sets. */
export async function submitAll(url: string, session: string, form: string, count: number, overMs: number, data: (k: number) => object = () => ({})): Promise<Map<string, number>> {
  const begun = new Map<string, number>();
  const began = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: 16 }, async () => {
    const client = new CrashClient(url);
    client.use(session);
    for (let k = next++; k < count; k = next++) {
      const wait = began + (k * overMs) / count - performance.now();
      if (wait > 0) await new Promise((done) => setTimeout(done, wait));
      const sent = performance.now(); // not later than its timer was armed
      begun.set(await submitOne(client, { form, data: { what: `paper ${k}`, ...data(k) } }, `${form}-${k}`), sent);
    }
    client.close();
  }));
  return begun;
}

/** Submits under a key, again where the server says that it is busy. The id of the instance. */
async function submitOne(client: CrashClient, body: object, key: string): Promise<string> {
  for (let tries = 0; ; tries += 1) {
    const reply = await client.send("POST", "/submissions", body, { "idempotency-key": key });
    if (reply.status === 201) return (JSON.parse(reply.body) as { instance: { id: string } }).instance.id;
    if (reply.status !== 503 || tries > 20) throw new Error(`POST /submissions: ${reply.status} ${reply.body.slice(0, 400)}`);
    await new Promise((done) => setTimeout(done, 20 * tries));
  }
}

/** The database, read from beside the server. */
export interface Peek {
  rows<R extends object>(sql: string): Promise<R[]>;
  close(): Promise<void>;
}

export function peekSqlite(file: string): Peek {
  const db = new Database(file, { readonly: true });
  return { rows: async <R extends object>(sql: string) => db.prepare(sql).all() as R[], close: async () => void db.close() };
}

export async function peekPostgres(url: string): Promise<Peek> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return { rows: async <R extends object>(sql: string) => (await client.query<R>(sql)).rows, close: () => client.end() };
}

/** What the database says of one timer: how often it rang, when, and the notices it made. */
export interface Rung {
  readonly instance: string;
  readonly at: number; // by the server's clock
  readonly dueAt: number;
}

/** Each time a deadline rang, with the deadline the paper shows. */
export async function rungs(peek: Peek): Promise<Rung[]> {
  const rows = await peek.rows<{ instance_id: string; entry: string }>("select instance_id, entry from instance_history");
  const overdue = rows.map((row) => ({ instance: row.instance_id, ...(JSON.parse(row.entry) as { command: string; at: number }) })).filter((one) => one.command === "overdue");
  const envelopes = await peek.rows<{ id: string; envelope: string }>("select id, envelope from instances");
  const due = new Map(envelopes.map(({ id, envelope }) => [id, (JSON.parse(envelope) as { visits: { node: string; dueAt?: number }[] }).visits.find((one) => one.node === "A")?.dueAt ?? 0]));
  return overdue.map(({ instance, at }) => ({ instance, at, dueAt: due.get(instance) ?? 0 }));
}

/** Notices of passed deadlines that people got, by the paper they are about. */
export async function noticesOf(peek: Peek): Promise<Map<string, number>> {
  const rows = await peek.rows<{ subject_id: string }>("select subject_id from notices where topic = 'task.overdue'");
  return rows.reduce((sum, { subject_id: id }) => sum.set(id, (sum.get(id) ?? 0) + 1), new Map<string, number>());
}
