import type { Actor } from "../context.ts";

/** Who acts when no person does: timers, interlocks, effects. */
export function systemActor(tenantId: string): Actor {
  return { id: "system", kind: "system", name: "Safeloop", tenantId, orgId: tenantId, permissions: new Set() };
}
