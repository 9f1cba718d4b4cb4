import type { CheckResult, Field, Issue, JsonValue, RowState } from "@safeloop/engine";
import { isObject } from "@safeloop/engine";
import type { FormMode } from "./formContext.ts";
import type { FormSnapshot, FormStore } from "./formStore.ts";

/** What holds for one field now. */
export interface FieldState {
  readonly isVisible: boolean;
  readonly required: boolean;
  readonly readonly: boolean;
  /** The person may only read it: shown as text, not as a dead control. */
  readonly isRead: boolean;
  readonly options: readonly JsonValue[] | undefined;
  readonly issue: Issue | undefined;
  readonly check: CheckResult | undefined;
  /** The computed value, for computed fields. */
  readonly computed: JsonValue | undefined;
}

/** Where a field lies: a top-level field, a member of an object, or a cell of a row. */
export interface FieldPlace { readonly field: Field; readonly pointer: string; readonly table?: string; readonly row?: number }

function holder(snapshot: FormSnapshot, place: FieldPlace): RowState | FormSnapshot["state"] | undefined {
  return place.table === undefined || place.row === undefined ? snapshot.state : snapshot.state.rows.get(place.table)?.[place.row];
}

function computedValue(snapshot: FormSnapshot, { field, table, row }: FieldPlace): JsonValue | undefined {
  if (table === undefined || row === undefined) return snapshot.state.answers[field.xid];
  const rows = snapshot.state.answers[table];
  const cells = Array.isArray(rows) ? (rows as readonly JsonValue[])[row] : undefined;
  return isObject(cells) ? cells[field.xid] : undefined;
}

/** The state of a field out of what FormView knows. A row not yet evaluated shows its fields plainly. */
export function fieldStateOf(store: FormStore, place: FieldPlace, mode: FormMode): FieldState {
  const snapshot = store.get();
  const { field, pointer, table } = place;
  const held = holder(snapshot, place);
  const access = snapshot.access(table ?? field.xid);
  const isShown = snapshot.isTried || store.isLeft(pointer);
  return {
    isVisible: access !== "hidden" && (held === undefined || held.visible.has(field.xid)),
    required: access === "require" || (held === undefined ? field.required : held.required.has(field.xid)),
    isRead: mode === "read" || access === "read",
    readonly: mode === "read" || access === "read" || field.computed || held?.readonly.has(field.xid) === true,
    options: held?.options.get(field.xid),
    issue: isShown ? snapshot.issues.get(pointer)?.[0] : undefined,
    check: snapshot.checks.get(field.xid)?.[0],
    computed: field.computed ? computedValue(snapshot, place) : undefined,
  };
}

/** Equal in every member: nothing to draw again. */
export function isSameState(one: FieldState, other: FieldState): boolean {
  return (Object.keys(one) as (keyof FieldState)[]).every((member) => Object.is(one[member], other[member]));
}
