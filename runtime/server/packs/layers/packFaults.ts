import { isClean, Refusal, type Issue, type Pack } from "@safeloop/engine";
import type { ServerContext } from "../../context.ts";
import { checkDefinition } from "../../definitions/checkDefinition.ts";
import { checkEnvOf } from "../../definitions/checkEnv.ts";
import { packBreaks } from "../packBreaks.ts";
import type { PackLayers } from "./packLayers.ts";
import { definitionsOf } from "./publishPack.ts";

export interface PackFault {
  readonly id: string;
  readonly issues: readonly Issue[];
}

/** What stands against putting a pack in force. */
export interface PackFaults {
  /** Of the pack's own definitions. */
  readonly own: readonly PackFault[];
  /** What the tenant made itself, or has of other packs, that would no longer hold. */
  readonly broken: readonly PackFault[];
}

/** A judgement, and the definitions it was given beside. */
interface Judgement {
  readonly beside: readonly unknown[];
  readonly issues: readonly Issue[];
}

/** Errors of a form or flow follow from the packs alone (of a flow, people only make warnings), so once is enough beside the same packs; rules are judged by the tenant's points. */
const judged = new WeakMap<object, Judgement>();

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((one, i) => one === b[i]);

/** Faults of a pack's definitions in the tenant, beside those of the other packs it may have; and what of the tenant's own it would break. */
export async function packFaults(ctx: ServerContext, layers: PackLayers, tenantId: string, pack: Pack): Promise<PackFaults> {
  const all = [pack, ...(await layers.offers(tenantId)).map((one) => one.pack).filter((one) => one.manifest.id !== pack.manifest.id)];
  const env = checkEnvOf(ctx, tenantId, {
    form: (id) => all.flatMap((one) => one.forms).find((form) => form.id === id),
    flow: (id) => all.flatMap((one) => one.flows).find((flow) => flow.id === id),
  });
  const beside = all.flatMap((one) => [one.forms, one.flows]);
  const found = definitionsOf(pack).map(({ kind, definition }) => {
    const known = kind === "rules" ? undefined : judged.get(definition);
    const issues = known && isSame(known.beside, beside) ? known.issues : checkDefinition(kind, definition, env);
    judged.set(definition, { beside, issues });
    return { id: definition.id, issues };
  });
  return { own: found.filter(({ issues }) => !isClean(issues)), broken: await packBreaks(ctx, pack, tenantId) };
}

/** Issues of several definitions, each with its own at the head of the path. */
export const issuesOf = (faults: readonly PackFault[]): readonly Issue[] => faults.flatMap((one) => one.issues.map((issue) => ({ ...issue, path: `/${one.id}${issue.path}` })));

/** Refuses a pack that nobody may put in force here: at an install, an upgrade and a roll-back alike. */
export async function mustBeSound(ctx: ServerContext, layers: PackLayers, tenantId: string, pack: Pack): Promise<void> {
  const { own, broken } = await packFaults(ctx, layers, tenantId, pack);
  const { id } = pack.manifest;
  const issues = issuesOf([...own, ...broken]);
  if (own.length > 0) throw new Refusal("PACK_REFUSED", { id, count: issues.length }, issues.slice(0, 200));
  if (broken.length > 0) throw new Refusal("PACK_BREAKS", { id, what: broken.map((one) => one.id).slice(0, 5).join(", ") }, issues.slice(0, 200));
}
