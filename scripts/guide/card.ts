import type { FlowNode, FlowNodeKind, I18nText } from "@safeloop/engine";
import type { IconName } from "./icons.ts";
import type { Row } from "./row.ts";
import { drawRow, heightOf, inset, stateColumn, widthOfRow } from "./rowBoxes.ts";
import { box, icon, ink, line, text, twoLines, widthOfBoth } from "./svg.ts";
import { both, say } from "./words.ts";

/** `fallen`: it was reached, and every visit has been cut out of the walk since. */
export type Standing = "ahead" | "now" | "past" | "fallen";

/** What a card says, before it has a place. */
export interface CardFace {
  readonly node: FlowNode;
  readonly mode: I18nText | undefined;
  readonly settings: readonly I18nText[];
  readonly rows: readonly Row[];
  readonly standing: Standing;
}

/** `anchor`: how far below the top the lines meet it. */
export interface Size { readonly width: number; readonly height: number; readonly anchor: number }

const head = 46;
const settingHeight = 36;
const body = 6; // above and below the rows

const kindIcons: { readonly [kind in FlowNodeKind]?: IconName } = { start: "play", approval: "shield", fill: "pencil", notify: "horn", end: "flag", parallel: "fork", inclusive: "fork", exclusive: "fork", join: "merge" };

const isPill = ({ kind }: FlowNode): boolean => kind === "parallel" || kind === "inclusive" || kind === "exclusive" || kind === "join";

function titleOf(node: FlowNode): I18nText {
  const kind = say("designer", `nodeKind.${node.kind}`);
  if (node.kind !== "join") return isPill(node) ? kind : both([kind, node.title], " · ");
  const needs = node.mode === "all" ? { zh: "全部", en: "all" } : node.mode === "any" ? { zh: "任一", en: "any" } : { zh: `${node.mode.n} 个分支`, en: `${node.mode.n} branches` };
  return both([kind, needs], { zh: "：", en: ": " });
}

export function sizeOf(face: CardFace): Size {
  const title = titleOf(face.node);
  if (isPill(face.node)) return { width: 40 + widthOfBoth(title, 13.5, 11.5) + 14, height: 46, anchor: 23 };
  const states = stateColumn(face.rows);
  const top = 36 + widthOfBoth(title, 14.5, 11.5) + (face.mode ? 18 + widthOfBoth(face.mode, 13, 11.5) : 0);
  const inner = Math.max(104, top, ...face.settings.map((one) => inset + widthOfBoth(one, 12.5, 11)), ...face.rows.map((row) => widthOfRow(row, states)));
  return { width: inner + inset, height: head + face.settings.length * settingHeight + 2 * body + face.rows.reduce((sum, row) => sum + heightOf(row), 0), anchor: head / 2 };
}

/** The card with its left upper corner at `x`, `y`. */
export function drawCard(face: CardFace, x: number, y: number): string {
  const size = sizeOf(face);
  return isPill(face.node) ? drawPill(face, x, y, size) : drawStep(face, x, y, size);
}

function drawPill({ node, standing }: CardFace, x: number, y: number, { width, height }: Size): string {
  const isAhead = standing === "ahead";
  const tone = isAhead ? "text2" : "primaryText";
  return box(x, y, width, height, { fill: "card", line: isAhead ? "border" : "primary", width: 1.5, radius: 23, isDashed: isAhead })
    + icon(x + 15, y + 15, kindIcons[node.kind] ?? "fork", 16, tone) + twoLines(x + 39, y + 20, titleOf(node), { size: 13.5, fill: tone, isBold: true }, 11.5, 15);
}

function drawStep(face: CardFace, x: number, y: number, size: Size): string {
  const { standing, settings } = face;
  const isAhead = standing === "ahead";
  const ground = box(x, y, size.width, size.height, { fill: "card" });
  const edge = box(x, y, size.width, size.height, { line: standing === "now" ? "primary" : "border", width: standing === "now" ? 2.5 : 1.2, isDashed: isAhead });
  const rule = settings.length > 0 || face.rows[0]?.kind === "visit" ? line(`M${x + 1} ${y + head + settings.length * settingHeight}H${x + size.width - 1}`, "line", 1) : "";
  return ground + headOf(face, x, y, size.width) + settings.map((one, i) => settingAt(one, x, y + head + i * settingHeight)).join("") + rule + rowsOf(face, x, y, size.width) + edge;
}

function headOf({ node, mode, standing }: CardFace, x: number, y: number, width: number): string {
  const isPlain = standing === "ahead" || standing === "fallen";
  const tone = isPlain ? "text2" : "primaryText";
  const band = `<path d="M${x} ${y + head}V${y + 8}a8 8 0 0 1 8 -8H${x + width - 8}a8 8 0 0 1 8 8V${y + head}z" fill="${ink(isPlain ? "sunken" : "primaryTint")}"/>`;
  return band
    + icon(x + inset, y + 9, kindIcons[node.kind] ?? "shield", 16, tone) + twoLines(x + 36, y + 21, titleOf(node), { size: 14.5, fill: tone, isBold: true }, 11.5, 16) + modeAt(mode, x + width - inset, y);
}

function modeAt(mode: I18nText | undefined, right: number, y: number): string {
  if (!mode) return "";
  return text(right, y + 21, mode.zh, { size: 13, fill: "primaryText", isBold: true, anchor: "end" }) + text(right, y + 37, mode.en, { size: 11.5, fill: "primaryText", anchor: "end" });
}

function settingAt(words: I18nText, x: number, y: number): string {
  return twoLines(x + inset, y + 16, words, { size: 12.5, fill: "text" }, 11);
}

function rowsOf({ rows, settings }: CardFace, x: number, y: number, width: number): string {
  const states = stateColumn(rows);
  let at = y + head + settings.length * settingHeight + body;
  return rows.map((row, i) => {
    const drawn = drawRow(row, x, at, states, i === 0 ? 0 : width);
    at += heightOf(row);
    return drawn;
  }).join("");
}
