import { isClean, type Issue, type Pack } from "@safeloop/engine";
import type { ServerContext } from "../../context.ts";
import { checkDefinition } from "../../definitions/checkDefinition.ts";
import { checkEnvOf } from "../../definitions/checkEnv.ts";
import { packBreaks } from "../packBreaks.ts";
import { definitionsOf } from "./publishPack.ts";

export interface PackFault {
  readonly id: string;
  readonly issues: readonly Issue[];
}

/** Errors of a form or flow follow from the packs alone (of a flow, people only make warnings), so once is enough; rules are judged by the tenant's points. */
const judged = new WeakMap<object, readonly Issue[]>();

/** Faults of a pack's definitions in the tenant, beside those of the other packs; and what of the tenant's own it would break. */
export async function packFaults(ctx: ServerContext, tenantId: string, pack: Pack, packs: readonly Pack[]): Promise<readonly PackFault[]> {
  const all = [pack, ...packs.filter((one) => one.manifest.id !== pack.manifest.id)];
  const env = checkEnvOf(ctx, tenantId, {
    form: (id) => all.flatMap((one) => one.forms).find((form) => form.id === id),
    flow: (id) => all.flatMap((one) => one.flows).find((flow) => flow.id === id),
  });
  const found = definitionsOf(pack).map(({ kind, definition }) => {
    const issues = (kind === "rules" ? undefined : judged.get(definition)) ?? checkDefinition(kind, definition, env);
    judged.set(definition, issues);
    return { id: definition.id, issues };
  });
  return [...found.filter(({ issues }) => !isClean(issues)), ...(await packBreaks(ctx, pack, tenantId))];
}
