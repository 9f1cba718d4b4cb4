import type { I18nText } from "@safeloop/engine";
import { gap, type Placed, type Wire } from "./place.ts";
import { box, ink, line, text, widthOf } from "./svg.ts";

/** How far above the cards a way back runs. */
export const backRoom = 46;

const head = (x: number, y: number, tone: "good" | "border"): string => `<path d="M${x - 9} ${y - 5}L${x - 1} ${y}L${x - 9} ${y + 5}z" fill="${ink(tone)}"/>`;

/** From the right edge of one to the left edge of the other; walked ones are whole and stronger, the rest dashed. */
export function drawWire({ from, to }: Wire, at: (id: string) => Placed, isWalked: boolean): string {
  const [a, b] = [at(from), at(to)];
  const [x1, x2] = [a.x + a.width, b.x];
  const turn = x2 - gap.x / 2;
  const path = a.line === b.line ? `M${x1} ${a.line}H${x2 - 6}` : `M${x1} ${a.line}H${turn}V${b.line}H${x2 - 6}`;
  const tone = isWalked ? "good" : "border";
  return line(path, tone, isWalked ? 2.5 : 1.5, !isWalked) + head(x2, b.line, tone);
}

/** Over the cards from where it was sent back to where it is asked again, with the command's name on it. */
export function drawBack(from: Placed, to: Placed, word: I18nText): string {
  const y = Math.min(from.y, to.y) - 24;
  const [x1, x2] = [from.x + from.width / 2 + (from === to ? 24 : 0), to.x + to.width / 2 - (from === to ? 24 : 0)];
  const path = `M${x1} ${from.y}V${y + 8}q0 -8 -8 -8H${x2 + 8}q-8 0 -8 8V${to.y - 7}`;
  return line(path, "risk2Text", 2, true) + `<path d="M${x2 - 5} ${to.y - 9}L${x2} ${to.y - 1}L${x2 + 5} ${to.y - 9}z" fill="${ink("risk2Text")}"/>` + label((x1 + x2) / 2, y, word);
}

function label(x: number, y: number, { zh, en }: I18nText): string {
  const [wide, gapped] = [widthOf(zh, 13), widthOf(en, 11.5)];
  const width = wide + gapped + 30;
  const left = Math.round(x - width / 2);
  return box(left, y - 13, width, 26, { fill: "risk2Tint", line: "risk2Text", radius: 13 }) + text(left + 12, y + 4.5, zh, { size: 13, fill: "risk2Text", isBold: true }) + text(left + 18 + wide, y + 4.5, en, { size: 11.5, fill: "risk2Text" });
}
