import { definitionKinds, Refusal, type DefinitionKind } from "@safeloop/engine";
import type { Tx } from "../context.ts";
import type { DefinitionMemory } from "./definitionMemory.ts";
import { presentHashes } from "./definitionStore.ts";

/** What was published when a definition was judged. */
export interface Standing {
  /** Refuses (DEF_MOVED) when a definition of these kinds is not as it was judged by, as `tx` sees it. */
  mustHold(tx: Tx, id: string, of: readonly DefinitionKind[]): Promise<void>;
}

/** Takes down what is published now. Needs `load`. */
export function standingOf(memory: DefinitionMemory, tenantId: string): Standing {
  const judged = new Map(definitionKinds.flatMap((kind) => memory.all(tenantId, kind).map((one) => [`${kind}/${one.id}`, one.hash] as const)));
  return {
    async mustHold(tx, id, of) {
      const moved = (await presentHashes(tx, tenantId)).find((one) => of.includes(one.kind) && judged.get(`${one.kind}/${one.id}`) !== (one.hash ?? undefined));
      if (moved) throw new Refusal("DEF_MOVED", { id, other: moved.id });
    },
  };
}
