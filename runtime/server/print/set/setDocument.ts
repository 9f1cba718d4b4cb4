import type { PrintDocument } from "@safeloop/engine";
import type { Style } from "./cells.ts";
import type { Faces } from "./faces.ts";
import { Flow } from "./flow.ts";
import { framePages, topOf } from "./frame.ts";
import { page, type SetPage } from "./ops.ts";
import { bandOf } from "./rows.ts";

/** Sizes of the body in points, from the wished one down to the smallest that is read at arm's length. */
const sizes = [10.5, 9.5, 8.5, 8] as const;

function setAt(faces: Faces, doc: PrintDocument, size: number): readonly SetPage[] {
  const style: Style = { faces, size, noImage: doc.words.noImage };
  const flow = new Flow(topOf);
  for (const block of doc.blocks) flow.add(bandOf(style, page.width - page.left - page.right, block, doc.words));
  return flow.end();
}

/** Pages of a document, in the largest type that needs no more of them than the smallest. */
export function setDocument(faces: Faces, doc: PrintDocument): readonly SetPage[] {
  const tries = sizes.map((size) => setAt(faces, doc, size));
  const fewest = Math.min(...tries.map((pages) => pages.length));
  const pages = tries.find((one) => one.length === fewest) ?? [];
  framePages(faces, doc, pages);
  return pages;
}
