/** What a key does on the console. */
export type ConsoleAct = "ack" | "shelve" | "dispose" | "reset" | "mute" | "next" | "previous" | "filter" | "close" | "open";

const acts: { readonly [key: string]: ConsoleAct } = {
  a: "ack", s: "shelve", d: "dispose", r: "reset", m: "mute",
  j: "next", arrowdown: "next", k: "previous", arrowup: "previous",
  "/": "filter", escape: "close", enter: "open",
};

interface KeyPress {
  readonly key: string;
  readonly ctrlKey?: boolean;
  readonly altKey?: boolean;
  readonly metaKey?: boolean;
  readonly repeat?: boolean;
}

/**
 * The act of a key press, or undefined. Letters with a modifier belong to the
 * browser; a held key repeats moving but never acknowledges twice.
 */
export function consoleActOf(press: KeyPress): ConsoleAct | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const key = press.key.toLowerCase();
  const act = Object.hasOwn(acts, key) ? acts[key] : undefined;
  if (press.repeat && act !== "next" && act !== "previous") return undefined;
  return act;
}
