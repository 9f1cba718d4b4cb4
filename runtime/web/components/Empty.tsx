import type { ReactNode } from "react";
import "./components.css";

/** One sentence why the place is empty, and one next step. */
export function Empty({ title, hint, action, example }: { readonly title: string; readonly hint?: string; readonly action?: ReactNode; readonly example?: ReactNode }): ReactNode {
  return (
    <div className="sl-empty">
      <p className="sl-empty-title">{title}</p>
      {hint !== undefined && <p className="sl-meta">{hint}</p>}
      {action}
      {example !== undefined && <div className="sl-empty-example" aria-hidden="true">{example}</div>}
    </div>
  );
}
