import type { TFunction } from "i18next";
import type { GalleryItem } from "./gallery.ts";

/** 62 字段 · 6 环节 · 14 检查; what a template has none of is left out. */
export function countsText({ counts }: GalleryItem, t: TFunction): string {
  if (!counts) return "";
  return (["fields", "nodes", "checks", "rules"] as const).filter((key) => counts[key] > 0).map((key) => t(`packs:counts.${key}`, { count: counts[key] })).join(" · ");
}
