import { exifOf, uprightExif, withExif } from "./exif.ts";

/** Longest side and size a photo travels with (product A18). */
export const photoSide = 1600;
export const photoBytes = 300_000;

function draw(picture: ImageBitmap, side: number): HTMLCanvasElement {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

function encode(canvas: HTMLCanvasElement, quality: number): Promise<Blob> {
  return new Promise((resolve, reject) => canvas.toBlob((blob) => (blob === null ? reject(new Error("the photo could not be encoded")) : resolve(blob)), "image/jpeg", quality));
}

/**
 * A photo as JPEG of at most 1600 px and about 300 kB, upright, with time and
 * place of the original's EXIF. Throws when the file is no picture the browser can read.
 */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const canvas = draw(picture, photoSide);
  picture.close();
  let small = await encode(canvas, 0.85);
  for (const quality of [0.75, 0.65, 0.5, 0.35]) {
    if (small.size <= photoBytes) break;
    small = await encode(canvas, quality);
  }
  const segment = exifOf(new Uint8Array(await file.slice(0, 256 * 1024).arrayBuffer()));
  const upright = segment && uprightExif(segment);
  return upright === undefined ? small : new Blob([withExif(new Uint8Array(await small.arrayBuffer()), upright)], { type: "image/jpeg" });
}
