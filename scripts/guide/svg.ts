import type { I18nText } from "@safeloop/engine";
import { lightTokens, type Tokens } from "../../runtime/web/theme/tokens.ts";
import { type IconName, icons } from "./icons.ts";

/** A colour of the product; a picture brings its own light ground, so it reads the same on a dark page. */
export const ink = (name: keyof Tokens): string => lightTokens[name];

export const fonts = `"PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "Source Han Sans SC", system-ui, sans-serif`;

const escapes: { readonly [sign: string]: string } = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign);

/** Upper bound of how wide the usual fonts draw a sign, in parts of its size. */
function signWidth(sign: string): number {
  if (/[\u2190-\uffef]/.test(sign) || /[“”]/.test(sign)) return 1;
  if (/[ilj.,:;'|!() ]/.test(sign)) return 0.34;
  if (/[mwMW%]/.test(sign)) return 0.92;
  return /[A-Z#_]/.test(sign) ? 0.7 : 0.56;
}

export const widthOf = (text: string, size: number): number => Math.ceil([...text].reduce((sum, sign) => sum + signWidth(sign), 0) * size);

export interface TextStyle { readonly size: number; readonly fill: keyof Tokens; readonly isBold?: boolean; readonly isStruck?: boolean; readonly anchor?: "start" | "middle" | "end" }

export function text(x: number, y: number, words: string, { size, fill, isBold, isStruck, anchor }: TextStyle): string {
  const more = `${isBold ? ' font-weight="600"' : ""}${isStruck ? ' text-decoration="line-through"' : ""}${anchor && anchor !== "start" ? ` text-anchor="${anchor}"` : ""}`;
  return words === "" ? "" : `<text x="${x}" y="${y}" font-size="${size}" fill="${ink(fill)}"${more}>${escaped(words)}</text>`;
}

/** Chinese above, English smaller below; the second line's base is `lead` further down. */
export function twoLines(x: number, y: number, words: I18nText, style: TextStyle, enSize: number, lead = 14): string {
  return text(x, y, words.zh, style) + text(x, y + lead, words.en, { ...style, size: enSize, fill: style.fill === "text" ? "text2" : style.fill, isBold: false });
}

export const widthOfBoth = (words: I18nText, size: number, enSize: number): number => Math.max(widthOf(words.zh, size), widthOf(words.en, enSize));

export interface BoxStyle { readonly fill?: keyof Tokens; readonly line?: keyof Tokens; readonly width?: number; readonly radius?: number; readonly isDashed?: boolean }

export function box(x: number, y: number, width: number, height: number, { fill, line, width: stroke = 1, radius = 8, isDashed }: BoxStyle): string {
  const edge = line ? ` stroke="${ink(line)}" stroke-width="${stroke}"${isDashed ? ' stroke-dasharray="4 3"' : ""}` : "";
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="${radius}" fill="${fill ? ink(fill) : "none"}"${edge}/>`;
}

/** `size` is how wide and high it becomes. */
export function icon(x: number, y: number, name: IconName, size: number, stroke: keyof Tokens): string {
  const scale = size / 16;
  return `<path d="${icons[name]}" transform="translate(${x} ${y})${scale === 1 ? "" : ` scale(${scale})`}" fill="none" stroke="${ink(stroke)}" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"/>`;
}

export function line(path: string, stroke: keyof Tokens, width: number, isDashed = false): string {
  return `<path d="${path}" fill="none" stroke="${ink(stroke)}" stroke-width="${width}"${isDashed ? ' stroke-dasharray="5 4"' : ""}/>`;
}
