import type { Effect } from "@safeloop/engine";
import type { ServerContext, Tx } from "../context.ts";
import { dropCause, putEntry } from "./registerStore.ts";

type Interlock = Extract<Effect, { kind: "interlock" }>;

/** Entries of causes count down from here, so that they never meet those of a form's declarations. */
const ofCauses = -1;

/** Keeps a standing cause in its area, so that nothing begins there either; nothing of other interlocks. */
export async function keepCause(ctx: ServerContext, tx: Tx, tenantId: string, { standing, areaId, cause, causeId }: Interlock): Promise<void> {
  if (!standing || areaId === undefined) return;
  const now = ctx.clock.now();
  await putEntry(tx, tenantId, standing.submission, { i: ofCauses, register: "areas", key: areaId, form: "", at: now, facts: { cause } }, now, causeId);
}

/** A cause that stood is over. */
export function endCause(tx: Tx, tenantId: string, causeId: string): Promise<void> {
  return dropCause(tx, tenantId, causeId);
}
