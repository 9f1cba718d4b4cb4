import type { ReactNode } from "react";
import "./components.css";

export interface PageHeaderProps {
  /** The page's one question answered in a sentence with a number. */
  readonly title: ReactNode;
  readonly sub?: ReactNode;
  readonly crumbs?: ReactNode;
  readonly chips?: ReactNode;
  readonly actions?: ReactNode;
}

/** First line of a page: where, the answer, and the one next step at the right. */
export function PageHeader({ title, sub, crumbs, chips, actions }: PageHeaderProps): ReactNode {
  return (
    <header className="sl-page-header">
      <div className="sl-page-header-text">
        {crumbs !== undefined && <nav className="sl-meta">{crumbs}</nav>}
        <div className="sl-page-header-line">
          <h1>{title}</h1>
          {chips}
          {sub !== undefined && <span className="sl-muted">{sub}</span>}
        </div>
      </div>
      {actions !== undefined && <div className="sl-page-header-actions">{actions}</div>}
    </header>
  );
}
