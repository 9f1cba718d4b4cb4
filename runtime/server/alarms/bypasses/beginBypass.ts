import { Refusal } from "@safeloop/engine";
import type { ServerContext, Tx } from "../../context.ts";
import { writeBypass, type BypassEffect } from "./bypassRows.ts";

/** Begins an approved bypass in the transaction of the step that asks for it; one without a time to come or without known points and rules refuses that step. */
export async function beginBypass(ctx: ServerContext, tx: Tx, effect: BypassEffect, tenantId: string): Promise<void> {
  const { from, until } = effect;
  if (from === null || until === null || from >= until || until <= ctx.clock.now()) throw new Refusal("ALARM_NO_BYPASS");
  checkScope(ctx, tenantId, effect);
  await writeBypass(tx, tenantId, effect, from, until);
}

function checkScope(ctx: ServerContext, tenantId: string, { points, rules }: BypassEffect): void {
  const { tags, definitions } = ctx.services;
  const unknown = [...points.filter((id) => !tags?.find(tenantId, id)), ...rules.filter((id) => !definitions?.published(tenantId, "rules", id))];
  if (unknown.length > 0 || points.length + rules.length === 0) throw new Refusal("ALARM_BYPASS_SCOPE", { unknown: unknown.join(", ") || "–" });
}
