import { Refusal } from "@safeloop/engine";
import type { Config } from "../config/config.ts";
import type { Sniffed } from "./sniff.ts";

export const fileKinds = ["photo", "video", "audio", "file", "signature"] as const;
export type FileKind = (typeof fileKinds)[number];

/** More pixels than this cost a browser more memory than the picture is worth (a "bomb" is 10^10). */
export const maxPixels = 80_000_000;

const families: { readonly [kind in FileKind]: readonly Sniffed["family"][] | undefined } = {
  photo: ["image"],
  signature: ["image"],
  video: ["video"],
  audio: ["audio", "video"], // recorders write sound into video containers
  file: undefined, // anything; served as a download only
};

export function limitMb(config: Config, kind: FileKind): number {
  if (kind === "signature") return Math.min(2, config.maxUploadMb.photo);
  return kind === "video" || kind === "audio" ? config.maxUploadMb.video : config.maxUploadMb.photo;
}

/** Refuses content that is not what its kind says, and pictures with too many pixels. */
export function checkContent(kind: FileKind, found: Sniffed): void {
  const allowed = families[kind];
  if (allowed && !allowed.includes(found.family)) throw new Refusal("FILE_TYPE", { kind, found: found.mime });
  const { width, height } = found;
  if (width !== undefined && height !== undefined && width * height > maxPixels) throw new Refusal("FILE_PIXELS", { width, height, max: maxPixels });
}

/** A name fit for showing and for a header: no path, no control or direction-changing characters, bounded. */
export function cleanName(name: string): string {
  const last = name.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  // eslint-disable-next-line no-control-regex -- control characters are what is being removed
  const clean = last.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069"<>|:*?]/g, "").trim().slice(0, 120);
  return /^\.*$/.test(clean) ? "file" : clean;
}

/** Pictures every browser draws and none executes. Everything else is a download. */
const inline = new Set(["image/jpeg", "image/png", "image/gif", "image/webp"]);

/** Headers under which stored bytes are safe to serve from our own origin. */
export function servingHeaders(file: { readonly mime: string; readonly name: string; readonly sha256: string }): { readonly [name: string]: string } {
  const shown = inline.has(file.mime);
  const media = /^(video|audio)\//.test(file.mime);
  return {
    "content-type": shown || media ? file.mime : "application/octet-stream",
    "content-disposition": `${shown ? "inline" : "attachment"}; filename*=UTF-8''${encodeURIComponent(file.name).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)}`,
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "private, max-age=31536000, immutable",
    etag: `"${file.sha256}"`,
    "accept-ranges": "bytes",
  };
}
