import { readFileSync } from "node:fs";
import { join } from "node:path";
import { compilePattern, isMatcher, maxMatchedLength } from "@safeloop/engine";
import { filesBelow } from "./files.ts";
import type { Suite } from "./suite.ts";

interface Attack {
  readonly pattern: string;
  readonly text: string;
}

const slowest = 50; // milliseconds one match may take

/** Blocks between lines of plus signs: number, pattern, `RESULT-…`, kind, count, `KIND<tab>AttackString:"a"+"b"*n+"c"`. */
function attacksOf(content: string): Attack[] {
  return content.replace(/^\uFEFF/, "").split(/^\+{20,}\r?$/m).flatMap((block) => {
    const found = /^\d+\r?\n([\s\S]*?)\r?\nRESULT-[\s\S]*?AttackString:([\s\S]*?)\s*$/m.exec(block);
    return found ? [{ pattern: found[1] ?? "", text: pumped(found[2] ?? "") }] : [];
  });
}

/** `"prefix"+"pump"*n+"suffix"` written out. */
function pumped(formula: string): string {
  const found = /^"([\s\S]*)"\+"([\s\S]*)"\*(\d+)\+"([\s\S]*)"$/.exec(formula);
  if (!found) throw new Error(`Cannot read the attack string ${formula.slice(0, 80)}`);
  return unescape(found[1] ?? "") + unescape(found[2] ?? "").repeat(Number(found[3])) + unescape(found[4] ?? "");
}

const escapes: { readonly [letter: string]: string } = { n: "\n", r: "\r", t: "\t", f: "\f", v: "\v", "\\": "\\", '"': '"' };

function unescape(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|([nrtfv\\"]))/g, (_, unit?: string, byte?: string, letter?: string) =>
    letter === undefined ? String.fromCharCode(Number.parseInt(unit ?? byte ?? "0", 16)) : escapes[letter] ?? letter);
}

/** Milliseconds of one match; a slow one is measured again, since another process may have taken the core in between. */
function matchTime(test: () => void): number {
  let best = Infinity;
  for (let round = 0; round < 4 && best > slowest; round += 1) {
    const start = performance.now();
    test();
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

/** Vulnerable patterns of the wild with their published attack strings: refused at authoring, or matched fast. */
export const redos: Suite = {
  name: "redos",
  async run(folder) {
    const failures: string[] = [];
    const counts = { accepted: 0, refused: 0, tooLong: 0, passed: 0 };
    let worst = 0;
    for (const file of filesBelow(folder, ".txt")) {
      for (const { pattern, text } of attacksOf(readFileSync(join(folder, file), "utf8"))) {
        const matcher = compilePattern(pattern);
        if (!isMatcher(matcher)) {
          counts.refused += 1;
          counts.passed += 1;
          continue;
        }
        counts.accepted += 1;
        if (text.length > maxMatchedLength) counts.tooLong += 1;
        const ms = matchTime(() => matcher.test(text));
        worst = Math.max(worst, ms);
        if (ms > slowest) failures.push(`${pattern.slice(0, 100)}: ${ms.toFixed(1)} ms on ${text.length} characters`);
        else counts.passed += 1;
      }
    }
    const figures = [
      `accepted ${counts.accepted}, refused at authoring with an Issue ${counts.refused}`,
      `texts over ${maxMatchedLength} characters, refused before matching: ${counts.tooLong}`,
      `slowest match ${worst.toFixed(1)} ms (limit ${slowest} ms)`,
    ];
    return { passed: counts.passed, failures, figures };
  },
};
