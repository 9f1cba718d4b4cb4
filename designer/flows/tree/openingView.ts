/** A thing on the canvas at 100 %; x and y are its upper left. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly isBranch: boolean;
}

export interface View {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

const margin = 24;
/** Smaller than this the cards cannot be read; what does not fit is scrolled to. */
const least = 0.5;

interface Span {
  readonly left: number;
  readonly right: number;
}

function spanOf(boxes: readonly Box[]): Span {
  return { left: Math.min(...boxes.map((box) => box.x)), right: Math.max(...boxes.map((box) => box.x + box.width)) };
}

/** The boxes from the start down to the first row of branches; all of them where the flow does not branch. */
function opening(boxes: readonly Box[]): readonly Box[] {
  const first = Math.min(...boxes.filter((box) => box.isBranch).map((box) => box.y));
  return boxes.filter((box) => box.y <= first);
}

/**
 * How a flow is shown when it is opened: as large as it can be with its start
 * at the top and everything down to the first branches beside the palette,
 * which floats at the upper right; below the palette the whole width is free.
 */
export function openingView(boxes: readonly Box[], width: number, palette: { readonly width: number; readonly height: number }): View {
  if (boxes.length === 0) return { x: margin, y: margin, zoom: 1 };
  const [all, top] = [spanOf(boxes), spanOf(opening(boxes))];
  const free = width - palette.width;
  const fits = ({ left, right }: Span, room: number): number => (room - 2 * margin) / (right - left);
  const zoom = Math.max(least, Math.min(1, fits(all, width), fits({ left: all.left, right: top.right }, free)));
  const underPalette = boxes.filter((box) => box.y * zoom + margin < palette.height);
  const beside = spanOf(underPalette);
  // In the middle of the canvas where that leaves the upper part clear of the palette, else as far right as that allows.
  const middle = (width - (all.right + all.left) * zoom) / 2;
  const x = Math.max(margin - all.left * zoom, Math.min(middle, free - margin - beside.right * zoom));
  return { x, y: margin, zoom };
}
