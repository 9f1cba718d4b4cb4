import type { ReactNode } from "react";
import "./components.css";

export interface TimelineEntry {
  readonly id: string;
  /** `done` filled · `now` ring · `ahead` dashed · `bad` red cross · `superseded` struck and kept · `event` small dot. */
  readonly mark: "done" | "now" | "ahead" | "bad" | "superseded" | "event";
  readonly title: ReactNode;
  readonly time?: ReactNode;
  readonly note?: ReactNode;
  readonly body?: ReactNode;
}

const marks: { readonly [mark in TimelineEntry["mark"]]: string } = { done: "✓", now: "", ahead: "", bad: "✕", superseded: "–", event: "" };

/** Past and forecast on one line, newest at the bottom. */
export function Timeline({ entries }: { readonly entries: readonly TimelineEntry[] }): ReactNode {
  return (
    <ol className="sl-timeline">
      {entries.map((entry) => (
        <li key={entry.id} className={`sl-timeline-${entry.mark}`}>
          <span className="sl-timeline-mark" aria-hidden="true">{marks[entry.mark]}</span>
          <div className="sl-timeline-line"><strong>{entry.title}</strong>{entry.time !== undefined && <span className="sl-meta">{entry.time}</span>}</div>
          {entry.note !== undefined && <div className="sl-meta">{entry.note}</div>}
          {entry.body}
        </li>
      ))}
    </ol>
  );
}
