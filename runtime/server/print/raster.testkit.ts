import { PDFiumLibrary } from "@hyzyla/pdfium";
import decodeQR, { type FinderPoints } from "qr/decode.js";

/** A page as grey pixels, 0 black to 255 white. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly grey: Uint8Array;
}

let library: Promise<PDFiumLibrary> | undefined;

/** Pages of a PDF as a viewer draws them: PDFium as one WebAssembly module, so that every machine gets the same pixels. */
export async function rasterise(pdf: Uint8Array, dpi: number, pages?: number): Promise<readonly Raster[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    const rasters: Raster[] = [];
    for (const page of [...document.pages()].slice(0, pages)) {
      const { width, height, data } = await page.render({ scale: dpi / 72, render: "bitmap", colorSpace: "Gray" });
      rasters.push({ width, height, grey: data.slice(0, width * height) });
    }
    return rasters;
  } finally {
    document.destroy();
  }
}

/** The code on a page as a camera reads it, and the length of its side on the paper. Throws where there is none to be read. */
export function readCode({ width, height, grey }: Raster, dpi: number): { readonly text: string; readonly sizeMm: number } {
  const data = new Uint8Array(grey.length * 3).map((_, at) => grey[Math.floor(at / 3)] ?? 255);
  let found: FinderPoints | undefined;
  const text = decodeQR({ width, height, data }, { timeLimit: 2000, pointsOnDetect: (points) => { found = points; } });
  if (!found) throw new Error("read without having been found");
  const [left, right] = found.bounds;
  return { text, sizeMm: (Math.hypot(right.x - left.x, right.y - left.y) / dpi) * 25.4 };
}
