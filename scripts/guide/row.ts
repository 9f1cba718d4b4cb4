import type { I18nText } from "@safeloop/engine";
import type { IconName } from "./icons.ts";
import type { Tokens } from "../../runtime/web/theme/tokens.ts";

/** How a state looks. The word says it; shape and colour only repeat it. */
export interface Look { readonly icon: IconName; readonly tone: keyof Tokens; readonly tint: keyof Tokens }

/** A line below a seat; what stands out has an icon. */
export interface Note extends I18nText { readonly icon?: IconName }

/** One seat at a visit. */
export interface SeatRow {
  readonly kind: "seat";
  readonly depth: number;
  /** Whose it has been, the present one last. */
  readonly people: readonly string[];
  readonly state: I18nText;
  readonly look: Look;
  /** Nobody acts on it any more: the name is struck through. */
  readonly isStruck: boolean;
  /** Nor does what it had said hold. */
  readonly isWordStruck: boolean;
  readonly notes: readonly Note[];
}

/** Heading of a visit. */
export interface VisitRow { readonly kind: "visit"; readonly depth: number; readonly text: I18nText; readonly isStruck: boolean }

/** Heading of a group of added signers. */
export interface GroupRow { readonly kind: "group"; readonly depth: number; readonly text: I18nText; readonly isStruck: boolean }

/** The next row's turn comes after that of the row above. */
export interface ThenRow { readonly kind: "then"; readonly depth: number }

/** A state of the step itself, such as not reached. */
export interface StateRow { readonly kind: "state"; readonly depth: number; readonly state: I18nText; readonly look: Look }

export type Row = SeatRow | VisitRow | GroupRow | ThenRow | StateRow;
