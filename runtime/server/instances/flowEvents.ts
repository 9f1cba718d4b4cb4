import { flowEventBodySchema, flowEventReplySchema, Refusal, type Effect, type FlowEventBody } from "@safeloop/engine";
import type { Route, ServerContext, Tx } from "../context.ts";
import { isListening, listenersOf } from "./flowListeners.ts";
import { enqueueEvents, waitersOf } from "./flowWaits.ts";
import { systemStep } from "./systemSteps.ts";

type Of<K extends Effect["kind"]> = Extract<Effect, { kind: K }>;

/** Names the product itself vouches for. Nobody may send an "alarm cleared" from outside. */
const own = /^(alarm|submission|flow|parentReturned)(\.|$)/;

/**
 * Carries out `flowEvent`: each flow that waits for it, or is suspended and
 * knows its name, takes it in a unit of its own, so that one that cannot does
 * not hold the others; its fault is told at the end, and the delivery tried
 * again. Whoever has taken it already is left alone then.
 */
export async function deliverEvent(ctx: ServerContext, effect: Of<"flowEvent">, tenantId: string): Promise<void> {
  const { name, eventKey } = effect;
  const waiters = new Set(await waitersOf(ctx.store, tenantId, name, eventKey));
  const faults: unknown[] = [];
  for (const instance of new Set([...waiters, ...(await listenersOf(ctx.store, tenantId, name))])) {
    const step = ctx.store.unit(async (tx) => {
      if (!waiters.has(instance) && !(await isListening(tx, instance, name))) return;
      await ctx.effects.enqueue(tx, tenantId, [{ kind: "flowEventFor", key: `${effect.key}:${instance}`, instance, name, eventKey }]);
    });
    await step.catch((error: unknown) => faults.push(error));
  }
  if (faults.length > 0) throw faults[0];
}

/** Carries out `flowEventFor`, in the transaction that notes it as done: a repeat would end a second wait for the same. */
export async function takeEvent(ctx: ServerContext, tx: Tx, effect: Of<"flowEventFor">, tenantId: string): Promise<void> {
  await systemStep(ctx, tx, tenantId, effect.instance, { type: "event", name: effect.name, key: effect.eventKey }, "instance.outsideEvent");
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
