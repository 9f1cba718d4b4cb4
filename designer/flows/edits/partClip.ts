import { checkMembers, type FlowDefinition, isObject, type JsonObject, type JsonValue } from "@safeloop/engine";
import { type ClipRefusal, clipText, readClip } from "../../clipboard/clip.ts";
import type { FlowPart } from "./copyPart.ts";

export type PartRead = { readonly part: FlowPart } | { readonly refused: ClipRefusal };

/** The clipboard text of a copied part. */
export function textOfPart(part: FlowPart): string {
  return clipText("nodes", part as unknown as JsonObject);
}

const isText = (value: JsonValue | undefined): boolean => isObject(value) && typeof value["zh"] === "string" && typeof value["en"] === "string";

/** True where a part begins and ends among its own steps; an empty branch does neither. */
function isHeld({ nodes, head, tail }: FlowPart): boolean {
  const ids = new Set(nodes.map((node) => node.id));
  return head === undefined ? tail === undefined && nodes.length === 0 : ids.has(head) && tail !== undefined && ids.has(tail);
}

/** Reads a pasted text, which anybody may have written: its steps and lines have to be of the shape of a flow's before one of them is used. What they mean beside the rest is for the check of the flow. */
export function readPart(text: string, flow: FlowDefinition): PartRead {
  const read = readClip(text, "nodes");
  if ("refused" in read) return read;
  const { nodes = null, edges = null, title, branch = {} } = read.payload;
  if (!isText(title) || !isObject(branch) || (branch["label"] !== undefined && !isText(branch["label"]))) return { refused: "notOurs" };
  const part = read.payload as unknown as FlowPart;
  return checkMembers({ ...flow, nodes, edges }).length === 0 && isHeld(part) ? { part } : { refused: "notOurs" };
}
