import type { Field, JsonValue } from "@safeloop/engine";
import type { ComponentType } from "react";

/** What every field kind gets to edit its value. Values are JSON as stored; `undefined` clears. */
export interface EditProps {
  readonly id: string;
  readonly field: Field;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  readonly required: boolean;
  readonly readonly: boolean;
  readonly invalid: boolean;
  /** Narrowed options, when a rule narrows them. */
  readonly options: readonly JsonValue[] | undefined;
  /** id of the help or error text. */
  readonly describedBy: string | undefined;
  /** Index of the row, inside a repeat table. */
  readonly row?: number;
}

/** What every field kind gets to show its value. */
export interface ReadProps {
  readonly field: Field;
  readonly value: JsonValue | undefined;
  readonly row?: number;
}

/** What draws one field with its label, help and error. */
export interface FieldBoxProps {
  readonly field: Field;
  /** JSON Pointer by key. */
  readonly pointer: string;
  readonly value: JsonValue | undefined;
  readonly onChange: (value: JsonValue | undefined) => void;
  /** x-id of the table and index of the row this field is a cell of. */
  readonly table?: string;
  readonly row?: number;
}

/** One field kind: how it is edited and how it is read. */
export interface Widget {
  readonly Edit: ComponentType<EditProps>;
  readonly Read: ComponentType<ReadProps>;
  /** Takes the whole width of a two-column section. */
  readonly isWide?: true;
  /** Draws without label, help and error of its own (notes, headings). */
  readonly isBare?: true;
  /** The label belongs to a group of controls, not to one input. */
  readonly isGroup?: true;
}
