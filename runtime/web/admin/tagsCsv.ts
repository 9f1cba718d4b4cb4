import type { TagView } from "../api/types.ts";
import { csvCell } from "../tags/trendCsv.ts";
import { tagColumns } from "./csvIssues.ts";

/** The tag list as a CSV that the import takes back; what the platform counts itself is not in it. */
export function tagsCsv(tags: readonly TagView[]): string {
  const row = (tag: TagView): (string | number | null)[] => [
    tag.id, tag.title.zh, tag.title.en, tag.measurement, tag.unit, tag.area, tag.periodS, tag.range?.min ?? null, tag.range?.max ?? null,
    tag.position?.x ?? null, tag.position?.y ?? null, tag.position?.z ?? null, tag.gateway ?? "", tag.asset ?? "", tag.medium ?? "", (tag.labels ?? []).join(";"),
    tag.staleAfterS ?? null, tag.holdS ?? null, tag.safety ? 1 : 0, tag.mayBeConstant ? 1 : 0,
    tag.signal ?? "", (tag.connected ?? []).join(";"), (tag.peers ?? []).join(";"),
  ];
  return `\uFEFF${[[...tagColumns], ...tags.filter((tag) => !tag.computed).map(row)].map((cells) => cells.map(csvCell).join(",")).join("\r\n")}\r\n`;
}
