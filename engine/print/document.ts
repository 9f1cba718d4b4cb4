/**
 * A print ready to be set: every text is worded in one language, every time is
 * in the site's zone, every id is a name. Plain data, so that it crosses to
 * another thread; only files are still named by id.
 */

/** Drawn, not written: no font needs to have it. `none`: does not apply. */
export type PrintTick = "yes" | "no" | "none";

/** `bad` and `unknown` are bold; `void` is grey. */
export type PrintTone = "bad" | "unknown" | "void";

/** A signature as printed: the strokes' image where there is one, and always who, when and how. */
export interface PrintSign {
  readonly name: string;
  readonly at: string;
  readonly how: string;
  readonly place?: string;
  readonly file?: string;
  /** The signature does not verify. */
  readonly warning?: string;
}

export interface PrintCell {
  readonly text: string; // may hold line breaks
  readonly tone?: PrintTone;
  /** A short word in a frame behind the text, such as 待核实. */
  readonly badge?: string;
  readonly tick?: PrintTick;
  readonly signs?: readonly PrintSign[];
}

export interface PrintPair {
  readonly label: string;
  readonly value: PrintCell;
  readonly span: number;
}

export interface PrintedGrid {
  readonly kind: "grid";
  readonly title?: string;
  readonly columns: number;
  /** Spans of one line add up to `columns`. */
  readonly lines: readonly (readonly PrintPair[])[];
}

export interface PrintedColumn {
  readonly title: string;
  readonly width: number; // share
  readonly fit?: true; // as wide as what is in it
  readonly centred?: true;
}

export interface PrintedTable {
  readonly kind: "table";
  readonly title?: string;
  readonly columns: readonly PrintedColumn[];
  readonly rows: readonly (readonly PrintCell[])[];
  /** Said where there are no rows. */
  readonly empty: string;
}

export interface PrintedPhotos {
  readonly kind: "photos";
  readonly title?: string;
  readonly items: readonly { readonly file: string; readonly caption: string }[];
  readonly empty: string;
}

export interface PrintedNote {
  readonly kind: "note";
  readonly title?: string;
  readonly text: string;
}

export type PrintedBlock = PrintedGrid | PrintedTable | PrintedPhotos | PrintedNote;

export interface PrintDocument {
  readonly title: string;
  readonly copy?: string; // in brackets
  readonly number: string;
  /** Under the title: number, state and the like. */
  readonly facts: readonly string[];
  /** Word across the page of a paper that is not in force. */
  readonly mark?: string;
  /** Narrow rows and smaller type, so that a ticket is one page. */
  readonly dense?: true;
  readonly blocks: readonly PrintedBlock[];
  readonly verify: { readonly url: string; readonly hash: string; readonly label: string };
  readonly footer: readonly string[];
  readonly words: PrintPageWords;
}

/** Words the pages themselves need; `{n}` and `{m}` are filled in while setting. */
export interface PrintPageWords {
  readonly page: string; // 第 {n} 页 共 {m} 页
  readonly continued: string; // 续 {n}
  readonly tableContinued: string; // （续 {n}）
  readonly noImage: string; // said where a picture could not be printed
}
