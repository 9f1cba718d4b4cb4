import { randomBytes } from "node:crypto";
import type { JsonObject, SubjectRef } from "@safeloop/engine";
import type { ServerContext, Tx } from "../../context.ts";
import { fromJson } from "../../storage/index.ts";
import { isPublicAddress } from "./publicAddress.ts";
import { sendWebhook } from "./webhookSender.ts";

/** Waits between tries: about 8 hours in all, then the delivery is dead and shown as such. */
const waitsS = [5, 30, 120, 300, 900, 3600, 7200, 14_400];
const task = "webhook.deliver";

interface DeliveryRow {
  readonly id: string;
  readonly body: string;
  readonly tries: number;
  readonly state: string;
  readonly url: string;
  readonly secret: string;
}

export interface OutboundEvent {
  readonly key: string; // names the event; the same key is delivered once per webhook
  readonly type: string; // e.g. "alarm.raised"
  readonly subject: SubjectRef;
  readonly data: JsonObject;
}

/** A CloudEvents 1.0 envelope in structured mode. */
export function cloudEvent(event: OutboundEvent, id: string, source: string, at: number): JsonObject {
  return { specversion: "1.0", id, source, type: `org.safeloop.${event.type}`, subject: `${event.subject.type}/${event.subject.id}`, time: new Date(at).toISOString(), datacontenttype: "application/json", data: event.data };
}

export function newWebhookSecret(): string {
  return `whsec_${randomBytes(24).toString("base64")}`;
}

/** Delivers events to the webhooks of a tenant: stored first, then sent with retries, each try under the same id. */
export class WebhookChannel {
  constructor(
    readonly ctx: ServerContext,
    readonly isAllowed: (address: string) => boolean = isPublicAddress,
  ) {
    ctx.jobs.on(task, (payload) => this.#deliver(String(payload["id"])));
  }

  /** Writes one delivery per webhook that wants the event, in the caller's transaction. */
  async enqueue(tx: Tx, tenantId: string, event: OutboundEvent): Promise<void> {
    const { store, clock } = this.ctx;
    const hooks = await tx.all<{ id: string; events: string }>(store.qb("webhooks").where({ tenant_id: tenantId }).select("id", "events"));
    for (const hook of hooks.filter((one) => fromJson<string[]>(one.events).some((wanted) => wanted === "*" || wanted === event.type))) {
      const id = `msg_${hook.id}_${event.key}`;
      const body = JSON.stringify(cloudEvent(event, id, this.ctx.config.publicUrl ?? "urn:safeloop", clock.now()));
      const row = { id, webhook_id: hook.id, tenant_id: tenantId, event: event.type, body, state: "pending", tries: 0, created_at: clock.now() };
      const added = await tx.run(store.qb("webhook_deliveries").insert(row).onConflict("id").ignore());
      if (added > 0) await this.ctx.jobs.schedule(tx, { task, key: `${id}#0`, dueAt: clock.now(), payload: { id }, tenantId });
    }
  }

  async #deliver(id: string): Promise<void> {
    const { store, clock } = this.ctx;
    const query = store.qb("webhook_deliveries as d").join("webhooks as w", "w.id", "d.webhook_id").where("d.id", id).select("d.id", "d.body", "d.tries", "d.state", "w.url", "w.secret");
    const row = await store.first<DeliveryRow>(query);
    if (!row || row.state !== "pending") return;
    const failure = await sendWebhook({ url: row.url, id: row.id, body: row.body, secret: row.secret, atS: Math.floor(clock.now() / 1000) }, this.isAllowed).then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    await store.unit((tx) => (failure === undefined ? this.#done(tx, id) : this.#retry(tx, row, failure)));
  }

  async #done(tx: Tx, id: string): Promise<void> {
    await tx.run(this.ctx.store.qb("webhook_deliveries").where({ id }).update({ state: "delivered", done_at: this.ctx.clock.now(), last_error: null }));
  }

  async #retry(tx: Tx, row: DeliveryRow, failure: string): Promise<void> {
    const { store, clock, jobs } = this.ctx;
    const tries = row.tries + 1;
    const wait = waitsS[tries - 1];
    const state = wait === undefined ? "dead" : "pending";
    await tx.run(store.qb("webhook_deliveries").where({ id: row.id }).update({ state, tries, last_error: failure.slice(0, 500), ...(state === "dead" ? { done_at: clock.now() } : {}) }));
    const tenant = await tx.first<{ tenant_id: string }>(store.qb("webhook_deliveries").where({ id: row.id }).select("tenant_id"));
    if (wait !== undefined) await jobs.schedule(tx, { task, key: `${row.id}#${tries}`, dueAt: clock.now() + wait * 1000, payload: { id: row.id }, tenantId: tenant?.tenant_id ?? "" });
  }

  /** Sends a dead delivery again, under its old id. */
  async redeliver(tx: Tx, tenantId: string, id: string): Promise<boolean> {
    const { store, clock, jobs } = this.ctx;
    const changed = await tx.run(store.qb("webhook_deliveries").where({ id, tenant_id: tenantId, state: "dead" }).update({ state: "pending", tries: 0, done_at: null }));
    if (changed > 0) await jobs.schedule(tx, { task, key: `${id}#again-${clock.now()}`, dueAt: clock.now(), payload: { id }, tenantId });
    return changed > 0;
  }
}
