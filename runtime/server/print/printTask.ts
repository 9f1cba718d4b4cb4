import type { PrintDocument } from "@safeloop/engine";
import { findFonts } from "./set/findFonts.ts";
import type { Paper, Picture } from "./set/paint.ts";
import { renderPdf } from "./set/renderPdf.ts";

/** A document and the pictures it names, ready to be set. */
export interface PrintAsk {
  readonly document: PrintDocument;
  readonly pictures: ReadonlyMap<string, Picture>;
  readonly paper: Paper;
  readonly font: string | undefined; // PRINT_FONT
}

/** Sets and paints one document. It takes some hundred milliseconds of processor, which alarms do not have. */
export function printTask(_tools: unknown, { document, pictures, paper, font }: PrintAsk): Promise<Uint8Array> {
  return renderPdf(document, pictures, findFonts(font), paper);
}
