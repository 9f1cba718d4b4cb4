import { definitionOf, type Element, type Ref, type Tree } from "../tree/element.ts";

const ownPaths = ["sourceStd", "source.std", "edition", "source.edition", "clause", "source.clause"];

/**
 * Where a locked element is asked for: its own source ("GB/T 50493 2019"), else
 * the basis of the template it belongs to; a ★ row is marked as one. Empty when
 * the pack says nothing.
 */
export function clauseAt(upper: Tree, el: Ref): string {
  const element = upper.elements.get(el);
  const own = ownPaths.flatMap((path) => textAt(element, path)).join(" ");
  if (own !== "") return own;
  const star = element?.kind === "row" && element.props["star"] === true ? ["★"] : [];
  return [...star, ...basisOf(upper, el)].join(" ");
}

function basisOf(upper: Tree, el: Ref): readonly string[] {
  const name = definitionOf(el);
  const id = name.slice(name.indexOf("/") + 1);
  const holds = (one: Element): boolean => one.kind === "template" && (name.startsWith("rule/") ? one.props[`rules.${id}`] === true : one.props[name.slice(0, name.indexOf("/"))] === id);
  return [...upper.elements.values()].filter(holds).flatMap((one) => textAt(one, "basis")).slice(0, 1);
}

const textAt = (element: Element | undefined, path: string): readonly string[] => {
  const value = element?.props[path];
  return typeof value === "string" ? [value] : [];
};
