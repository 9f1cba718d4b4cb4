import { Refusal } from "@safeloop/engine";
import type { DefinitionMemory } from "./definitionMemory.ts";
import { standingOf, type Standing } from "./standing.ts";

const tries = 5; // each judges anew, after another process's publication came between

/** Judges by what is published now, and once more when another process published something before the judgement was stored. */
export function judging<T>(memory: DefinitionMemory, tenantId: string, work: (standing: Standing) => Promise<T>): Promise<T> {
  return memory.inTurn(tenantId, async () => {
    for (let attempt = 1; ; attempt += 1) {
      await memory.load(tenantId);
      await memory.refresh(tenantId);
      try {
        return await work(standingOf(memory, tenantId));
      } catch (error) {
        if (!(error instanceof Refusal) || error.code !== "DEF_MOVED" || attempt >= tries) throw error;
      }
    }
  });
}
