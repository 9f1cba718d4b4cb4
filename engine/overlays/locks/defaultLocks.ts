import { definitionOf, elementIdOf, type Element, type LockLevel, type Ref, type Tree } from "../tree/element.ts";
import { withLock } from "./lockLevel.ts";

/** Who sets the locks an author says nothing about. */
export const productLayer = "product";

type Facets = { readonly [facet: string]: LockLevel };

/**
 * The locks of a product pack where its author says nothing (overlays.md 5):
 * legal floors, ★ rows, checks of the catalogue and messages with a clause,
 * required fields and approvals of permits. All else is free.
 */
export function withDefaultLocks(tree: Tree): Tree {
  const elements = new Map(tree.elements);
  for (const one of tree.elements.values()) {
    const locks = Object.entries(defaultsOf(tree, one)).reduce((all, [facet, level]) => withLock(all, facet, level, productLayer), one.locks);
    if (locks !== one.locks) elements.set(one.id, { ...one, ...(locks ? { locks } : {}) });
  }
  return { ...tree, elements };
}

function defaultsOf(tree: Tree, one: Element): Facets {
  switch (one.kind) {
    case "limit": return one.props["legalFloor"] === true ? { value: "tightenOnly", exist: "fixed", role: "fixed", conversion: "fixed", legalFloor: "fixed" } : {};
    case "row": return one.props["star"] === true ? { exist: "fixed", star: "fixed", "text.zh": "fixed", "text.en": "fixed" } : {};
    case "check": return isCatalogued(one) ? checkLocks : {};
    case "field": return isPermit(tree, one.id) && one.props["required"] === true ? { required: "tightenOnly", exist: "fixed" } : {};
    case "node": return isPermit(tree, one.id) && one.props["kind"] === "approval" ? approvalLocks : {};
    default: return {};
  }
}

/** A check that may be loosened is none: with its text its condition is bound too. */
const checkLocks: Facets = { exist: "fixed", "message.zh": "fixed", "message.en": "fixed", expr: "tightenOnly", when: "fixed", severity: "fixed", gate: "fixed" };
const approvalLocks: Facets = {
  exist: "fixed", place: "fixed", mode: "tightenOnly", "vote.count": "tightenOnly", "vote.percent": "tightenOnly", rejectPolicy: "tightenOnly", dedupe: "tightenOnly", selfApproval: "tightenOnly", onNobody: "tightenOnly", "children.candidates": "tightenOnly",
};

function isCatalogued(check: Element): boolean {
  return /^check:C-\d/.test(elementIdOf(check.id)) || check.props["source.clause"] !== undefined;
}

/** A form of the category permit, or a flow that issues one. */
function isPermit(tree: Tree, ref: Ref): boolean {
  const name = definitionOf(ref);
  return name.startsWith("form/") ? tree.elements.get(`${name}#form`)?.props["category"] === "permit" : tree.elements.get(`${name}#flow`)?.props["settings.permit"] === true;
}
