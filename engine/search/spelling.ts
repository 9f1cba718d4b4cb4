import { polyphonic } from "pinyin-pro";
import type { Spelling } from "./prepare.ts";

const kept = new Map<string, readonly string[]>();

/** `lü` is typed `lv`, or `lu` as in passports. */
function typed(reading: string): readonly string[] {
  return reading.includes("ü") ? [reading.replace("ü", "v"), reading.replace("ü", "u")] : [reading];
}

/** The readings of a character, all of those it has: names and places do not say which is meant. */
export const spelling: Spelling = (char) => {
  const known = kept.get(char);
  if (known !== undefined) return known;
  const readings = /\p{Script=Han}/u.test(char) ? (polyphonic(char, { toneType: "none", type: "array" })[0] ?? []) : [];
  const found = [...new Set(readings.flatMap(typed))].filter((reading) => /^[a-z]+$/.test(reading));
  kept.set(char, found);
  return found;
};
