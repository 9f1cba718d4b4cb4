import { lookAheadHint, refuse } from "./unsupported.ts";

/** A pattern without look-ahead, and what must or must not match from the same start. */
export interface SplitPattern {
  readonly rest: string;
  readonly ahead: readonly { readonly source: string; readonly wanted: boolean }[];
}

/**
 * `^(?!A)(?=B)rest` is `^(?:rest)`, and not `^(?:A)`, and `^(?:B)`. Anything
 * else with a look-ahead is left as it is, for the translator to refuse.
 */
export function splitLookAhead(source: string): SplitPattern {
  if (!/^\^\(\?[=!]/.test(source)) return { rest: source, ahead: [] };
  const ahead: { source: string; wanted: boolean }[] = [];
  let at = 1;
  while (/^\(\?[=!]/.test(source.slice(at, at + 3))) {
    const end = closingParen(source, at);
    if (/^[*+?{]/.test(source.slice(end + 1, end + 2))) refuse("a repeated look-ahead", lookAheadHint);
    ahead.push({ source: `^(?:${source.slice(at + 3, end)})`, wanted: source[at + 2] === "=" });
    at = end + 1;
  }
  const rest = source.slice(at);
  if (hasTopLevelOr(rest)) refuse("| beside a look-ahead", lookAheadHint);
  return { rest: `^(?:${rest})`, ahead };
}

/** Steps through a pattern; `visit` sees each plain character with the group depth around it. */
function scan(source: string, from: number, visit: (char: string, at: number, depth: number) => boolean): void {
  let depth = 0;
  let inClass = false;
  for (let at = from; at < source.length; at += 1) {
    const char = source[at] ?? "";
    if (char === "\\") at += 1;
    else if (inClass) inClass = char !== "]";
    else if (char === "[") inClass = true;
    else {
      if (char === ")") depth -= 1;
      if (visit(char, at, depth)) return;
      if (char === "(") depth += 1;
    }
  }
}

function closingParen(source: string, open: number): number {
  let end = -1;
  scan(source, open, (char, at, depth) => {
    if (char === ")" && depth === 0) end = at;
    return end >= 0;
  });
  return end >= 0 ? end : refuse("an unclosed group");
}

function hasTopLevelOr(source: string): boolean {
  let found = false;
  scan(source, 0, (char, _at, depth) => (found = char === "|" && depth === 0));
  return found;
}
