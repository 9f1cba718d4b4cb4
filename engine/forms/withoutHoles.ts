/** Stands where a fact is not known; never leaves this folder. */
export const hole = "\uFFFC";

const ends = /([，。；：,;:]|\.(?=\s|$))/;
/** What a number counts, right after it: goes with the number. */
const counted = new RegExp(`(?:(?:已|有|共|仅)\\s*|\\b(?:are|is|for|of)\\s+)?${hole}\\s*(?:小时|分钟|秒|天|级|具|块|人|项|次|米|vol%|%\\[?LEL\\]?|%|mg/m³|ppm|°C|Bft|min old|min|h|m|s|days|d)(?![A-Za-z])`, "g");
/** Words that say nothing without the fact after them. */
const needsFact = new RegExp(`(?:由|应|为|超过|须|\\b(?:be|than|within|needs))\\s*${hole}`);

/** One clause without its facts; undefined when it says nothing without them. */
function clauseWithout(clause: string): string | undefined {
  if (needsFact.test(clause)) return undefined;
  const uncounted = clause.replace(counted, " ").replace(new RegExp(`\\s+by\\s+${hole}\\s*$`), "");
  return uncounted.trimEnd().endsWith(hole) ? undefined : uncounted.replaceAll(hole, " ");
}

const tidy = (text: string): string => text
  .replace(/\s+(?=[，。；：,.;:）)]|$)/g, "")
  .replace(/(?<=[\u3000-\u9fff\uff00-\uffef])\s+(?=[\u3000-\u9fff\uff00-\uffef])/g, "")
  .replace(/\s{2,}/g, " ")
  .trim();

/**
 * A sentence without its unknown facts, "交底未签字：○。每人都要签字。" →
 * "交底未签字。每人都要签字。"; undefined when nothing sensible is left.
 */
export function withoutHoles(text: string): string | undefined {
  const [first = "", ...rest] = text.split(ends);
  const parts: string[] = [];
  for (const [end, clause] of [["", first], ...pairs(rest)] as const) {
    const isDetail = /[:：]/.test(end) && clause.includes(hole);
    const kept = isDetail ? "" : clause.includes(hole) ? clauseWithout(clause) : clause;
    if (kept === undefined) return undefined;
    parts.push(isDetail ? "" : end, kept);
  }
  return tidy(parts.join(""));
}

/** End mark and the clause after it. */
function pairs(parts: readonly string[]): readonly (readonly [string, string])[] {
  return parts.flatMap((part, at) => (at % 2 === 0 ? [[part, parts[at + 1] ?? ""] as const] : []));
}
