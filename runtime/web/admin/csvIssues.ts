import type { Issue } from "@safeloop/engine";

/** Columns of the tag list, required ones first. */
export const tagColumns = [
  "id", "title_zh", "title_en", "measurement", "unit", "area", "period_s",
  "min", "max", "x", "y", "z", "gateway", "asset", "medium", "labels", "stale_after_s", "hold_s", "safety", "may_be_constant", "signal", "connected", "peers",
] as const;

export interface ImportResult {
  readonly created: number;
  readonly updated: number;
  readonly issues: readonly (Issue & { readonly message?: string })[];
  readonly dryRun?: boolean;
}

export interface LineIssue {
  readonly key: string;
  readonly line: number | undefined;
  readonly column: string;
  readonly code: string;
  readonly text: string;
}

/** The problems of an import per line and column, in the order of the file. Paths are `/line/column`. */
export function lineIssues(result: ImportResult, messageOf: (issue: ImportResult["issues"][number]) => string): LineIssue[] {
  return result.issues
    .map((issue, index) => {
      const [, line = "", ...column] = issue.path.split("/");
      return { key: `${index}`, line: /^\d+$/.test(line) ? Number(line) : undefined, column: column.join("/"), code: issue.code, text: messageOf(issue) };
    })
    .sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}
