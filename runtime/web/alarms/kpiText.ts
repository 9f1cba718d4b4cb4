import type { TFunction } from "i18next";
import { durationText } from "../components/time.ts";
import type { KpiFigure } from "./kpiFigures.ts";

const shares: ReadonlySet<string> = new Set(["low", "high", "disposed"]);
const seconds: ReadonlySet<string> = new Set(["p50", "p90", "p99"]);

function secondsText(value: number, t: TFunction): string {
  if (value < 1) return `${Math.round(1000 * value)} ms`;
  return value < 60 ? t("common:duration.s", { s: Number(value.toFixed(value < 10 ? 1 : 0)) }) : durationText(value * 1000, t);
}

function percent(value: number): string {
  return `${Number((100 * value).toFixed(1))} %`;
}

/** A figure's own value as people read it. */
export function valueOf({ value, kind }: Pick<KpiFigure, "value" | "kind">, t: TFunction): string {
  if (value === null) return "";
  if (kind === "share") return percent(value);
  return kind === "seconds" ? secondsText(value, t) : String(Number(value.toFixed(2)));
}

/** A number of a figure's note. */
export function numberText(name: string, value: number, t: TFunction): string {
  if (shares.has(name)) return percent(value);
  return seconds.has(name) ? secondsText(value, t) : String(Number(value.toFixed(1)));
}
