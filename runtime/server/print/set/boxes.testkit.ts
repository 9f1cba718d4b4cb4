import type { Faces } from "./faces.ts";
import type { Op } from "./ops.ts";

/** What an operation covers of the page, in points. */
export function boxIn(faces: Faces, op: Op): { readonly x: number; readonly y: number; readonly w: number; readonly h: number } {
  switch (op.op) {
    case "text": return { x: op.x, y: op.y - op.size, w: faces.width(op.text, op.size, op.bold === true), h: op.size };
    case "tick": case "qr": return { x: op.x, y: op.y, w: op.size, h: op.size };
    case "mark": return { x: 0, y: 0, w: 0, h: 0 };
    default: return op;
  }
}
