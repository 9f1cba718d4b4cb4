import { box, icon, text, widthOf } from "./svg.ts";
import type { StoryLine } from "./story.ts";

const size = { zh: 13.5, en: 12 } as const;
const lineHeight = 24;
const heading = { zh: "经过", en: "What happened" };
const refused = { zh: "被拒：", en: "refused: " };

const zhOf = ({ text: words, refusal }: StoryLine): string => words.zh + (refusal ? ` – ${refused.zh}${refusal.zh}` : "");
const enOf = ({ text: words, refusal }: StoryLine): string => words.en + (refusal ? ` – ${refused.en}${refusal.en}` : "");
const enColumn = (lines: readonly StoryLine[]): number => 44 + Math.max(...lines.map((one) => widthOf(zhOf(one), size.zh))) + 24;

export function storySize(lines: readonly StoryLine[]): { readonly width: number; readonly height: number } {
  return { width: enColumn(lines) + Math.max(...lines.map((one) => widthOf(enOf(one), size.en))) + 14, height: 34 + lines.length * lineHeight + 8 };
}

/** The steps of the case that have been played, Chinese on the left, English on the right. */
export function drawStory(lines: readonly StoryLine[], x: number, y: number, width: number): string {
  const { height } = storySize(lines);
  const title = text(x + 14, y + 23, heading.zh, { size: 13, fill: "text2", isBold: true }) + text(x + 14 + widthOf(heading.zh, 13) + 8, y + 23, heading.en, { size: 12, fill: "text3" });
  return box(x, y, width, height, { fill: "card", line: "line" }) + title + lines.map((one, i) => lineAt(one, i, x, y + 34 + i * lineHeight, x + enColumn(lines))).join("");
}

function lineAt(one: StoryLine, i: number, x: number, y: number, english: number): string {
  const fill = one.refusal ? "risk1Text" : "text";
  return mark(one, i, x + 14, y + 3) + text(x + 44, y + 17, zhOf(one), { size: size.zh, fill }) + text(english, y + 17, enOf(one), { size: size.en, fill: one.refusal ? "risk1Text" : "text2" });
}

/** Steps are numbered; a refused one has a cross, since nothing came of it. */
function mark({ refusal }: StoryLine, i: number, x: number, y: number): string {
  if (refusal) return box(x, y, 18, 18, { fill: "risk1Tint", line: "risk1Text", radius: 9 }) + icon(x + 4, y + 4, "cross", 10, "risk1Text");
  return box(x, y, 18, 18, { fill: "good", radius: 9 }) + text(x + 9, y + 13, String(i + 1), { size: 11, fill: "onPrimary", isBold: true, anchor: "middle" });
}
