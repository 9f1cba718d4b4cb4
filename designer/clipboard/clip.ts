import { isObject, type JsonObject, type JsonValue } from "@safeloop/engine";

/** What a clip holds: fields of a form, or nodes of a flow. A new editor adds its own. */
export type ClipKind = "fields" | "nodes";

/** The text on the clipboard is this as plain JSON, so that it can be mailed, kept and read by people. */
export interface Clip {
  readonly safeloop: "clip";
  readonly version: typeof clipVersion;
  readonly kind: ClipKind;
  readonly payload: JsonObject;
}

export const clipVersion = 1;

/** Why a pasted text is not taken: it is nothing of ours, of a later version, of another kind, too large or too deep, or holds a name nobody may use. */
export type ClipRefusal = "notOurs" | "version" | "otherKind" | "tooLarge" | "tooDeep" | "badName";

export type ClipRead = { readonly payload: JsonObject } | { readonly refused: ClipRefusal };

/** A pasted text is somebody's data from anywhere. */
export const clipLimits = { characters: 1_000_000, depth: 160 } as const;
const forbidden: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** The clipboard text of a payload. */
export function clipText(kind: ClipKind, payload: JsonObject): string {
  return JSON.stringify({ safeloop: "clip", version: clipVersion, kind, payload } satisfies Clip, null, 1);
}

/** Reads a clipboard text as a clip of one kind. Its payload is plain JSON of bounded size; what it means is for the editor to check. */
export function readClip(text: string, kind: ClipKind): ClipRead {
  if (text.length > clipLimits.characters) return { refused: "tooLarge" };
  const value = parsed(text);
  if (!isObject(value) || value["safeloop"] !== "clip") return { refused: "notOurs" };
  if (value["version"] !== clipVersion) return { refused: "version" };
  if (value["kind"] !== kind) return { refused: "otherKind" };
  const { payload } = value;
  if (!isObject(payload)) return { refused: "notOurs" };
  const fault = faultOf(payload, 0);
  return fault === undefined ? { payload } : { refused: fault };
}

function parsed(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

function faultOf(value: JsonValue, depth: number): ClipRefusal | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (depth >= clipLimits.depth) return "tooDeep";
  for (const [key, inner] of Object.entries(value as JsonObject)) {
    if (forbidden.has(key)) return "badName";
    const fault = faultOf(inner, depth + 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
