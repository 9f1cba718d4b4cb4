/**
 * Photos are redrawn smaller before they travel, which drops their EXIF. Time
 * and place of the shot are evidence, so the original's EXIF block is put back
 * into the small picture, with the orientation reset (the drawing is upright).
 */
const app1 = 0xe1, startOfScan = 0xda, orientationTag = 0x0112;

/** The APP1 "Exif" segment of a JPEG, marker and length included; undefined when there is none. */
export function exifOf(jpeg: Uint8Array): Uint8Array | undefined {
  if (jpeg[0] !== 0xff || jpeg[1] !== 0xd8) return undefined;
  for (let at = 2; at + 4 <= jpeg.length && jpeg[at] === 0xff; ) {
    const marker = jpeg[at + 1] ?? 0;
    const length = ((jpeg[at + 2] ?? 0) << 8) | (jpeg[at + 3] ?? 0);
    if (marker === startOfScan || length < 2) return undefined;
    if (marker === app1 && isExif(jpeg, at + 4)) return jpeg.slice(at, at + 2 + length);
    at += 2 + length;
  }
  return undefined;
}

function isExif(jpeg: Uint8Array, at: number): boolean {
  return [0x45, 0x78, 0x69, 0x66, 0, 0].every((byte, index) => jpeg[at + index] === byte);
}

/** The segment with its orientation set to 1 (upright). A segment that cannot be read is left out rather than lie about the orientation. */
export function uprightExif(segment: Uint8Array): Uint8Array | undefined {
  const copy = segment.slice();
  const view = new DataView(copy.buffer, copy.byteOffset + 10);
  try {
    const little = view.getUint16(0) === 0x4949;
    const ifd = view.getUint32(4, little);
    const count = view.getUint16(ifd, little);
    for (let index = 0; index < count; index += 1) {
      const entry = ifd + 2 + index * 12;
      if (view.getUint16(entry, little) === orientationTag) view.setUint16(entry + 8, 1, little);
    }
    return copy;
  } catch {
    return undefined; // offsets lead out of the segment: damaged EXIF
  }
}

/** A JPEG with this EXIF segment right after its start marker. */
export function withExif(jpeg: Uint8Array, segment: Uint8Array): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(jpeg.length + segment.length);
  joined.set(jpeg.subarray(0, 2), 0);
  joined.set(segment, 2);
  joined.set(jpeg.subarray(2), 2 + segment.length);
  return joined;
}
