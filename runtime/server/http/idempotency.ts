import { createHash } from "node:crypto";
import { canonicalJson, Refusal } from "@safeloop/engine";
import type { Actor, Clock, Reader, RouteReply, Store, Tx } from "../context.ts";

interface StoredReply {
  readonly request_hash: string;
  readonly status: number;
  readonly reply: string;
}

/** The key of a write and what it was used for. */
export interface IdempotencyKey {
  readonly caller: string;
  readonly key: string;
  readonly requestHash: string;
}

const select = "select request_hash, status, reply from idempotency where caller = ? and key = ?";
const insert = "insert into idempotency (caller, key, request_hash, status, reply, at) values (?, ?, ?, ?, ?, ?)";

/** Reads the Idempotency-Key of a request, or nothing when there is none. */
export function idempotencyKeyOf(header: string | readonly string[] | undefined, actor: Actor, method: string, url: string, body: unknown): IdempotencyKey | undefined {
  if (header === undefined) return undefined;
  if (typeof header !== "string" || !/^[\x21-\x7e]{1,200}$/.test(header)) throw new Refusal("IDEMPOTENCY_KEY_INVALID");
  const requestHash = createHash("sha256").update(`${method} ${url}\n${bodyText(body)}`).digest("hex");
  return { caller: `${actor.tenantId}/${actor.id}`, key: header, requestHash };
}

/** Canonical text of a body. One nested so deep that it cannot be written is refused. */
function bodyText(body: unknown): string {
  try {
    return canonicalJson(body);
  } catch (error) {
    throw error instanceof RangeError ? new Refusal("REQUEST_INVALID", { what: "body" }) : error;
  }
}

/** The first answer given under the key, or nothing. Refuses the key when it was used for another request. */
export async function firstAnswer(from: Reader, key: IdempotencyKey): Promise<RouteReply | undefined> {
  const row = await from.first<StoredReply>({ sql: select, bindings: [key.caller, key.key] });
  if (!row) return undefined;
  if (row.request_hash !== key.requestHash) throw new Refusal("IDEMPOTENCY_KEY_REUSED", { key: key.key });
  const { headers, body } = JSON.parse(row.reply) as { headers?: Record<string, string>; body?: unknown };
  return { status: row.status, headers: { ...headers, "idempotency-replayed": "true" }, ...(body === undefined ? {} : { body }) };
}

async function keep(tx: Tx, key: IdempotencyKey, reply: RouteReply, now: number): Promise<void> {
  await tx.run({ sql: insert, bindings: [key.caller, key.key, key.requestHash, reply.status ?? 200, JSON.stringify({ headers: reply.headers, body: reply.body }), now] });
}

/** A unit of work that keeps its reply under the key, in the same transaction. */
export function replyingUnit(store: Store, clock: Clock, key: IdempotencyKey | undefined, fn: (tx: Tx) => Promise<RouteReply>): Promise<RouteReply> {
  return store.unit(async (tx) => {
    if (!key) return fn(tx);
    const first = await firstAnswer(tx, key);
    if (first) return first;
    const reply = await fn(tx);
    await keep(tx, key, reply, clock.now());
    return reply;
  });
}

/** For a write whose handler used no replying unit: keeps the answer after the fact, so that an ordinary repeat still gets it. */
export function keepReply(store: Store, clock: Clock, key: IdempotencyKey, reply: RouteReply): Promise<void> {
  return store.unit(async (tx) => {
    if (!(await firstAnswer(tx, key))) await keep(tx, key, reply, clock.now());
  });
}
