import { idParamsSchema, maxSilenceMs, Refusal, silenceBodySchema, silencePageSchema, silenceViewSchema, type SilenceBody, type SilenceMatcher, type SilenceView } from "@safeloop/engine";
import type { Actor, Policy, Reader, Route, RouteReply, RouteRequest, ServerContext } from "../../context.ts";
import { pageOf, pageQuery } from "../../http/page.ts";
import { closed } from "../../http/shapes.ts";
import { personRef } from "../../views/personRef.ts";
import type { LiveAlarms } from "../liveAlarms.ts";
import { heldBySilence } from "./noticeRows.ts";
import { endSilence, insertSilence, silenceById, silencesAfter, type StoredSilence } from "./silenceRows.ts";

const view: Policy = { kind: "permission", permission: "alarm.view" };
const shelve: Policy = { kind: "permission", permission: "alarm.shelve" };
const shownMs = 24 * 3_600_000; // how long one that is over stays in the list

/** Silences: made and ended by whoever may shelve alarms at the unit. P1 is refused. */
class SilenceService {
  constructor(
    readonly ctx: ServerContext,
    readonly alarms: LiveAlarms,
  ) {}

  async list(actor: Actor): Promise<readonly SilenceView[]> {
    const reach = this.ctx.reach(actor, "alarm.view");
    const stored = (await silencesAfter(this.ctx.store, actor.tenantId, this.ctx.clock.now() - shownMs)).filter((one) => reach.has(one.orgId));
    const held = await heldBySilence(this.ctx.store, actor.tenantId);
    return stored.map((one) => this.#view(actor, one, held.get(one.id) ?? 0));
  }

  create(req: RouteRequest): Promise<RouteReply> {
    const { actor } = req;
    const now = this.ctx.clock.now();
    const one = this.#stored(actor, req.body as SilenceBody, now);
    return this.alarms.of(actor.tenantId).silence(req, async (tx) => {
      await insertSilence(tx, actor.tenantId, one);
      await this.ctx.audit(tx, actor, { action: "silence.create", subject: { type: "silence", id: one.id }, detail: { unit: one.orgId, matcher: { ...one.matcher }, reason: one.reason, from: new Date(one.from).toISOString(), until: new Date(one.until).toISOString() } });
      return { silences: await silencesAfter(tx, actor.tenantId, now), reply: { status: 201, body: this.#view(actor, one, 0) } };
    });
  }

  /** Ends it now: what it held is told as a group in the same unit. */
  end(req: RouteRequest): Promise<RouteReply> {
    const { actor } = req;
    const id = req.params["id"] ?? "";
    return this.alarms.of(actor.tenantId).silence(req, async (tx) => {
      const now = this.ctx.clock.now();
      const one = await this.#visible(tx, actor, id);
      if (!this.ctx.reach(actor, "alarm.shelve").has(one.orgId)) throw new Refusal("ALARM_FORBIDDEN", { permission: "alarm.shelve" });
      if (one.until <= now) throw new Refusal("SILENCE_OVER");
      await endSilence(tx, actor.tenantId, id, now, actor.id);
      await this.ctx.audit(tx, actor, { action: "silence.end", subject: { type: "silence", id } });
      return { silences: await silencesAfter(tx, actor.tenantId, now), reply: { body: this.#view(actor, { ...one, until: now, endedBy: actor.id }, 0) } };
    });
  }

  async #visible(from: Reader, actor: Actor, id: string): Promise<StoredSilence> {
    const one = await silenceById(from, actor.tenantId, id);
    if (!one || !this.ctx.reach(actor, "alarm.view").has(one.orgId)) throw new Refusal("NOT_FOUND", { what: id });
    return one;
  }

  #stored(actor: Actor, body: SilenceBody, now: number): StoredSilence {
    const { area, rule, tag, priorities } = body;
    const matcher: SilenceMatcher = { ...(area === undefined ? {} : { area }), ...(rule === undefined ? {} : { rule }), ...(tag === undefined ? {} : { tag }), ...(priorities ? { priorities } : {}) };
    if (area === undefined && rule === undefined && tag === undefined) throw new Refusal("SILENCE_MATCHER");
    const orgId = this.#unitOf(actor, body);
    this.#refuseP1(actor, matcher);
    const from = body.from === undefined ? now : Date.parse(body.from);
    const until = Date.parse(body.until);
    if (!(until > now && until > from && until - from <= maxSilenceMs)) throw new Refusal("SILENCE_SPAN", { maxH: maxSilenceMs / 3_600_000 });
    return { id: this.ctx.newId(), orgId, matcher, reason: body.reason.trim(), from, until, madeBy: actor.id, madeAt: now, endedBy: null };
  }

  /** The unit it reaches down from: the area's or the point's own, else the one named, else the caller's. */
  #unitOf(actor: Actor, { orgId, area, tag }: SilenceBody): string {
    const directory = this.ctx.directory(actor.tenantId);
    const own = area === undefined ? (tag === undefined ? undefined : (this.ctx.services.tags?.find(actor.tenantId, tag)?.orgId ?? null)) : (directory.area(area)?.orgId ?? null);
    const unit = own === undefined ? (orgId ?? actor.orgId) : own;
    if (unit === null || !this.ctx.reach(actor, "alarm.view").has(unit)) throw new Refusal("NOT_FOUND", { what: area ?? tag ?? orgId ?? "unit" });
    if (!this.ctx.reach(actor, "alarm.shelve").has(unit)) throw new Refusal("ALARM_FORBIDDEN", { permission: "alarm.shelve" });
    return unit;
  }

  /** P1 by word, or by a rule whose alarms are P1. */
  #refuseP1(actor: Actor, { rule, priorities }: SilenceMatcher): void {
    const named = rule === undefined ? undefined : this.alarms.of(actor.tenantId).rules().find((one) => one.id === rule);
    if (priorities?.includes("P1") || named?.priority === "P1") throw new Refusal("ALARM_P1_NO_SILENCE");
  }

  #view(actor: Actor, one: StoredSilence, holds: number): SilenceView {
    const directory = this.ctx.directory(actor.tenantId);
    const now = this.ctx.clock.now();
    const { area, rule, tag, priorities } = one.matcher;
    const plain = (id: string): { zh: string; en: string } => ({ zh: id, en: id });
    const iso = (ms: number): string => new Date(ms).toISOString();
    return {
      id: one.id, org: { id: one.orgId, title: directory.orgUnit(one.orgId)?.title ?? plain(one.orgId) },
      ...(area === undefined ? {} : { area: { id: area, title: directory.area(area)?.title ?? plain(area) } }),
      ...(rule === undefined ? {} : { rule: { id: rule, title: this.alarms.of(actor.tenantId).rules().find((each) => each.id === rule)?.title ?? plain(rule) } }),
      ...(tag === undefined ? {} : { tag }), priorities: (priorities ?? (["P2", "P3", "P4"] as const)).filter((each) => each !== "P1"), reason: one.reason, from: iso(one.from), until: iso(one.until),
      state: one.until <= now ? "past" : one.from > now ? "future" : "present", by: personRef(directory, one.madeBy), madeAt: iso(one.madeAt),
      ...(one.endedBy === null ? {} : { endedBy: personRef(directory, one.endedBy) }), holds, mayEnd: one.until > now && this.ctx.reach(actor, "alarm.shelve").has(one.orgId),
    };
  }
}

/** `/api/v1/alarm-silences`. */
export function silenceRoutes(ctx: ServerContext, alarms: LiveAlarms): Route[] {
  const silences = new SilenceService(ctx, alarms);
  const url = "/api/v1/alarm-silences";
  return [
    { method: "GET", url, summary: "Silences in force, to come, and ended in the last day", policy: view, schema: { query: closed(pageQuery), response: { 200: silencePageSchema } }, handler: async (req) => ({ body: pageOf(await silences.list(req.actor), req.query) }) },
    { method: "POST", url, summary: "Silence alarms of an area, rule or tag for a while; P1 is refused", policy: shelve, schema: { body: silenceBodySchema, response: { 201: silenceViewSchema } }, handler: (req) => silences.create(req) },
    { method: "POST", url: `${url}/:id/end`, summary: "End a silence now; what it held is told as a group", policy: shelve, schema: { params: idParamsSchema, response: { 200: silenceViewSchema } }, handler: (req) => silences.end(req) },
  ];
}
