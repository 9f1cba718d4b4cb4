import type { ReactNode } from "react";
import { token } from "../../theme/tokens.ts";

/** The shield with the closed loop. */
export function Logo({ size = 24 }: { readonly size?: number }): ReactNode {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <path d="M16 2 4.5 6v9c0 7.2 4.7 12.4 11.5 15 6.8-2.6 11.5-7.8 11.5-15V6z" fill={token("primary")} />
      <path d="M20.6 11.2a6.2 6.2 0 1 0 1.5 4.8" fill="none" stroke={token("onPrimary")} strokeWidth="2.4" strokeLinecap="round" />
      <path d="M22.8 8.3v5h-5z" fill={token("onPrimary")} />
      <circle cx="16" cy="15.8" r="1.9" fill={token("onPrimary")} />
    </svg>
  );
}
