import type { Priority } from "@safeloop/engine";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { token, type Tokens } from "../theme/tokens.ts";
import "./components.css";

/** How the alarm stands, drawn on the same glyph (screens 4). */
export type GlyphState = "unacked" | "acked" | "cleared-unacked" | "latched" | "shelved" | "suppressed" | "out-of-service" | "count";

interface Look { readonly shape: ReactNode; readonly digitY: number; readonly fill: keyof Tokens; readonly edge: keyof Tokens; readonly ink: keyof Tokens }

const looks: { readonly [priority in Priority]: Look } = {
  P1: { shape: <rect x="4" y="4" width="16" height="16" rx="2" />, digitY: 16.2, fill: "risk1", edge: "risk1Text", ink: "onRisk1" },
  P2: { shape: <path d="M12 2.6 22 20.400H2z" strokeLinejoin="round" />, digitY: 17.6, fill: "risk2", edge: "risk2Text", ink: "onRisk2" },
  P3: { shape: <path d="M12 2.4 21.6 12 12 21.6 2.4 12z" strokeLinejoin="round" />, digitY: 16.2, fill: "risk3", edge: "risk3Text", ink: "onRisk3" },
  P4: { shape: <circle cx="12" cy="12" r="9" />, digitY: 16.2, fill: "risk4", edge: "risk4Text", ink: "onRisk4" },
};

const rings: { readonly [priority in Priority]: ReactNode } = {
  P1: <rect x="1" y="1" width="22" height="22" rx="4" />,
  P2: <path d="M12 -1.8 26 22.800H-2z" strokeLinejoin="round" />,
  P3: <path d="M12 -1 25 12 12 25 -1 12z" strokeLinejoin="round" />,
  P4: <circle cx="12" cy="12" r="11.4" />,
};

function badgeOf(state: GlyphState): ReactNode {
  if (state === "latched") return <g transform="translate(14 13)" fill={token("card")} stroke={token("text")} strokeWidth="1.2"><rect x="1" y="4" width="8" height="6" rx="1" /><path d="M3 4V2.600a2 2 0 0 1 4 0V4" fill="none" /></g>;
  if (state === "shelved") return <g transform="translate(14 13)" fill={token("card")} stroke={token("text")} strokeWidth="1.2"><circle cx="5" cy="5" r="4.4" /><path d="M5 2.600V5l1.8 1.2" fill="none" /></g>;
  if (state === "out-of-service") return <path d="M3 3 21 21M21 3 3 21" stroke={token("text")} strokeWidth="1.6" />;
  if (state === "suppressed") return <path d="M5 19 19 5M5 12 12 5M12 19 19 12" stroke={token("text")} strokeWidth="1.2" />;
  return null;
}

/**
 * Alarm priority: shape, colour and digit together, with its state. Reads as
 * "P1 紧急" to a screen reader.
 */
export function PriorityGlyph({ priority, state = "acked", size = 20 }: { readonly priority: Priority; readonly state?: GlyphState; readonly size?: number }): ReactNode {
  const { t } = useTranslation();
  const look = looks[priority];
  const isGrey = state === "shelved" || state === "suppressed" || state === "out-of-service";
  const isOutline = state === "cleared-unacked";
  const hasRing = state === "unacked";
  return (
    <svg className={`sl-glyph${hasRing && (priority === "P1" || priority === "P2") ? " sl-glyph-blink" : ""}`} width={size} height={size} viewBox="-2 -2 28 28" role="img" aria-label={`${priority} ${t(`priority.${priority}`)}`}>
      {hasRing && <g className="sl-glyph-ring" fill="none" stroke={token(look.edge)} strokeWidth="1.6">{rings[priority]}</g>}
      <g fill={isOutline ? token("card") : isGrey ? token("line") : token(look.fill)} stroke={isGrey ? token("text3") : token(look.edge)} strokeWidth={isOutline ? 2 : 1}>{look.shape}</g>
      <text x="12" y={look.digitY} textAnchor="middle" fontSize="11.5" fontWeight="700" fill={isOutline || isGrey ? token("text") : token(look.ink)}>{priority[1]}</text>
      {badgeOf(state)}
    </svg>
  );
}
