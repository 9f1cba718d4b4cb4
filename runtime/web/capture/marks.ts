/** What is drawn on a photo to point something out; coordinates 0–1 of width and height. */
export type Mark =
  | { readonly kind: "circle" | "arrow"; readonly from: Spot; readonly to: Spot }
  | { readonly kind: "text"; readonly at: Spot; readonly text: string };
export interface Spot { readonly x: number; readonly y: number }
export type MarkTool = Mark["kind"];

interface Ink { readonly line: string; readonly paper: string }

function arrow(context: CanvasRenderingContext2D, from: Spot, to: Spot, size: number): void {
  const angle = Math.atan2(to.y - from.y, to.x - from.x);
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  for (const side of [-1, 1]) {
    context.moveTo(to.x, to.y);
    context.lineTo(to.x - size * Math.cos(angle + side * 0.5), to.y - size * Math.sin(angle + side * 0.5));
  }
  context.stroke();
}

function label(context: CanvasRenderingContext2D, at: Spot, text: string, size: number, ink: Ink): void {
  context.font = `600 ${size}px sans-serif`;
  context.textBaseline = "middle";
  const width = context.measureText(text).width + size;
  context.fillStyle = ink.line;
  context.fillRect(at.x - width / 2, at.y - size, width, size * 2);
  context.fillStyle = ink.paper;
  context.fillText(text, at.x - width / 2 + size / 2, at.y);
}

/** Draws the marks over what the canvas shows, in the size of the canvas. */
export function drawMarks(context: CanvasRenderingContext2D, marks: readonly Mark[], ink: Ink): void {
  const { width, height } = context.canvas;
  const unit = Math.max(width, height) / 40;
  const place = (spot: Spot): Spot => ({ x: spot.x * width, y: spot.y * height });
  context.strokeStyle = ink.line;
  context.lineWidth = unit / 3;
  context.lineCap = "round";
  for (const mark of marks) {
    if (mark.kind === "text") {
      label(context, place(mark.at), mark.text, unit * 1.3, ink);
      continue;
    }
    const [from, to] = [place(mark.from), place(mark.to)];
    if (mark.kind === "arrow") arrow(context, from, to, unit * 1.5);
    else {
      context.beginPath();
      context.ellipse((from.x + to.x) / 2, (from.y + to.y) / 2, Math.abs(to.x - from.x) / 2, Math.abs(to.y - from.y) / 2, 0, 0, Math.PI * 2);
      context.stroke();
    }
  }
}
