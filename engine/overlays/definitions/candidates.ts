import { isList, isObject, type JsonObject, type JsonValue } from "../../model/json.ts";
import type { Ref } from "../tree/element.ts";
import { type DefinitionBuilder, type TreeReader } from "./builder.ts";
import { flatten, unflatten } from "./flatten.ts";

/**
 * Candidates have no ids in JSON. Theirs is what they stand for: the kind with
 * its person, role and place, field or node. So a changed weight is an edit, and
 * another role is another candidate: one that came and one that went.
 */
function nameOf(candidate: JsonObject): string {
  const said = ["person", "role", "at", "field", "node", "level", "upTo"].flatMap((key) => (candidate[key] === undefined ? [] : [String(candidate[key])]));
  return [String(candidate["kind"]), ...said].join(".");
}

/** True for a list that becomes elements; anything else stays a property. */
export function isCandidates(value: JsonValue | undefined): value is readonly JsonObject[] {
  return isList(value) && value.length > 0 && value.every(isObject);
}

/** One element a candidate in `slot` of `owner`; ids begin with `stem`. */
export function addCandidates(builder: DefinitionBuilder, owner: Ref, slot: string, stem: string, list: readonly JsonObject[]): void {
  for (const one of list) builder.add(`${stem}/${slot}/${nameOf(one)}`, "candidate", owner, slot, flatten(one));
}

/** The list of a slot; undefined where the definition had none, so that what stands as a property counts. */
export function candidatesOf(reader: TreeReader, owner: Ref, slot: string): readonly JsonObject[] | undefined {
  return reader.hasSlot(owner, slot) ? reader.children(owner, slot).map((one) => unflatten(one.props)) : undefined;
}
