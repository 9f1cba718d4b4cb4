import type { ReactNode } from "react";
import { token } from "../theme/tokens.ts";

const line = (x: number, y: number, w: number, dark = false): ReactNode => <rect key={`${x} ${y}`} x={x} y={y} width={w} height="6" rx="1" fill={token(dark ? "text3" : "line")} />;

/** A sketch of what a template of this kind looks like: a ticket, a phone form, a flow, a trend. */
export function TemplatePicture({ category, hasFlow }: { readonly category: string; readonly hasFlow: boolean }): ReactNode {
  return (
    <svg className="sl-template-picture" viewBox="0 0 260 88" preserveAspectRatio="xMidYMin slice" aria-hidden="true">
      {category === "warning" ? <Trend /> : category === "permit" ? <Ticket /> : hasFlow ? <Flow /> : <Lines />}
    </svg>
  );
}

function Ticket(): ReactNode {
  return (
    <g>
      <rect x="68" y="8" width="124" height="90" fill={token("card")} stroke={token("border")} />
      <rect x="102" y="16" width="56" height="6" fill={token("text2")} />
      <rect x="174" y="13" width="12" height="12" fill={token("text")} />
      {[34, 48, 62, 76].map((y) => <g key={y}><path d={`M68 ${y - 4}H192M122 ${y - 4}v14`} stroke={token("line")} />{line(76, y, 34, true)}{line(130, y, 48)}</g>)}
    </g>
  );
}

function Flow(): ReactNode {
  return (
    <g fill={token("card")} stroke={token("border")}>
      <path d="M86 44H104V26H118M104 44V64H118M160 26H174V44H188M160 64H174V44" fill="none" stroke={token("primary")} strokeWidth="1.6" />
      <rect x="34" y="34" width="52" height="20" rx="3" /><rect x="118" y="14" width="42" height="22" rx="3" /><rect x="118" y="53" width="42" height="22" rx="3" /><rect x="188" y="34" width="40" height="20" rx="3" />
    </g>
  );
}

function Trend(): ReactNode {
  return (
    <g fill="none" strokeWidth="1.6">
      <path d="M20 16H240" stroke={token("risk1Text")} strokeDasharray="5 4" /><path d="M20 32H240" stroke={token("risk2Text")} strokeDasharray="5 4" />
      <path d="M20 72 60 68 96 71 120 66 146 42 168 22 182 28 206 56 240 68" stroke={token("text2")} strokeWidth="2" />
    </g>
  );
}

function Lines(): ReactNode {
  return <g>{[10, 36, 62].map((y) => <g key={y}><rect x="54" y={y} width="152" height="20" rx="3" fill={token("card")} stroke={token("border")} /><rect x="62" y={y + 6} width="8" height="8" rx="1" fill={token("primary")} />{line(78, y + 7, 84)}</g>)}</g>;
}
