import type { JsonLogic } from "@safeloop/engine";

export type ParsedLogic = { readonly logic: JsonLogic } | { readonly fault: { readonly line: number; readonly column: number } };

/** Reads a condition's JSON; of text that is none, where it stops being any. Browsers do not agree on saying that. */
export function parseLogic(text: string): ParsedLogic {
  try {
    return { logic: JSON.parse(text) as JsonLogic };
  } catch {
    const before = text.slice(0, firstFault(text)).split("\n");
    return { fault: { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 } };
  }
}

const word = /"(?:[ !#-[\]-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null|[{}[\],:]/y;
const space = /[ \t\n\r]*/y;

/** What may come next: a value, the first of a list or object (or its end), a name, a colon, or a comma or end. */
type Next = "value" | "firstItem" | "name" | "firstName" | "colon" | "after";

/** What follows a token where it is allowed; undefined where it is not. `open` holds what is not closed yet. */
function step(next: Next, token: string, open: string[]): Next | undefined {
  const isName = token.startsWith("\"");
  if (next === "colon") return token === ":" ? "value" : undefined;
  if ((next === "name" || next === "firstName") && isName) return "colon";
  const closes = token === "]" || token === "}";
  if (closes) return (next === "after" || next === (token === "]" ? "firstItem" : "firstName")) && open.pop() === (token === "]" ? "[" : "{") ? "after" : undefined;
  if (next === "after") return token === "," && open.length > 0 ? (open.at(-1) === "{" ? "name" : "value") : undefined;
  if ((next !== "value" && next !== "firstItem") || token === "," || token === ":") return undefined;
  if (token !== "[" && token !== "{") return "after";
  open.push(token);
  return token === "[" ? "firstItem" : "firstName";
}

function firstFault(text: string): number {
  const open: string[] = [];
  let next: Next = "value";
  for (let at = 0; ; at = word.lastIndex) {
    space.lastIndex = at;
    space.exec(text);
    const start = (word.lastIndex = space.lastIndex);
    const token = word.exec(text)?.[0];
    const follows: Next | undefined = token === undefined ? undefined : step(next, token, open);
    if (follows === undefined) return start;
    next = follows;
  }
}
