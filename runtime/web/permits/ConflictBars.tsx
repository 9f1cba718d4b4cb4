import type { PermitConflict } from "@safeloop/engine";
import type { ReactNode } from "react";
import { token } from "../theme/tokens.ts";
import { barOf, type TimeSpan } from "./conflictLook.ts";

const wide = 280;
const high = 62;
const bar = 16;

/** Two periods under each other, the time both share framed, and now. The sentence beside it says the same. */
export function ConflictBars({ conflict, span, now, label }: { readonly conflict: PermitConflict; readonly span: TimeSpan; readonly now: number; readonly label: string }): ReactNode {
  const both = barOf(conflict.from, conflict.to, span);
  const at = ((now - span.from) / (span.to - span.from)) * wide;
  return (
    <svg className="sl-conflict-bars" viewBox={`0 0 ${wide} ${high}`} preserveAspectRatio="none" role="img" aria-label={label}>
      <rect width={wide} height={high} fill={token("sunken")} />
      {[conflict.a, conflict.b].map((side, index) => {
        const place = barOf(side.from, side.to, span);
        if (!place) return null;
        const [x, y, width] = [place.left * wide, 11 + index * (bar + 8), Math.max(3, (place.right - place.left) * wide)];
        return (
          <g key={side.submissionId}>
            <rect x={x} y={y} width={width} height={bar} rx="2" fill={token(index === 0 ? "primary" : "border")} />
            {place.isOpenRight && <path d={`M${x + width - 9} ${y + 3}l6 5-6 5`} fill="none" stroke={token("card")} strokeWidth="1.6" />}
          </g>
        );
      })}
      {both && <rect className="sl-conflict-frame" x={both.left * wide + 1} y="5" width={Math.max(4, (both.right - both.left) * wide - 2)} height={high - 10} rx="1" fill="none" stroke={token("risk1")} strokeWidth="1.6" strokeDasharray="4 3" />}
      <path d={`M${at} 0V${high}`} stroke={token("text")} strokeWidth="1.4" />
    </svg>
  );
}
