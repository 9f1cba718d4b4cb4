import type { PrintTick } from "@safeloop/engine";

/**
 * What is drawn on a page, in points from its upper left corner. Setting makes
 * these, painting turns them into PDF: so the number of pages is known before
 * the first is painted, and a test can read a page without a PDF.
 */
export type Op =
  | { readonly op: "text"; readonly x: number; readonly y: number; readonly text: string; readonly size: number; readonly bold?: true; readonly grey?: number } // y: base line; grey: 0 black to 1 white
  | { readonly op: "rect"; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly fill?: number; readonly rule?: number } // fill: grey; rule: width of its edge
  | { readonly op: "tick"; readonly x: number; readonly y: number; readonly size: number; readonly tick: PrintTick }
  | { readonly op: "image"; readonly x: number; readonly y: number; readonly w: number; readonly h: number; readonly file: string; readonly missing: string }
  | { readonly op: "qr"; readonly x: number; readonly y: number; readonly size: number; readonly url: string }
  | { readonly op: "mark"; readonly text: string };

export interface SetPage {
  readonly ops: Op[];
}

/** Sizes of A4 and of the printed form, in points. */
export const page = { width: 595.28, height: 841.89, left: 48, right: 40, top: 30, bottom: 42 } as const;
export const mm = 72 / 25.4;
