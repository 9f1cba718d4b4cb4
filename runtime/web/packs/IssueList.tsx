import type { ReactNode } from "react";
import { issueText } from "../forms/issueText.ts";
import { useLocale } from "../i18n/useLocale.ts";

export interface SaidIssue {
  readonly code: string;
  readonly path: string;
  readonly params: object;
  readonly message?: string;
}

/** Problems of a pack, each with its place in the pack. */
export function IssueList({ issues, label }: { readonly issues: readonly SaidIssue[]; readonly label: string }): ReactNode {
  const { locale } = useLocale();
  if (issues.length === 0) return null;
  return (
    <ul className="sl-pack-issues" aria-label={label}>
      {issues.map((issue, at) => <li key={at}><span>{issueText({ ...issue, params: issue.params as never }, locale)}</span><code className="sl-meta">{issue.path || "/"} · {issue.code}</code></li>)}
    </ul>
  );
}
