/** What the bytes of a file are, whatever its name and the sender say. */
export interface Sniffed {
  readonly mime: string;
  readonly family: "image" | "video" | "audio" | "document" | "other";
  readonly width?: number;
  readonly height?: number;
}

type Size = { readonly width: number; readonly height: number } | undefined;

function ascii(bytes: Buffer, from: number, to: number): string {
  return bytes.toString("latin1", from, to);
}

function pngSize(bytes: Buffer): Size {
  return bytes.length >= 24 && ascii(bytes, 12, 16) === "IHDR" ? { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) } : undefined;
}

function gifSize(bytes: Buffer): Size {
  return bytes.length >= 10 ? { width: bytes.readUInt16LE(6), height: bytes.readUInt16LE(8) } : undefined;
}

function webpSize(bytes: Buffer): Size {
  if (bytes.length < 30) return undefined;
  switch (ascii(bytes, 12, 16)) {
    case "VP8X":
      return { width: bytes.readUIntLE(24, 3) + 1, height: bytes.readUIntLE(27, 3) + 1 };
    case "VP8L": {
      const bits = bytes.readUInt32LE(21);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    case "VP8 ":
      return { width: bytes.readUInt16LE(26) & 0x3fff, height: bytes.readUInt16LE(28) & 0x3fff };
    default:
      return undefined;
  }
}

/** The frame header (SOF) of a JPEG, found by walking its segments. */
function jpegSize(bytes: Buffer): Size {
  for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; ) {
    const marker = bytes[at + 1] ?? 0;
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return { height: bytes.readUInt16BE(at + 5), width: bytes.readUInt16BE(at + 7) };
    at += 2 + bytes.readUInt16BE(at + 2);
  }
  return undefined;
}

function isoMedia(bytes: Buffer): Sniffed | undefined {
  if (ascii(bytes, 4, 8) !== "ftyp") return undefined;
  const brand = ascii(bytes, 8, 12);
  if (/^(heic|heix|mif1|hevc)/.test(brand)) return { mime: "image/heic", family: "image" };
  if (/^M4A/.test(brand)) return { mime: "audio/mp4", family: "audio" };
  return { mime: /^qt/.test(brand) ? "video/quicktime" : "video/mp4", family: "video" };
}

function image(mime: string, size: Size): Sniffed {
  return { mime, family: "image", ...size };
}

/** Looks at the first bytes (give it at least 128 KiB, a JPEG's frame header can come late). Unknown content is a plain stream of bytes. */
export function sniff(bytes: Buffer): Sniffed {
  const hex = bytes.toString("hex", 0, 12);
  if (hex.startsWith("ffd8ff")) return image("image/jpeg", jpegSize(bytes));
  if (hex.startsWith("89504e470d0a1a0a")) return image("image/png", pngSize(bytes));
  if (/^GIF8[79]a/.test(ascii(bytes, 0, 6))) return image("image/gif", gifSize(bytes));
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WEBP") return image("image/webp", webpSize(bytes));
  if (ascii(bytes, 0, 4) === "RIFF" && ascii(bytes, 8, 12) === "WAVE") return { mime: "audio/wav", family: "audio" };
  if (hex.startsWith("1a45dfa3")) return { mime: "video/webm", family: "video" };
  if (ascii(bytes, 0, 4) === "OggS") return { mime: "audio/ogg", family: "audio" };
  if (hex.startsWith("494433") || /^fff[b32]/.test(hex)) return { mime: "audio/mpeg", family: "audio" };
  if (ascii(bytes, 0, 5) === "%PDF-") return { mime: "application/pdf", family: "document" };
  if (hex.startsWith("504b0304")) return { mime: "application/zip", family: "document" };
  if (hex.startsWith("d0cf11e0a1b11ae1")) return { mime: "application/x-ole-storage", family: "document" };
  return isoMedia(bytes) ?? { mime: "application/octet-stream", family: "other" };
}
