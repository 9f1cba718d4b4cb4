const maxTerms = 3_000;
const maxQueryTerms = 24;
const maxTermLength = 40;

type Kind = "han" | "word" | "symbol" | "space";

function judgeKind(char: string): Kind {
  if (/\s/u.test(char)) return "space";
  if (/\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}/u.test(char)) return "han";
  return /[\p{L}\p{N}\p{M}]/u.test(char) ? "word" : "symbol";
}

/** Kinds met so far, by code unit: asking the Unicode tables for each character is half of a term's cost. */
const kinds: (Kind | undefined)[] = Array.from({ length: 0x10000 }, () => undefined);

function kindOf(char: string): Kind {
  return char.length === 1 ? (kinds[char.charCodeAt(0)] ??= judgeKind(char)) : judgeKind(char);
}

/** One stretch of text of the same make. */
interface Run {
  readonly kind: Exclude<Kind, "space">;
  readonly chars: string[];
}

/** Half a surrogate pair cannot be sent as a query; both sides write it as U+FFFD. */
export function wellFormed(text: string): string {
  if (!/[\ud800-\udfff]/.test(text)) return text;
  return text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
}

/** Both sides of a search are made alike: compatibility forms folded, lower case. */
function normalise(text: string): string {
  return wellFormed(text).normalize("NFKC").toLowerCase();
}

function runsOf(text: string): Run[] {
  const runs: Run[] = [];
  let last: Run | undefined;
  for (const char of normalise(text)) {
    const kind = kindOf(char);
    if (kind === "space") last = undefined;
    else if (last?.kind === kind) last.chars.push(char);
    else runs.push((last = { kind, chars: [char] }));
  }
  return runs;
}

/**
 * A term as the index stores it: letters and digits only, so that neither
 * FTS5 nor a tsvector parser cuts it differently, and prefixes stay prefixes.
 */
function encode(term: string): string {
  let out = "x";
  for (let i = 0; i < term.length; i += 1) out += (0x10000 + term.charCodeAt(i)).toString(16).slice(1);
  return out;
}

function bigrams(chars: readonly string[]): string[] {
  return chars.map((char, i) => char + (chars[i + 1] ?? ""));
}

function termsOfRun(run: Run): string[] {
  if (run.kind === "word") return [run.chars.slice(0, maxTermLength).join("")];
  return run.kind === "han" ? bigrams(run.chars) : run.chars;
}

/** The terms of stored text: pairs of Chinese characters, whole words, single signs (recipes 6). */
export function termsOf(texts: readonly string[]): string[] {
  const terms = new Set<string>();
  for (const text of texts) {
    for (const run of runsOf(text)) {
      for (const term of termsOfRun(run)) {
        if (terms.size >= maxTerms) return [...terms];
        terms.add(encode(term));
      }
    }
  }
  return [...terms];
}

/** A term a search asks for. `prefix`: what begins with it counts as well. */
export interface SearchTerm {
  readonly term: string;
  readonly prefix: boolean;
}

function askedOfRun(run: Run, isOpen: boolean): SearchTerm[] {
  if (run.kind === "word") return [{ term: encode(run.chars.slice(0, maxTermLength).join("")), prefix: isOpen }];
  if (run.kind === "symbol") return run.chars.map((char) => ({ term: encode(char), prefix: false }));
  if (run.chars.length === 1) return [{ term: encode(run.chars[0] ?? ""), prefix: true }];
  return bigrams(run.chars).slice(0, -1).map((term) => ({ term: encode(term), prefix: false }));
}

/** What a search text asks for; all of it must be found. Empty when the text is blank. */
export function askedTerms(text: string): SearchTerm[] {
  const seen = new Map<string, SearchTerm>();
  const runs = runsOf(text);
  // Only the last word may still be in the making; one letter alone would begin half the index.
  const isOpen = (run: Run, i: number): boolean => i === runs.length - 1 && (run.chars.length > 1 || runs.length > 1);
  runs.forEach((run, i) => askedOfRun(run, isOpen(run, i)).forEach((asked) => seen.set(`${asked.term}${asked.prefix}`, asked)));
  return [...seen.values()].slice(0, maxQueryTerms);
}

/** A term for an exact value of a field, for fields that hold several. */
export function valueTerm(xid: string, value: string): string {
  return `v${encode(xid)}${encode(value.slice(0, 120))}`;
}
