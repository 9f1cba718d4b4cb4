import type { I18nText } from "./text.ts";

/** What every block of a printed form may have. */
interface PrintBlockBase {
  /** Named by `copies`; unique in the layout. */
  readonly id?: string;
  /** A bar across the page above the block. */
  readonly title?: I18nText;
}

/** One field in a grid: a grey label and its value. */
export interface PrintGridCell {
  readonly field: string; // x-id; not a row's field
  readonly label?: I18nText; // default: the field's title
  /** Further fields written behind it in the same cell, as far as they are filled in. */
  readonly also?: readonly string[];
  /** Each value has the title of its field before it, where several share the cell. */
  readonly named?: true;
  /** Columns the pair takes, 1 to the grid's; default 1. */
  readonly span?: number;
  /** Left out where nothing is filled in. */
  readonly optional?: true;
}

/** Pairs of label and value, `columns` to a line. */
export interface PrintGrid extends PrintBlockBase {
  readonly kind: "grid";
  readonly columns: 1 | 2 | 3 | 4 | 6;
  readonly cells: readonly PrintGridCell[];
}

export interface PrintColumn {
  readonly field: string; // x-id of a field of the row
  readonly title?: I18nText;
  /** Further fields of the row written behind it in the same cell. */
  readonly also?: readonly string[];
  /** The choice field of the row that holds the unit of this value. */
  readonly unitFrom?: string;
  /** Share of the width, against the other columns; default 1. */
  readonly width?: number;
  /** As wide as what is in it, on one line, up to a fifth of the page; the others share the rest. */
  readonly fit?: true;
  /** Left out where no row has anything in it. */
  readonly optional?: true;
}

/** The rows of a repeat table, of gas tests or of certificates; long ones go on under a repeated header. */
export interface PrintTableBlock extends PrintBlockBase {
  readonly kind: "table";
  readonly field: string;
  readonly columns?: readonly PrintColumn[]; // default: every field of the row
  /** Left out where there are no rows. */
  readonly optional?: true;
}

/** Measures with tick, confirmer and time. */
export interface PrintChecklist extends PrintBlockBase {
  readonly kind: "checklist";
  readonly field: string;
}

/** Decisions of the flow with opinion, signature, time and place, and who is still asked. */
export interface PrintApprovals extends PrintBlockBase {
  readonly kind: "approvals";
  readonly nodes?: readonly string[]; // node ids; default: every step that was decided or is open
  /** Boxes side by side, so many to a line; without it a table with a line for each decision. */
  readonly columns?: 1 | 2 | 3;
  /** Fields that hold what was said at a step, by node id: a step that fills in has no opinion of its own. */
  readonly opinions?: { readonly [node: string]: string };
}

/** What happened after the approval: start, pause, resume, finish, acceptance. */
export interface PrintEvents extends PrintBlockBase {
  readonly kind: "events";
  /** As of approvals. */
  readonly columns?: 1 | 2 | 3;
}

/** Signature fields as boxes. */
export interface PrintSignatures extends PrintBlockBase {
  readonly kind: "signatures";
  readonly fields: readonly string[];
}

/** Photos with time and fingerprint. */
export interface PrintPhotos extends PrintBlockBase {
  readonly kind: "photos";
  readonly fields: readonly string[];
}

/** A sentence of the form itself, such as an instruction. */
export interface PrintNote extends PrintBlockBase {
  readonly kind: "note";
  readonly text: I18nText;
}

export type PrintBlock = PrintGrid | PrintTableBlock | PrintChecklist | PrintApprovals | PrintEvents | PrintSignatures | PrintPhotos | PrintNote;

/** One view of the same record, as the sheets of a paper form: guardian, worker unit, archive. */
export interface PrintCopy {
  readonly id: string; // `[a-z][a-z0-9-]*`, asked for as `?copy=`
  readonly title: I18nText;
  readonly blocks?: readonly string[]; // block ids; default: all
}

/** How a form is printed on A4. Without one it is made of the form's sections. */
export interface PrintLayout {
  readonly title?: I18nText; // default: the form's
  /** One frame of narrow rows, as the annexes of standards have them: smaller type, and titles only where the layout gives them. */
  readonly dense?: true;
  readonly blocks: readonly PrintBlock[];
  readonly copies?: readonly PrintCopy[];
}
