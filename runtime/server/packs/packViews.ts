import { formOf, type Pack, type PackHistory, type PackTemplate, type PackView } from "@safeloop/engine";
import type { ServerContext } from "../context.ts";
import { personRef } from "../views/personRef.ts";
import { isTrusted } from "./import/packKeys.ts";
import type { PackLayer, PackMove } from "./layers/layerRows.ts";
import { needsOf } from "./layers/needs.ts";
import type { PackOffer } from "./layers/offers.ts";

type TemplateView = PackView["templates"][number];

function countsOf(pack: Pack, template: PackTemplate): TemplateView["counts"] {
  const form = pack.forms.find((one) => one.id === template.form);
  const flow = pack.flows.find((one) => one.id === template.flow);
  return {
    fields: form ? formOf(form).fields.length : 0,
    nodes: flow?.nodes.length ?? 0,
    checks: form?.logic.filter((rule) => rule.effect === "check").length ?? 0,
    rules: template.rules?.length ?? 0,
  };
}

function templateView(pack: Pack, template: PackTemplate): TemplateView {
  return {
    id: template.id, title: { ...template.title }, category: template.category,
    ...(template.basis === undefined ? {} : { basis: template.basis }), ...(template.form === undefined ? {} : { form: template.form }),
    ...(template.flow === undefined ? {} : { flow: template.flow }), ...(template.rules === undefined ? {} : { rules: [...template.rules] }),
    counts: countsOf(pack, template),
  };
}

/** Counts of a pack are the same for everybody; formOf of a large form is not cheap. */
const templatesOf = new WeakMap<Pack, TemplateView[]>();

function templatesIn(pack: Pack): TemplateView[] {
  const known = templatesOf.get(pack) ?? pack.manifest.templates.map((one) => templateView(pack, one));
  templatesOf.set(pack, known);
  return known;
}

const iso = (ms: number): string => new Date(ms).toISOString();

function installedView(layer: PackLayer, offer: PackOffer): NonNullable<PackView["installed"]> {
  return {
    version: layer.version, at: iso(layer.at), seq: layer.seq, changes: layer.overlay.ops.length, pending: isPending(layer, offer), answers: { ...layer.answers },
    ...(layer.adoptBy === null ? {} : { adoptBy: iso(layer.adoptBy) }),
  };
}

/** True when another upper than the one in force is there; with parameters that are not all answered it is another one anyway. */
export function isPending(layer: PackLayer, offer: PackOffer): boolean {
  if (offer.ref === layer.upper) return false;
  // What the tenant above went back to may be what is in force here.
  return offer.from !== "upstream" || offer.layered({}).hash !== layer.overlay.on.hash;
}

/** `measured`: what the tenant's points measure. */
export async function packView(ctx: ServerContext, tenantId: string, offer: PackOffer, layer: PackLayer | undefined, measured: ReadonlySet<string>): Promise<PackView> {
  const { manifest } = offer.pack;
  return {
    id: manifest.id, version: manifest.version, title: { ...manifest.title }, publisher: manifest.publisher, from: offer.from,
    ...(manifest.description === undefined ? {} : { description: { ...manifest.description } }),
    ...(offer.signer ? { signer: { ...offer.signer, trusted: await isTrusted(ctx.store, tenantId, offer.signer.keyId) } } : {}),
    requires: { ...(manifest.requires?.packs ?? {}) }, inputs: [...(manifest.inputs ?? [])], needs: needsOf(ctx.directory(tenantId), measured, offer.pack),
    installed: layer ? installedView(layer, offer) : null, templates: templatesIn(offer.pack),
  };
}

export function historyView(ctx: ServerContext, tenantId: string, moves: readonly PackMove[], inForce: number): PackHistory {
  return {
    items: moves.map((move) => ({ seq: move.seq, action: move.action, version: move.version, changes: move.overlay.ops.length, at: iso(move.at), by: { ...personRef(ctx.directory(tenantId), move.by.id), name: move.by.name }, reason: move.reason, inForce: move.seq === inForce })),
  };
}
