import type { PrintDocument } from "@safeloop/engine";
import type { Style } from "./lines.ts";
import type { Faces } from "./faces.ts";
import { Flow } from "./flow.ts";
import { framePages, topOf } from "./frame.ts";
import { page, type SetPage } from "./ops.ts";
import { bandOf } from "./rows.ts";

type Fit = Pick<Style, "size" | "leading" | "padY" | "dense">;

/** Sizes of the body in points, from the wished one down to the smallest that is read at arm's length. */
const open: readonly Fit[] = [{ size: 10.5 }, { size: 9.5 }, { size: 8.5 }, { size: 8 }];
/** Of a dense form lines and rows move together as well; 7.5 pt is the least. */
const dense: readonly Fit[] = [
  { size: 10, leading: 1.3, padY: 2.6, dense: true }, { size: 9.5, leading: 1.28, padY: 2.2, dense: true }, { size: 9, leading: 1.26, padY: 1.8, dense: true },
  { size: 8.5, leading: 1.22, padY: 1.5, dense: true }, { size: 8, leading: 1.2, padY: 1.2, dense: true }, { size: 8, leading: 1.16, padY: 0.9, dense: true },
  { size: 7.5, leading: 1.16, padY: 0.9, dense: true },
];

function setIn(faces: Faces, doc: PrintDocument, fit: Fit): readonly SetPage[] {
  const style: Style = { faces, noImage: doc.words.noImage, ...fit };
  const flow = new Flow(topOf);
  for (const block of doc.blocks) flow.add(bandOf(style, page.width - page.left - page.right, block, doc.words));
  return flow.end();
}

/** Set in the largest type that needs no more pages than the smallest. */
function largest(faces: Faces, doc: PrintDocument): readonly SetPage[] {
  const fits = doc.dense ? dense : open;
  const least = setIn(faces, doc, fits[fits.length - 1] ?? { size: 8 });
  for (const fit of fits.slice(0, -1)) {
    const pages = setIn(faces, doc, fit);
    if (pages.length <= least.length) return pages;
  }
  return least;
}

/** Pages of a document, in the largest type that needs no more of them than the smallest. */
export function setDocument(faces: Faces, doc: PrintDocument): readonly SetPage[] {
  const pages = largest(faces, doc);
  framePages(faces, doc, pages);
  return pages;
}
