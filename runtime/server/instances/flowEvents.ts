import { flowEventBodySchema, flowEventReplySchema, Refusal, type Effect, type FlowEventBody } from "@safeloop/engine";
import type { Route, ServerContext } from "../context.ts";
import { enqueueEvents, waitersOf } from "./flowWaits.ts";
import { systemStep } from "./systemSteps.ts";

/** Names the product itself vouches for. Nobody may send an "alarm cleared" from outside. */
const own = /^(alarm|submission|flow|parentReturned)(\.|$)/;

/** Carries out `flowEvent`: each flow that waits goes on in a unit of its own, so that one that cannot does not hold the others; its fault is told at the end, and the delivery tried again. */
export async function deliverEvent(ctx: ServerContext, effect: Extract<Effect, { kind: "flowEvent" }>, tenantId: string): Promise<void> {
  const faults: unknown[] = [];
  for (const id of await waitersOf(ctx.store, tenantId, effect.name, effect.eventKey)) {
    const step = ctx.store.unit((tx) => systemStep(ctx, tx, tenantId, id, { type: "event", name: effect.name, key: effect.eventKey }, "instance.outsideEvent"));
    await step.catch((error: unknown) => faults.push(error));
  }
  if (faults.length > 0) throw faults[0];
}

/** `POST /api/v1/events`: an outside system tells what flows may wait for. */
export function eventRoute(ctx: ServerContext): Route {
  return {
    method: "POST", url: "/api/v1/events", summary: "Tell of an event that flows may wait for", policy: { kind: "permission", permission: "event.write" },
    schema: { body: flowEventBodySchema, response: { 202: flowEventReplySchema } },
    handler: (req) => req.unit(async (tx) => {
      const { name, key } = req.body as FlowEventBody;
      if (own.test(name)) throw new Refusal("EVENT_RESERVED", { name });
      const waiters = await waitersOf(tx, req.actor.tenantId, name, key);
      await enqueueEvents(ctx, tx, req.actor.tenantId, name, [key]);
      await ctx.audit(tx, req.actor, { action: "event.write", subject: { type: "tenant", id: req.actor.tenantId }, detail: { name, key, waiting: waiters.length } });
      return { status: 202, body: { waiting: waiters.length } };
    }),
  };
}
