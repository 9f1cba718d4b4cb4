import type { I18nText } from "@safeloop/engine";
import type { Reader } from "./reader.ts";

/** A part of the guide: its heading, how long the guide says it takes, its pictures in their order, and how it is done. */
export interface Step {
  readonly title: I18nText;
  /** Absent: beside the ten minutes. */
  readonly minutes?: number;
  readonly pictures: readonly string[];
  readonly walk: (reader: Reader) => Promise<void>;
}
