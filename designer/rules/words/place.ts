import { pointer } from "@safeloop/engine";
import type { Condition } from "../condition/model.ts";
import { partAt, type Path } from "../condition/tree.ts";

/** Where the parts of a group begin among its arguments. */
const firstPart: { readonly [kind in Condition["kind"]]?: number } = { kOfN: 2, lastN: 2 };
const operators: { readonly [kind in Condition["kind"]]?: string } = { and: "and", or: "or", not: "!", if: "if", kOfN: "kOfN", lastN: "lastN" };

/** The JSON Pointer of a part of the condition, as the check names it. */
export function placeOf(root: Condition, path: Path): string {
  return path.reduce((place, step, at) => {
    const { kind } = partAt(root, path.slice(0, at)) ?? root;
    return pointer(place, operators[kind] ?? "", step + (firstPart[kind] ?? 0));
  }, "/condition");
}

/** The part a pointer is about, or the nearest one around it; undefined for one outside of the condition. */
export function partOfPlace(root: Condition, place: string): Path | undefined {
  if (place !== "/condition" && !place.startsWith("/condition/")) return undefined;
  let path: Path = [];
  for (;;) {
    const here = partAt(root, path);
    const below: number = here && "items" in here ? here.items.findIndex((_, at) => { const inner = placeOf(root, [...path, at]); return place === inner || place.startsWith(`${inner}/`); }) : -1;
    if (below < 0) return path;
    path = [...path, below];
  }
}
