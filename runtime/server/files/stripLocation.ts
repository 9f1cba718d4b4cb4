/** IFD entry: tag, type, count, value or offset; 12 bytes. */
interface Tiff {
  readonly bytes: Buffer;
  u16(at: number): number;
  u32(at: number): number;
}

const sizes: { readonly [type: number]: number } = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8 };
const gpsTag = 0x8825;

function tiffOf(bytes: Buffer): Tiff | undefined {
  const order = bytes.toString("latin1", 0, 2);
  if (bytes.length < 8 || (order !== "II" && order !== "MM")) return undefined;
  const little = order === "II";
  const within = (at: number, length: number): boolean => at >= 0 && at + length <= bytes.length;
  return {
    bytes,
    u16: (at) => (within(at, 2) ? (little ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at)) : 0),
    u32: (at) => (within(at, 4) ? (little ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at)) : 0),
  };
}

/** Overwrites the values of a directory with zeros, then the directory itself. */
function wipeDirectory(tiff: Tiff, at: number): void {
  const entries = Math.min(tiff.u16(at), 200);
  for (let n = 0; n < entries; n += 1) {
    const entry = at + 2 + n * 12;
    const length = (sizes[tiff.u16(entry + 2)] ?? 1) * tiff.u32(entry + 4);
    const offset = tiff.u32(entry + 8);
    if (length > 4 && offset > 0 && offset < tiff.bytes.length) tiff.bytes.fill(0, offset, Math.min(offset + length, tiff.bytes.length));
  }
  if (at > 0 && at < tiff.bytes.length) tiff.bytes.fill(0, at, Math.min(at + 2 + entries * 12, tiff.bytes.length));
}

/** Wipes the GPS directory of an EXIF block in place; time and orientation stay. True when there was one. */
function wipeGps(exif: Buffer): boolean {
  const tiff = tiffOf(exif);
  if (!tiff) return false;
  let found = false;
  const seen = new Set<number>();
  for (let ifd = tiff.u32(4); ifd > 0 && ifd < exif.length && !seen.has(ifd); ) {
    seen.add(ifd);
    const entries = Math.min(tiff.u16(ifd), 500);
    for (let n = 0; n < entries; n += 1) {
      const entry = ifd + 2 + n * 12;
      if (tiff.u16(entry) !== gpsTag) continue;
      wipeDirectory(tiff, tiff.u32(entry + 8));
      exif.fill(0, entry + 2, Math.min(entry + 12, exif.length)); // count 0, no offset
      found = true;
    }
    ifd = tiff.u32(ifd + 2 + entries * 12);
  }
  return found;
}

/**
 * A JPEG without its place: the GPS part of EXIF is wiped, and the blocks that
 * may repeat it (XMP, IPTC) are left out. Pixels are not touched.
 */
export function stripLocation(jpeg: Buffer): Buffer {
  const parts: Buffer[] = [jpeg.subarray(0, 2)];
  let at = 2;
  while (at + 4 <= jpeg.length && jpeg[at] === 0xff) {
    const marker = jpeg[at + 1] ?? 0;
    if (marker === 0xda) break; // pixels begin
    const end = Math.min(at + 2 + jpeg.readUInt16BE(at + 2), jpeg.length);
    const segment = Buffer.from(jpeg.subarray(at, end));
    const isExif = marker === 0xe1 && segment.toString("latin1", 4, 10) === "Exif\0\0";
    if (isExif) wipeGps(segment.subarray(10));
    if (isExif || (marker !== 0xe1 && marker !== 0xed)) parts.push(segment);
    at = end;
  }
  parts.push(jpeg.subarray(at));
  return Buffer.concat(parts);
}
