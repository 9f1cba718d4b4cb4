import type { ReactNode } from "react";
import { Icon } from "./icons.tsx";

/** Title bar of 48: the way back, where we are, and which step of three. */
export function TopBar({ title, step, back }: { readonly title: string; readonly step?: string; readonly back: { readonly icon: "close" | "back"; readonly label: string; readonly onClick: () => void } }): ReactNode {
  return (
    <header className="sc-bar">
      <button type="button" aria-label={back.label} onClick={back.onClick}><Icon name={back.icon} /></button>
      <h1>{title}</h1>
      {step !== undefined && <span className="sl-meta">{step}</span>}
    </header>
  );
}

