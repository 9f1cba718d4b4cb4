import type { I18nText } from "./text.ts";

/** What a point measures. Gas kinds treat over-range as an alarm, not only as a fault. */
export type Measurement =
  | "combustible" | "toxic" | "oxygen" | "pressure" | "flow" | "temperature" | "level" | "vibration"
  | "wind-speed" | "wind-direction" | "current" | "power" | "dust" | "sound" | "speed"
  | "quantity" // any other number: its labels say what it is
  | "state" | "video-event" | "position" | "log-event"
  | "permit-count" | "people-count" | "alarm-count" | "record-count" // what is in an area
  | "form-report"; // a filled form, or a row of one of its tables

/** One field of a form as rules see it. */
export interface ReportField {
  readonly title: I18nText;
  readonly type: "number" | "text" | "boolean";
  readonly unit?: string; // of numbers, UCUM-style
  readonly options?: readonly { readonly value: string | number; readonly title: I18nText }[];
}

/** What one point is designed or set for: a number out of a document about it, which no rule can know. */
export interface DesignValue {
  readonly value: number;
  readonly unit: string; // UCUM-style
  readonly source?: string; // the drawing, data sheet or report that says so
}

/** A measured point (ISA-5.1 tag). Readings refer to it by `id`. */
export interface Tag {
  readonly id: string;
  readonly title: I18nText;
  readonly measurement: Measurement;
  readonly unit: string; // UCUM-style; "" for state and events
  readonly range?: { readonly min: number; readonly max: number };
  readonly area: string; // area id
  readonly orgId: string;
  readonly gateway?: string; // device id
  readonly asset?: string;
  readonly assetClass?: string;
  readonly medium?: string; // e.g. "gasoline", "H2S"
  readonly labels?: readonly string[];
  /** Values of its own that rules judge it by, by name: design pressure, retirement thickness, relief setting. */
  readonly design?: { readonly [name: string]: DesignValue };
  readonly position?: { readonly x: number; readonly y: number; readonly z?: number }; // metres, site grid
  readonly periodS: number; // expected seconds between samples
  readonly staleAfterS?: number;
  readonly safety?: boolean; // dropout of a safety tag is P2
  readonly mayBeConstant?: boolean;
  /** The source is a current loop: 4 mA is the range's minimum, 20 mA its maximum. Readings in mA are converted. */
  readonly signal?: "4-20mA";
  /** Tags that this one goes with: what fills or empties a tank, what drives a machine, the wind speed of a vane. */
  readonly connected?: readonly string[];
  /** Tags that measure the same thing nearby; drift is judged against their median. */
  readonly peers?: readonly string[];
  /** Counted by the platform itself: nobody else may send readings of it. */
  readonly computed?: true;
  readonly holdS?: number; // events: how long one stays true
  /** Of form reports: what is filled in, and its fields by x-id. */
  readonly report?: { readonly form: string; readonly rows?: string; readonly fields: { readonly [xid: string]: ReportField } };
}

export type Quality = "good" | "uncertain" | "bad";

/** One reading as it comes in. `value` is a number, or an event object for event tags. Times ISO-8601 UTC or epoch ms. */
export interface Reading {
  readonly tagId: string;
  readonly ts: string | number;
  readonly value: number | string | boolean | null | { readonly [field: string]: unknown };
  readonly unit?: string;
  readonly quality?: Quality;
  readonly seq?: number;
}
