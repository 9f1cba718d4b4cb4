import { noticePageSchema, Refusal, type NoticeView } from "@safeloop/engine";
import type { MakeSlice, Policy, Route, ServerContext } from "../context.ts";
import { type Notice, NoticeStore } from "./noticeStore.ts";

const session: Policy = { kind: "session" };

const listQuery = {
  type: "object",
  properties: { unread: { type: "boolean" }, cursor: { type: "string", pattern: "^[0-9]{1,15}$" }, limit: { type: "integer", minimum: 1, maximum: 200 } },
  additionalProperties: false,
} as const;

function noticeView({ at, readAt, ...notice }: Notice): NoticeView {
  return { ...notice, at: new Date(at).toISOString(), readAt: readAt === null ? null : new Date(readAt).toISOString() };
}

function routes(ctx: ServerContext, notices: NoticeStore): Route[] {
  return [
    {
      method: "GET", url: "/api/v1/notices", summary: "Notices of the signed-in person, newest first", policy: session, schema: { query: listQuery, response: { 200: noticePageSchema } },
      handler: async (req) => {
        const limit = Number(req.query["limit"] ?? 50);
        const before = req.query["cursor"] === undefined ? Number.MAX_SAFE_INTEGER : Number(req.query["cursor"]);
        const items = await notices.list(req.actor.id, { unread: req.query["unread"] === true, before, limit: limit + 1 });
        const page = items.slice(0, limit);
        return { body: { items: page.map(noticeView), next: items.length > limit ? String(page.at(-1)?.at) : null } };
      },
    },
    {
      method: "POST", url: "/api/v1/notices/:id/read", summary: "Mark a notice as read", policy: session,
      handler: (req) => {
        const id = req.params["id"] ?? "";
        return req.unit(async (tx) => {
          if (!(await notices.markRead(tx, req.actor.id, id, ctx.clock.now()))) throw new Refusal("NOT_FOUND", { what: id });
          return { status: 204 };
        });
      },
    },
  ];
}

/** Notices: the inbox channel, and its live event. Other channels are beside it in `channels/`. */
export const noticesSlice: MakeSlice = (ctx) => {
  const notices = new NoticeStore(ctx.store);
  ctx.effects.handle("notify", async (effect, tenantId) => {
    await ctx.store.unit(async (tx) => {
      for (const person of new Set(effect.people)) {
        const notice = await notices.add(tx, { tenantId, person, key: effect.key, topic: effect.topic, message: effect.message, params: effect.params ?? {}, subject: effect.subject, at: ctx.clock.now() });
        if (notice) tx.afterCommit(() => ctx.live.publish({ type: "notice", tenantId, people: [person], data: noticeView(notice) }));
      }
    });
  });
  return { name: "notices", routes: routes(ctx, notices) };
};
