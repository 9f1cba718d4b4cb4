import type { ChildRef, Effect } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { instanceByOrigin } from "./instanceStore.ts";
import { beginOnSubmission } from "./startFromEffect.ts";
import { systemStep } from "./systemSteps.ts";

type Of<K extends Effect["kind"]> = Extract<Effect, { kind: K }>;

/** The key under which a child exists once. */
const childKey = (child: ChildRef): string => `child:${child.instance}:${child.visit}:${child.child}`;

/** Carries out `startChild`: the flow named by its hash, on the submission of the flow above. */
export async function startChild(ctx: ServerContext, effect: Of<"startChild">, tenantId: string): Promise<void> {
  await beginOnSubmission(ctx, tenantId, effect.submission, effect.flow, { originKey: childKey(effect.parent), parent: effect.parent, by: effect.initiator });
}

/** Carries out `toChild`. Its start may still be on its way: then this is tried again after it. */
export async function tellChild(ctx: ServerContext, effect: Of<"toChild">, tenantId: string): Promise<void> {
  await ctx.store.unit(async (tx) => {
    const child = await instanceByOrigin(tx, tenantId, childKey(effect.child));
    if (!child) throw new Error(`The flow started by ${effect.child.instance} at ${effect.child.visit} does not exist yet.`);
    const input = effect.do === "event" ? ({ type: "event", name: "parentReturned", key: effect.child.instance } as const) : ({ type: "parent", do: effect.do, visit: effect.child.visit, reason: effect.reason } as const);
    await systemStep(ctx, tx, tenantId, child.id, input, "instance.parent");
  });
}

/** Carries out `childEnded`: the flow above hears how its child ended. */
export async function tellParent(ctx: ServerContext, effect: Of<"childEnded">, tenantId: string): Promise<void> {
  const { parent, outcome } = effect;
  await ctx.store.unit((tx: Tx) => systemStep(ctx, tx, tenantId, parent.instance, { type: "child", visit: parent.visit, child: parent.child, outcome }, "instance.child"));
}
