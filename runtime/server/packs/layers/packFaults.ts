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

/** A form is judged by itself, so once is enough; flows and rules are judged by the people and points of the tenant. */
const judgedForms = new WeakMap<object, readonly Issue[]>();

/** Faults of a pack's definitions in the tenant, beside those of the other packs; and what of the tenant's own it would break. */
export async function packFaults(ctx: ServerContext, tenantId: string, pack: Pack, packs: readonly Pack[]): Promise<readonly PackFault[]> {
  const all = [pack, ...packs.filter((one) => one.manifest.id !== pack.manifest.id)];
  const env = checkEnvOf(ctx, tenantId, {
    form: (id) => all.flatMap((one) => one.forms).find((form) => form.id === id),
    flow: (id) => all.flatMap((one) => one.flows).find((flow) => flow.id === id),
  });
  const found = definitionsOf(pack).map(({ kind, definition }) => {
    const issues = (kind === "forms" ? judgedForms.get(definition) : undefined) ?? checkDefinition(kind, definition, env);
    if (kind === "forms") judgedForms.set(definition, issues);
    return { id: definition.id, issues };
  });
  return [...found.filter(({ issues }) => !isClean(issues)), ...(await packBreaks(ctx, pack, tenantId))];
}
