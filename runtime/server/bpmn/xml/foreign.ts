import { childrenOf, type Element, manyOf, oneOf } from "./moddle.ts";
import { settingsUri } from "./settingsPackage.ts";

/** Namespaces of settings other tools wrote into a file, by URI where it is known, else by prefix. */
export function foreignNamespaces(root: Element): readonly string[] {
  const found = new Set<string>();
  const open: Element[] = [root];
  for (let at = open.pop(); at; at = open.pop()) {
    const extension = oneOf(at, "extensionElements");
    for (const value of extension ? manyOf(extension, "values") : []) found.add(namespaceOf(value));
    open.push(...childrenOf(at));
  }
  found.delete(settingsUri);
  return [...found].sort();
}

function namespaceOf(value: Element): string {
  if (value.$type === "safeloop:Settings") return settingsUri;
  const uri = (value.$descriptor as { readonly ns?: { readonly uri?: unknown } }).ns?.uri;
  return typeof uri === "string" ? uri : value.$type.replace(/:.*$/, "");
}
