import { type ReactNode, useEffect, useRef } from "react";
import { type Chart, type EChartsCoreOption, init } from "./echarts.ts";
import type { Span } from "./trendData.ts";

export interface CanvasProps {
  readonly option: EChartsCoreOption;
  readonly height: number;
  /** Says what the picture shows, for those who cannot see it; the table twin has the numbers. */
  readonly label: string;
  /** A span was drawn with the pointer. */
  readonly onBrush?: ((span: Span) => void) | undefined;
  readonly onReset?: (() => void) | undefined;
  /** ← → move by a quarter of what is shown, + − zoom by half. */
  readonly onPan?: ((step: 1 | -1) => void) | undefined;
  readonly onZoom?: ((step: 1 | -1) => void) | undefined;
}

/** An ECharts canvas that follows its container's size, with a drawn span as zoom. */
export function Canvas(props: CanvasProps): ReactNode {
  const { option, height, label, onBrush, onReset, onPan, onZoom } = props;
  const box = useRef<HTMLDivElement>(null);
  const band = useRef<HTMLDivElement>(null);
  const chart = useRef<Chart | undefined>(undefined);
  useEffect(() => {
    if (!box.current) return;
    const made = init(box.current, undefined, { renderer: "canvas" });
    chart.current = made;
    const watch = new ResizeObserver(() => made.resize());
    watch.observe(box.current);
    return () => {
      watch.disconnect();
      made.dispose();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.setOption(option, { notMerge: true, lazyUpdate: true }), [option]);
  const brush = useBrush(chart, band, onBrush);
  const keys = (event: React.KeyboardEvent): void => {
    const act = { ArrowLeft: () => onPan?.(-1), ArrowRight: () => onPan?.(1), "+": () => onZoom?.(1), "=": () => onZoom?.(1), "-": () => onZoom?.(-1) }[event.key];
    if (!act || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    act();
  };
  const isInteractive = onBrush !== undefined || onPan !== undefined;
  return (
    <div className="sl-chart" style={{ height }} role="img" aria-label={label} {...(isInteractive ? { tabIndex: 0, onKeyDown: keys, onDoubleClick: onReset, ...brush } : {})}>
      <div ref={box} className="sl-chart-canvas" />
      <div ref={band} className="sl-chart-band" hidden />
    </div>
  );
}

const leastPixels = 8;

type Handlers = { readonly [name in "onPointerDown" | "onPointerMove" | "onPointerUp" | "onPointerCancel"]: (event: React.PointerEvent<HTMLDivElement>) => void };

/** Draws a band from press to release and gives the instants below its ends. */
function useBrush(chart: React.RefObject<Chart | undefined>, band: React.RefObject<HTMLDivElement | null>, onBrush: CanvasProps["onBrush"]): Handlers {
  const from = useRef<number | undefined>(undefined);
  const at = (event: React.PointerEvent<HTMLDivElement>): number => event.clientX - event.currentTarget.getBoundingClientRect().left;
  const end = (): void => {
    from.current = undefined;
    if (band.current) band.current.hidden = true;
  };
  return {
    onPointerDown: (event) => {
      if (event.button === 0 && onBrush) from.current = at(event);
    },
    onPointerMove: (event) => {
      if (from.current === undefined || !band.current) return;
      const [left, right] = [Math.min(from.current, at(event)), Math.max(from.current, at(event))];
      band.current.hidden = right - left < leastPixels;
      band.current.style.left = `${left}px`;
      band.current.style.width = `${right - left}px`;
    },
    onPointerUp: (event) => {
      const [start, stop] = [from.current, at(event)];
      end();
      if (start === undefined || Math.abs(stop - start) < leastPixels || !chart.current) return;
      const [a, b] = [start, stop].map((x) => Number(chart.current?.convertFromPixel({ xAxisIndex: 0 }, x)));
      if (a !== undefined && b !== undefined && Number.isFinite(a) && Number.isFinite(b)) onBrush?.({ from: Math.min(a, b), to: Math.max(a, b) });
    },
    onPointerCancel: end,
  };
}
