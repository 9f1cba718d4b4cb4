import { fileURLToPath } from "node:url";
import { ticketDocument, inkOf } from "./tickets.testkit.ts";
import { rasterise, type Raster } from "./raster.testkit.ts";
import { Faces } from "./set/faces.ts";
import { findFonts } from "./set/findFonts.ts";
import type { SetPage } from "./set/ops.ts";
import { Painter } from "./set/paint.ts";
import { setDocument } from "./set/setDocument.ts";

/** The hot-work ticket as it should look. Looked at by a person, then kept: `npm run golden` makes it anew. */
export const goldenFile = fileURLToPath(new URL("./goldens/hot-work.png", import.meta.url));

/** Dots per inch of the comparison: a character of the body is eleven pixels high. Sixteen greys tell as much as 256, in half the bytes. */
const dpi = 100;
const level = 17;
/** Rows of pixels judged together: on the whole page, most of it as it was, a changed word would be lost. */
const strip = 24;

const faces = new Faces(findFonts(undefined));

/** The golden ticket as it is set now. */
export const goldenPages = (): readonly SetPage[] => setDocument(faces, ticketDocument("permit-hot-work"));

/** Pages as PDF, as a viewer shows the first of them. */
export async function paintedPage(pages: readonly SetPage[]): Promise<Raster> {
  const pdf = await new Painter(faces, inkOf(ticketDocument("permit-hot-work")), { title: "golden", at: 1_800_000_000_000, language: "zh-CN" }).paint(pages);
  const [first] = await rasterise(pdf, dpi, 1);
  if (!first) throw new Error("a PDF without a page");
  return { ...first, grey: first.grey.map((one) => Math.round(one / level) * level) };
}

/** Share of differing pixels among those either page has drawn on, in the strip of the page where it is largest. */
export function differenceOf(a: Raster, b: Raster): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  return Math.max(...Array.from({ length: Math.ceil(a.height / strip) }, (_, n) => shareIn(a, b, n * strip * a.width, (n + 1) * strip * a.width)));
}

function shareIn(a: Raster, b: Raster, from: number, to: number): number {
  let [differing, drawn] = [0, 0];
  for (let at = from; at < Math.min(to, a.grey.length); at += 1) {
    const [one, other] = [a.grey[at] ?? 255, b.grey[at] ?? 255];
    if (one !== other) differing += 1;
    if (one !== 255 || other !== 255) drawn += 1;
  }
  return drawn === 0 ? 0 : differing / drawn;
}
