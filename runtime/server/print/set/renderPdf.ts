import type { PrintDocument } from "@safeloop/engine";
import { Faces } from "./faces.ts";
import type { FontChoice } from "./findFonts.ts";
import { Painter, type Paper, type Pictures } from "./paint.ts";
import { setDocument } from "./setDocument.ts";

/** A document as A4 PDF. Throws PRINT_NO_FONT where no font can draw Chinese. */
export function renderPdf(doc: PrintDocument, pictures: Pictures, fonts: FontChoice, paper: Paper): Promise<Uint8Array> {
  const faces = new Faces(fonts);
  return new Painter(faces, pictures, paper).paint(setDocument(faces, doc));
}
