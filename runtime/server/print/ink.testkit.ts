import { crc32, deflateSync } from "node:zlib";

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

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
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8); // 8 bit, grey
  const rows = Buffer.concat(Array.from({ length: height }, (_, y) => Buffer.concat([Buffer.from([0]), pixels.subarray(y * width, (y + 1) * width)])));
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
