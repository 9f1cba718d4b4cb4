import type { Issue } from "../../issues/issue.ts";
import type { JsonValue } from "../../model/json.ts";
import type { Op } from "../overlay/overlay.ts";
import type { Ref } from "../tree/element.ts";

/** What a person has to decide before the upgrade (overlays.md 6). */
export type ConflictCode =
  | "BOTH_CHANGED" | "BOTH_MOVED" | "BOTH_ADDED" | "REMOVED_HERE_CHANGED_THERE" | "CONTAINER_GONE" | "CYCLE" | "KIND_CLASH"
  | "ORPHAN_REVIVED" | "LOCK_NEW" | "INCOMPARABLE" | "ANCHOR_LOST_FLOW" | "INVALID" | "REF_BROKEN" | "CASE_FAILED";

/** What a person is shown and takes note of. */
export type NoticeCode = "CASE_STRICTER" | "ORPHAN" | "SUBSUMED" | "COMBINED" | "CONVERGED" | "ANCHOR_LOST" | "LOCK_RAISED" | "NEW_IN_BASE";

export type Choice = "mine" | "theirs" | "edit";

/** One line of the plan. `key` names the operation it is about; `also`: other elements concerned, or keys of other operations. */
export interface Item {
  readonly code: ConflictCode | NoticeCode;
  readonly key: string;
  readonly el: Ref;
  readonly prop?: string;
  readonly was?: JsonValue;
  readonly theirs?: JsonValue;
  readonly mine?: JsonValue;
  readonly also?: readonly string[];
  /** Of what was judged as a whole: everything that is wrong. */
  readonly why?: readonly Issue[];
  readonly choices: readonly Choice[];
}

/** `mine` stands in no list where keeping the operation would change nothing or break the pack. */
const choicesOf: { readonly [code in ConflictCode]: readonly Choice[] } = {
  BOTH_CHANGED: ["mine", "theirs", "edit"], BOTH_MOVED: ["mine", "theirs", "edit"], BOTH_ADDED: ["mine", "theirs", "edit"],
  REMOVED_HERE_CHANGED_THERE: ["mine", "theirs", "edit"], CONTAINER_GONE: ["mine", "theirs", "edit"], ORPHAN_REVIVED: ["mine", "theirs", "edit"],
  ANCHOR_LOST_FLOW: ["mine", "theirs", "edit"], CYCLE: ["theirs", "edit"], KIND_CLASH: ["theirs", "edit"], LOCK_NEW: ["theirs", "edit"],
  INCOMPARABLE: ["theirs", "edit"], INVALID: ["theirs", "edit"], REF_BROKEN: ["theirs", "edit"], CASE_FAILED: ["theirs", "edit"],
};

type Rest = Omit<Item, "code" | "choices">;

export function conflict(code: ConflictCode, rest: Rest): Item {
  return { code, ...rest, choices: choicesOf[code] };
}

export function notice(code: NoticeCode, rest: Rest): Item {
  return { code, ...rest, choices: [] };
}

export function isConflict(item: Item): item is Item & { readonly code: ConflictCode } {
  return Object.hasOwn(choicesOf, item.code);
}

/** What a person decided on an item. `edit` puts other operations in the place of the one it names. */
export type Decision =
  | { readonly code: ConflictCode; readonly key: string; readonly choice: "mine" | "theirs" }
  | { readonly code: ConflictCode; readonly key: string; readonly choice: "edit"; readonly ops: readonly Op[] };
