import type { ReactNode } from "react";
import { RouteLink } from "./RouteLink.tsx";
import "./components.css";

export interface FigureProps {
  readonly label: string;
  /** The number as text; pass "—" or "数据不足" where there is none, never 0. */
  readonly value: ReactNode;
  readonly unit?: string;
  readonly note?: ReactNode;
  readonly chip?: ReactNode;
  /** The list this number was counted from. */
  readonly to?: string;
}

/** One number with its unit, what it is made of, and the list behind it. */
export function Figure({ label, value, unit, note, chip, to }: FigureProps): ReactNode {
  const body = (
    <>
      <span className="sl-figure-head"><span className="sl-muted">{label}</span>{chip}</span>
      <span className="sl-figure-value">{value}{unit !== undefined && <small>{unit}</small>}</span>
      {note !== undefined && <span className="sl-meta">{note}</span>}
    </>
  );
  return to === undefined ? <div className="sl-card sl-figure">{body}</div> : <RouteLink href={to} className="sl-card sl-figure">{body}</RouteLink>;
}
