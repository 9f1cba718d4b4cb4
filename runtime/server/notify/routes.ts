import { noticePageSchema, Refusal } from "@safeloop/engine";
import type { MakeSlice, Policy, Route, ServerContext } from "../context.ts";
import { Loop } from "../jobs/loop.ts";
import { channelRoutes } from "./channelRoutes.ts";
import { contactRoutes } from "./contactRoutes.ts";
import { deliveryRoutes } from "./deliveryRoutes.ts";
import { NoticeStore } from "./noticeStore.ts";
import { Notifications } from "./notifications.ts";
import { noticeView } from "./noticeView.ts";

const session: Policy = { kind: "session" };

const listQuery = {
  type: "object",
  properties: { unread: { type: "boolean" }, cursor: { type: "string", pattern: "^[0-9]{1,15}$" }, limit: { type: "integer", minimum: 1, maximum: 200 } },
  additionalProperties: false,
} as const;

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

const takeUpEveryMs = 10_000;

/** Notices: the inbox with its live event, and the channels that lead outside. */
export const noticesSlice: MakeSlice = (ctx) => {
  const notifications = new Notifications(ctx);
  ctx.effects.handle("notify", (effect, tenantId) => ctx.store.unit((tx) => notifications.dispatcher.dispatch(tx, tenantId, effect)));
  const takeUp = new Loop({ work: () => notifications.takeUp(), everyMs: takeUpEveryMs, log: ctx.log });
  return {
    name: "notices",
    routes: [...routes(ctx, new NoticeStore(ctx.store)), ...channelRoutes(ctx, notifications), ...deliveryRoutes(ctx, notifications), ...contactRoutes(ctx, notifications)],
    start: async () => {
      await notifications.begin();
      takeUp.start();
    },
    stop: () => takeUp.stop(),
  };
};
