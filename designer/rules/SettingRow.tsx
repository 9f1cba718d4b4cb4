import type { ReactNode } from "react";

/** One setting of a rule with its label, and a note below. */
export function SettingRow({ label, note, place, children }: { readonly label: string; readonly note?: ReactNode; readonly place?: string; readonly children: ReactNode }): ReactNode {
  return <div className="dz-row" {...(place === undefined ? {} : { "data-place": place })}><span>{label}</span>{children}{note && <small className="sl-meta">{note}</small>}</div>;
}
