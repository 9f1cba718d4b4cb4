import { elementIdOf, type I18nText, type PackTree as Tree } from "@safeloop/engine";
import { kindAt, titleOf } from "./planView.ts";

const parts: ReadonlySet<string> = new Set(["permission", "candidate", "reminder", "act"]);

/** What a person calls an element; a part without a name of its own is called by what it belongs to: "批准 · 证件号". */
export function elementTitle(trees: readonly Tree[], el: string): I18nText {
  const parent = trees.map((tree) => tree.elements.get(el)?.parent).find((one) => one !== undefined);
  if (parent === undefined || !parts.has(kindAt(trees, el))) return titleOf(trees, el);
  const [owner, own] = [elementTitle(trees, parent), partTitle(trees, el)];
  return { zh: `${owner.zh} · ${own.zh}`, en: `${owner.en} · ${own.en}` };
}

/** Of a permission the field it is about, else the last part of the id. */
function partTitle(trees: readonly Tree[], el: string): I18nText {
  const last = elementIdOf(el).split("/").at(-1) ?? "";
  const form = trees.map((tree) => tree.elements.get(`${el.slice(0, el.indexOf("#"))}#flow`)?.props["form.id"]).find((one) => typeof one === "string");
  const field = typeof form === "string" ? `form/${form}#${last}` : "";
  return trees.some((tree) => tree.elements.has(field)) ? titleOf(trees, field) : { zh: last, en: last };
}
