import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { token } from "../theme/tokens.ts";
import "./components.css";

export type RiskLevel = 1 | 2 | 3 | 4;

/** Risk level: a four-step bar glyph and its word; never an alarm shape. Level 1 fills all four steps. */
export function RiskGlyph({ level }: { readonly level: RiskLevel }): ReactNode {
  const { t } = useTranslation();
  const steps = 5 - level;
  return (
    <span className={`sl-risk sl-risk-${level}`}>
      <svg width="16" height="14" viewBox="0 0 16 14" aria-hidden="true">
        {[0, 1, 2, 3].map((step) => (
          <rect key={step} x={step * 4} y={10 - step * 3} width="3" height={4 + step * 3} rx="0.5" fill={step < steps ? token(`risk${level}Text`) : token("line")} />
        ))}
      </svg>
      {t(`risk.${level}`)}
    </span>
  );
}
