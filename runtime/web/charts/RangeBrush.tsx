import { type ReactNode, useRef, useState } from "react";
import { overviewPath, panSpan, zoomSpan } from "./overviewPath.ts";
import { type Readings, type Span, unknownSpans } from "./trendData.ts";
import "./charts.css";

export interface RangeBrushProps {
  readonly readings: Readings;
  readonly whole: Span;
  readonly chosen: Span;
  readonly label: string;
  readonly valueText: string;
  readonly onChoose: (span: Span) => void;
}

/** A long span in small, with the chosen part as a window: drag to choose anew, ← → to move it, + − to zoom. */
export function RangeBrush({ readings, whole, chosen, label, valueText, onChoose }: RangeBrushProps): ReactNode {
  const start = useRef<number | undefined>(undefined);
  const [drawn, setDrawn] = useState<Span | undefined>(undefined);
  const length = whole.to - whole.from;
  const at = (event: React.PointerEvent<HTMLDivElement>): number => {
    const box = event.currentTarget.getBoundingClientRect();
    return whole.from + Math.min(1, Math.max(0, (event.clientX - box.left) / box.width)) * length;
  };
  const share = (t: number): number => Math.min(100, Math.max(0, ((t - whole.from) / length) * 100));
  const shown = drawn ?? chosen;
  const release = (): void => {
    start.current = undefined;
    if (drawn && drawn.to - drawn.from > length / 500) onChoose(drawn);
    setDrawn(undefined);
  };
  const keys = (event: React.KeyboardEvent): void => {
    const next = { ArrowLeft: panSpan(chosen, -1, whole.to), ArrowRight: panSpan(chosen, 1, whole.to), "+": zoomSpan(chosen, 1, whole.to), "-": zoomSpan(chosen, -1, whole.to) }[event.key];
    if (!next) return;
    event.preventDefault();
    onChoose(next);
  };
  return (
    <div
      className="sl-brush" role="slider" tabIndex={0} aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(share(chosen.to))} aria-valuetext={valueText}
      onKeyDown={keys}
      onPointerDown={(event) => { start.current = at(event); event.currentTarget.setPointerCapture(event.pointerId); }}
      onPointerMove={(event) => { if (start.current !== undefined) setDrawn({ from: Math.min(start.current, at(event)), to: Math.max(start.current, at(event)) }); }}
      onPointerUp={release} onPointerCancel={release}
    >
      <svg viewBox="0 0 1000 100" preserveAspectRatio="none" aria-hidden="true">
        {unknownSpans(readings).map((gap) => <rect key={gap.from} x={share(gap.from) * 10} y="0" width={Math.max(2, (share(gap.to) - share(gap.from)) * 10)} height="100" fill="var(--sl-unknown-tint)" stroke="var(--sl-unknown)" strokeDasharray="3 3" vectorEffect="non-scaling-stroke" />)}
        <path d={overviewPath(readings, whole)} fill="none" stroke="var(--sl-text-3)" strokeWidth="1" vectorEffect="non-scaling-stroke" />
      </svg>
      <div className="sl-brush-window" style={{ left: `${share(shown.from)}%`, width: `${Math.max(0.4, share(shown.to) - share(shown.from))}%` }} />
    </div>
  );
}
