import type { DefinitionKind } from "@safeloop/engine";
import type { ElementRow } from "@safeloop/web";

const one = { forms: "form", flows: "flow", rules: "rule" } as const satisfies { readonly [kind in DefinitionKind]: string };

/** What the layers call a definition: `form/hot-work`. */
export const layerName = (kind: DefinitionKind, id: string): string => `${one[kind]}/${id}`;

const idOf = (el: string): string => el.slice(el.indexOf("#") + 1);

/** The card an element belongs to: a top-level field, a step or a branch, else itself. */
export function cardOf(kind: DefinitionKind, { el, inside = [] }: ElementRow): string {
  const way = [el, ...inside].map(idOf);
  if (kind === "forms") return way.findLast((id) => !id.startsWith("section:")) ?? idOf(el);
  // Parts of a step are named after it: `agree/fields/wind`.
  return way.find((id) => !id.includes("/")) ?? idOf(el);
}

/** An element of a definition as the designer marks it: itself, and what was changed inside of it. */
export interface LayerMark {
  readonly row: ElementRow | undefined;
  readonly inside: readonly ElementRow[];
}

/** Marks by element id. What is inherited and free has none. */
export function marksOf(kind: DefinitionKind, rows: readonly ElementRow[]): ReadonlyMap<string, LayerMark> {
  const marks = new Map<string, LayerMark>();
  for (const row of rows) {
    const [own, card] = [idOf(row.el), cardOf(kind, row)];
    marks.set(own, { inside: [], ...marks.get(own), row });
    if (card === own || row.state === "inherited") continue;
    const there = marks.get(card) ?? { row: undefined, inside: [] };
    marks.set(card, { ...there, inside: [...there.inside, row] });
  }
  return marks;
}
