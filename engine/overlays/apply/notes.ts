import type { Ref } from "../tree/element.ts";

/**
 * Why an operation had no effect, or another than it says:
 *
 * - `ORPHAN` its target is not there; `PARENT_GONE` what it goes into is not;
 * - `LOCKED` an upper layer closed the facet (`by`: the element that holds the lock);
 * - `KIND_CLASH` the id is taken by another kind; `CYCLE` the moves form a ring;
 * - `SUBSUMED` the upper is stricter; `COMBINED` both hold together; `TIGHTER` the own value is the stricter one;
 * - `INCOMPARABLE` there is no stricter of the two, the upper value stays;
 * - `ANCHOR_LOST` none of its anchors is in the slot: it stands at the end;
 * - `RING_CUT` anchors formed a ring: it stands at the start;
 * - `LOCK_LOWER` an upper lock is as high or higher.
 */
export type NoteCode =
  | "ORPHAN" | "PARENT_GONE" | "LOCKED" | "KIND_CLASH" | "CYCLE" | "SUBSUMED" | "COMBINED" | "TIGHTER" | "INCOMPARABLE"
  | "ANCHOR_LOST" | "RING_CUT" | "LOCK_LOWER";

export interface Note {
  readonly code: NoteCode;
  /** Key of the operation. */
  readonly key: string;
  readonly el: Ref;
  readonly prop?: string;
  readonly by?: Ref;
}
