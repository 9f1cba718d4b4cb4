import { greyPng } from "./png.testkit.ts";

/** A handwritten-looking signature as the pad stores it: black strokes on white, PNG. `seed` makes hands differ. */
export function inkPng(seed: number, width = 320, height = 120): Buffer {
  const pixels = Buffer.alloc(width * height, 255);
  const dot = (x: number, y: number): void => {
    for (let dy = -2; dy <= 2; dy += 1) for (let dx = -2; dx <= 2; dx += 1) {
      const [px, py] = [Math.round(x) + dx, Math.round(y) + dy];
      if (px >= 0 && px < width && py >= 0 && py < height && dx * dx + dy * dy <= 5) pixels[py * width + px] = 0;
    }
  };
  for (let step = 0; step < 2400; step += 1) {
    const t = step / 2400;
    dot(20 + t * (width - 40) + 14 * Math.sin(t * (19 + seed * 3)), height / 2 + (26 + seed * 2) * Math.sin(t * (31 + seed * 5)) * Math.cos(t * (7 + seed)) + 14 * Math.sin(t * 4));
  }
  return greyPng({ width, height, grey: pixels });
}
