import type { ReactNode } from "react";
import "./components.css";

/** `live` petrol · `waiting` grey · `stopped` amber hatching · `void` red outline · `done` grey · `good` green · `unknown` violet dashed · `warn` amber · `bad` red. */
export type ChipTone = "live" | "waiting" | "stopped" | "void" | "done" | "good" | "unknown" | "warn" | "bad" | "plain";

/** A state in icon and word. Only what is not normal stands out. */
export function StateChip({ tone = "plain", icon, children, title }: { readonly tone?: ChipTone; readonly icon?: ReactNode; readonly children: ReactNode; readonly title?: string }): ReactNode {
  return <span className={`sl-chip sl-chip-${tone}`} title={title}>{icon}{children}</span>;
}
